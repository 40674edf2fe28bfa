"""The bench of coverage runs in small, so that it cannot rot."""

from bench import coverage


def test_what_is_within_reach_is_measured_in_small_and_is_what_bare_trees_give(capsys):
    coverage.main(services=400, regions=60)
    assert capsys.readouterr().out.count("ratio") == 3
