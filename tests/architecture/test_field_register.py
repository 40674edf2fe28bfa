"""Every stored field says who may read it and how long it is kept (DESIGN 3, rule 1)."""

import pytest
from django.apps import apps

from communitylinkage.values.register import Entry

OURS = [m for m in apps.get_models() if m.__module__.startswith("communitylinkage.")]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_is_classified_exactly_once(model):
    register = getattr(model, "register", None)
    assert register, f"{model._meta.label} has no register"
    assert all(isinstance(entry, Entry) for entry in register)
    named = [name for entry in register for name in entry.fields]
    stored = {field.name for field in model._meta.local_concrete_fields} | {
        field.name for field in model._meta.local_many_to_many
    }
    assert len(named) == len(set(named)), "a field is classified twice"
    assert stored <= set(named), f"unclassified: {sorted(stored - set(named))}"
    inherited = {field.name for field in model._meta.concrete_fields}
    assert set(named) <= stored | inherited, f"no such field: {sorted(set(named) - stored)}"


def test_no_table_says_what_a_watched_phone_must_not_show():
    words = ("victim", "survivor", "violence", "abuse")
    for model in OURS:
        spelled = [model._meta.db_table, *(field.name for field in model._meta.get_fields())]
        assert not [name for name in spelled for word in words if word in name.lower()]
