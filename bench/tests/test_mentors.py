"""The bench of mentors runs in small, so that it cannot rot; it stops where the answers differ."""

from bench import mentors


def test_mentors_are_measured_in_small_and_sql_by_hand_gives_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNITYLINKAGE_VAR", str(tmp_path))
    found = mentors.alone(1_000, 12)
    assert set(found) == {"ours", "by hand", "everybody"}
    assert all(0 < one["p50"] <= one["p95"] for one in found.values())
