"""Who may use a route. Each app's ``urls.py`` has an ``ACCESS`` table; website composes them.

A route without an entry fails tests/architecture/test_access_matrix.py.
"""

from enum import StrEnum


class Who(StrEnum):
    """The kinds of people that a route may be open to."""

    ANYBODY = "anybody"
    RECEIPT = "the holder of a receipt"
    LINK = "the holder of a one-time link"
    SIGNED_IN = "anybody signed in"
    MENTOR = "mentor"
    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


AccessTable = dict[str, frozenset[Who]]


def open_to(*who: Who) -> frozenset[Who]:
    """The entry of one route."""
    return frozenset(who)
