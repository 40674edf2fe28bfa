import pytest

from communitylinkage.values import quarters


@pytest.mark.parametrize(("month", "quarter"), [("2026-01", "2026-1"), ("2026-12", "2026-4")])
def test_a_month_has_its_quarter(month, quarter):
    assert quarters.quarter_of(month) == quarter
    first, last = quarters.months_of(quarter)
    assert first <= month <= last
