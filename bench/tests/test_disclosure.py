"""The bench of disclosure control runs in small; its figures say nothing here."""

from bench import disclosure
from communitylinkage.disclosure.policy import PARTNERS


def test_a_small_table_alone_and_as_the_eighth_quarter():
    assert disclosure.alone(PARTNERS, 12, (3, 2), 1) > 0
    assert disclosure.eighth(PARTNERS, 40, 1) > 0
