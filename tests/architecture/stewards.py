"""Another organisation's month of openings; objects.py says what for."""

OTHERS = {
    "openings_month": lambda cast: {"organisation": cast.other.pk, "year": 2026, "month": 10},
}
