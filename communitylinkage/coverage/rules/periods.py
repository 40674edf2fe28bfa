"""Halves of a year: shown when they are over, each once and for good: none is subtracted."""


def half_of(month: str) -> str:
    """The half of a month: 2026-11 is in 2026-2."""
    year, _dash, number = month.partition("-")
    return f"{year}-{1 if int(number) <= 6 else 2}"


def months_of(half: str) -> tuple[str, str]:
    """Its first and last month."""
    year, _dash, number = half.partition("-")
    return (f"{year}-01", f"{year}-06") if number == "1" else (f"{year}-07", f"{year}-12")


def before(half: str) -> str:
    """The half before."""
    year, _dash, number = half.partition("-")
    return f"{year}-1" if number == "2" else f"{int(year) - 1}-2"
