"""Another organisation's case; objects.py says what for."""

from communitylinkage.stewardship.tests.scene import a_case


def a_kept_case(cast):
    """Kept by an organisation whose coordinator is the stranger."""
    return {"reference": a_case(cast, organisation=cast.other).woman.reference}


OTHERS = {
    "kept_case": a_kept_case,
    "kept_file": lambda cast: a_kept_case(cast) | {"form": "json"},
    "kept_hold": lambda cast: a_kept_case(cast) | {"act": "end"},
}
