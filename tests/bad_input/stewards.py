"""What the pages of openings and of privacy need of hers; own.py says what for."""

OWN = {
    "openings_month": (
        "coordinator",
        lambda world: {"organisation": world.service.pk, "year": 2026, "month": 10},
    ),
    "privacy": (None, lambda world: {"reader": "woman"}),
}
