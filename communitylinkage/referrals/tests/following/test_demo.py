"""The demo: two signed procedures in each country, which its referrals follow, and a draft."""

from collections import Counter

import pytest

from communitylinkage.people import demo as people
from communitylinkage.people.tests.cast import NOW
from communitylinkage.procedures import demo as procedures
from communitylinkage.procedures import queries
from communitylinkage.procedures.models import Procedure, Version
from communitylinkage.procedures.rules import State
from communitylinkage.referrals.following import demo, figures, rules
from communitylinkage.referrals.models import Followed, Referral
from communitylinkage.vault.keys import new_account_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch):
    # The slow run once: here nobody signs in.
    key = new_account_key("only for the demo")
    monkeypatch.setattr(people, "new_account_key", lambda _password: key)
    people.load(NOW)
    for _twice in range(2):
        procedures.load(NOW)
        demo.load(NOW)


def test_each_country_has_two_in_force_that_its_referrals_follow(loaded):
    rows = Version.objects.filter(state=State.IN_FORCE)
    countries = rows.values_list("procedure__organisation__country", flat=True)
    assert Counter(countries) == {"ES": 2, "IT": 2, "GR": 2, "SI": 2}
    followed = Followed.objects.filter(state=rules.State.RUNNING)
    assert set(followed.values_list("version", flat=True)) == set(rows.values_list("pk", flat=True))
    assert followed.count() == Referral.objects.count() == 16


def test_the_draft_has_something_to_mend_and_an_objection(loaded):
    draft = Version.objects.get(state=State.DRAFT)
    shown = queries.shown(draft, queries.findings(draft, NOW))
    assert {one.code for one in shown if one.must} == {
        "step.dead_end", "clock.endless", "share.before_yes",
    }  # fmt: skip
    assert queries.open_objections(draft).count() == 1
    assert Procedure.objects.count() == 9


def test_the_handover_of_each_country_has_figures_of_the_last_quarter(loaded):
    rows = Version.objects.filter(state=State.IN_FORCE).select_related("procedure__organisation")
    shown = [figures.quarters(row, NOW) for row in rows if row.value.step("ask")]
    assert shown == [["2026-3"]] * 4


def test_the_procedures_of_a_country_have_words_in_its_language(loaded):
    rows = Version.objects.filter(state=State.IN_FORCE).select_related("procedure__organisation")
    for row in rows:
        spoken = {"ES": "es", "IT": "it", "GR": "el", "SI": "sl"}[
            row.procedure.organisation.country
        ]
        value = row.value
        every = [value.title, *(one.name for one in value.parties), *(s.what for s in value.steps)]
        for words in every:
            assert spoken in dict(words), words
            assert dict(words)[spoken] != dict(words)["en"]
        assert spoken in value.drafts
