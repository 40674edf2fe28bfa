"""The bench of credentials runs in small, so that it cannot rot."""

from bench import credentials


def test_checking_is_measured_in_small():
    found = credentials.measure(20, repeats=1)
    assert sorted(found) == ["checked", "checked with the list", "signatures"]
    assert "| signatures alone |" in credentials.table(found, 20)
