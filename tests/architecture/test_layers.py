"""Model relations obey the order of the layers, which a string foreign key would escape."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def levels():
    """Part -> height, highest first in pyproject's layers."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c for c in contracts["contracts"] if c["type"] == "layers")["layers"]
    height = {}
    for level, layer in enumerate(reversed(layers)):
        for part in layer.split("|"):
            height[part.strip(" ()")] = level
    return height


def part_of(model):
    """The part of the product a model belongs to, or None for a library's."""
    pieces = model.__module__.split(".")
    return pieces[1] if pieces[0] == "communitylinkage" else None


def test_no_relation_points_upwards():
    height = levels()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or target in (None, "self"):
                continue
            here, there = part_of(model), part_of(target)
            if here and there and here != there:
                assert height[here] > height[there], f"{model._meta.label}.{field.name}"


def test_keys_that_cross_parts_leave_no_way_back():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or target in (None, "self"):
                continue
            if part_of(model) and part_of(target) and part_of(model) != part_of(target):
                assert field.remote_field.hidden, f"{model._meta.label}.{field.name}"


def test_the_lock_store_is_apart():
    for model in apps.get_models():
        if getattr(model, "lives_in_locks", False):
            assert not [f for f in model._meta.get_fields() if f.is_relation]
