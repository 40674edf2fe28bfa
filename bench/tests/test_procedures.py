"""The bench of checks runs in small, so that it cannot rot; its times say nothing here."""

from bench import procedures
from bench.report import written


def test_a_procedure_is_measured_in_small_and_every_step_of_it_is_walked():
    assert min(procedures.measure(20)) > 0
    one = procedures.procedure(20)
    # All behind the first are reached; loops make fewer parts than steps, and one at least.
    assert 19 < procedures.bare_walk(one) < 2 * len(one.steps)


def test_the_report_says_what_grew_too_fast_or_took_too_long():
    times = {50: (1.0, 1.0, 1.0), 200: (4.0, 6.0, 4.0)}
    requests = {"ours": {"p50": 3.0, "p95": 4.0}, "by hand": {"p50": 2.0, "p95": 1.0}}
    found = {
        "mentors": 100, "requests": requests, "checks": list(times.items()),
        "growth": list(procedures.growth(times)),
    }  # fmt: skip
    text = written({"sizes": {}, "asked": (), "note": "", "support": found})
    assert "SQL by hand, p50 | 1.50 | at most 2 | met |" in text
    assert "SQL by hand, p95 | 4.00 | at most 2 | **missed** |" in text
    assert "50 to 200 steps, check | 4.00 | at most 5 | met |" in text
    assert "50 to 200 steps, nobody there | 6.00 | at most 5 | **missed** |" in text
    assert "| 200 | 4.00 | 6.00 | 4.00 | 1.00 |" in text
