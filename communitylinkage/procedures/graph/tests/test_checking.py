"""Each finding goes when its mend is applied; what passes never stops when it is played."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import ANY, EVERYTHING, Case, Condition, Urgency, cells
from communitylinkage.procedures.graph.checking import check, hinders
from communitylinkage.procedures.graph.coverage import EVERY, Coverage, full
from communitylinkage.procedures.graph.findings import Mend, Op, Weight
from communitylinkage.procedures.graph.mending import apply
from communitylinkage.procedures.graph.rehearsal import What, Why, rehearse
from communitylinkage.procedures.graph.tests.making import cases, coverages, procedures
from communitylinkage.procedures.graph.values import (
    Branch,
    Clock,
    Moment,
    Party,
    Procedure,
    Promise,
    Step,
    Unit,
    rewritten,
)

DAY = Clock(Unit.HOURS, 24)
HELD = Procedure(
    languages=("ur",),
    parties=(Party("community"), Party("line")),
    may_share=("need",),
    steps=(
        Step("listen", party="community", clock=DAY, asks=True, fallback="line",
             next=(Branch("line"),)),
        Step("line", party="line", fallback="over", next=(Branch("over"),)),
        Step("over", ends=True),
    ),
)  # fmt: skip


def codes(procedure, coverage=None):
    return [one.code for one in check(procedure, coverage or full(procedure))]


def with_step(code, **values):
    return replace(
        HELD, steps=tuple(replace(s, **values) if s.code == code else s for s in HELD.steps)
    )


def found(procedure, code, coverage=None):
    return next(one for one in check(procedure, coverage or full(procedure)) if one.code == code)


@settings(max_examples=400, deadline=None)
@given(procedures, coverages)
def test_each_mend_takes_its_finding_away(procedure, coverage):
    for one in check(procedure, coverage):
        left = check(apply(procedure, one.mend), coverage)
        assert one.key not in {other.key for other in left}, one


@settings(max_examples=200, deadline=None)
@given(procedures, coverages)
def test_mending_one_after_the_other_comes_to_an_end(procedure, coverage):
    for _turn in range(200):
        findings = check(procedure, coverage)
        if not findings:
            return
        procedure = apply(procedure, findings[0].mend)
    assert not check(procedure, coverage)


@settings(max_examples=200, deadline=None)
@given(procedures, coverages, cases)
def test_what_passes_never_stops_on_the_way(procedure, coverage, case):
    for _turn in range(200):
        findings = check(procedure, coverage)
        if not findings:
            break
        procedure = apply(procedure, findings[0].mend)
    case = case._replace(language=procedure.languages[0])
    assert rehearse(procedure, coverage, case).why in (Why.ENDED, Why.ROUND)


@given(procedures, coverages)
def test_a_check_says_the_same_twice_and_each_thing_once(procedure, coverage):
    findings = check(procedure, coverage)
    assert findings == check(procedure, coverage)
    assert len({one.key for one in findings}) == len(findings)


def test_a_whole_procedure_has_no_findings():
    assert codes(HELD) == []


@pytest.mark.parametrize(
    ("step", "values", "code", "op"),
    [
        ("line", {"next": ()}, "step.dead_end", Op.LEAD_ON),
        ("line", {"next": (Branch("gone"),)}, "step.missing", Op.DROP_BRANCH),
        ("line", {"next": (Branch("listen"),)}, "loop.no_exit", Op.REDIRECT),
        ("line", {"fallback": "listen"}, "loop.fallbacks", Op.FALL_BACK),
        ("line", {"party": "nobody"}, "step.nobody", Op.GIVE),
        ("line", {"shares": ("passport",)}, "share.uncovered", Op.DROP_ITEM),
        ("line", {"shares": ("name",)}, "share.not_agreed", Op.DROP_ITEM),
        ("listen", {"fallback": ""}, "clock.endless", Op.FALL_BACK),
        ("line", {"fallback": ""}, "clock.endless", Op.FALL_BACK),
        ("listen", {"fallback": "gone"}, "fallback.missing", Op.DROP_FALLBACK),
        ("line", {"next": (Branch("over", None), Branch("over", None))}, "branch.twice",
         Op.DROP_BRANCH),
        ("line", {"next": (Branch("over", Condition(hours=week.WORKING)),)}, "branch.gap",
         Op.OTHERWISE),
        ("line", {"next": (Branch("over"), Branch("over", Condition(frozenset(Urgency))))},
         "branch.overlap", Op.OTHERWISE),
    ],
)  # fmt: skip
def test_what_is_not_right_has_its_code_and_its_mend(step, values, code, op):
    assert found(with_step(step, **values), code).mend.op == op


def test_a_clock_that_runs_out_into_nothing_hinders_and_at_once_is_said_to_who_signs():
    (runs,) = check(with_step("listen", fallback=""), full(HELD))
    (at_once,) = check(with_step("line", fallback=""), full(HELD))
    assert (runs.weight, at_once.weight) == (Weight.MUST, Weight.SAYS)
    assert runs.code == at_once.code


def test_who_does_not_act_leads_to_no_end_that_says_that_all_is_well():
    procedure = with_step("line", fallback="")
    procedure = replace(procedure, steps=(
        procedure.steps[0], replace(procedure.steps[1], next=(Branch("helped"),)),
        Step("helped", ends=True), procedure.steps[2],
    ))  # fmt: skip
    assert found(procedure, "clock.endless").mend == Mend(Op.FALL_BACK, ("line", "over"))


WORDS = (("ar", "b"), ("en", "a"), ("es", "c"))


def test_words_that_nobody_has_looked_at_are_said_to_who_signs_language_by_language():
    procedure = with_step("line", what=WORDS, older=("ar", "en"))
    findings = check(procedure, full(procedure))
    assert [one.args for one in findings] == [("line", "ar"), ("line", "en")]
    assert not hinders(findings)
    looked = apply(procedure, findings[0].mend)
    assert [one.args for one in check(looked, full(looked))] == [("line", "en")]


def test_words_in_one_language_alone_are_older_than_none():
    assert codes(with_step("line", what=(("ar", "b"),), older=("ar",))) == []


def test_names_of_parties_and_the_title_are_looked_at_too():
    named = replace(HELD.parties[1], name=WORDS, older=("es",))
    procedure = replace(HELD, title=WORDS, older=("en",), parties=(HELD.parties[0], named))
    found = check(procedure, full(procedure))
    assert [one.key for one in found] == [
        ("name.older", ("line", "es")), ("title.older", ("en",)),
    ]  # fmt: skip


def test_who_changes_words_marks_the_others_but_those_that_she_has_looked_at():
    assert rewritten(WORDS, (), "es", "d") == (
        (("ar", "b"), ("en", "a"), ("es", "d")), ("ar", "en"),
    )  # fmt: skip
    assert rewritten(WORDS, (), "es", "d", same=("en",))[1] == ("ar",)
    # Nothing typed changes nothing; neither does the same again, but a look counts.
    assert rewritten(WORDS, ("ar",), "it", "") == (WORDS, ("ar",))
    assert rewritten(WORDS, ("ar",), "es", "c") == (WORDS, ("ar",))
    assert rewritten(WORDS, ("ar",), "es", "c", same=("ar",)) == (WORDS, ())
    # The first words in a language are a translation of the others.
    assert rewritten(WORDS, ("ar",), "it", "f")[1] == ("ar",)
    # What is brought up to date is older no more, and the others have to be looked at again.
    assert rewritten(WORDS, ("ar",), "ar", "e")[1] == ("en", "es")


def test_a_step_that_nobody_reaches_is_found():
    procedure = replace(HELD, steps=(*HELD.steps, Step("alone", ends=True)))
    assert codes(procedure) == ["step.unreached"]


def test_a_reminder_that_comes_back_is_a_loop_with_a_way_out():
    procedure = with_step("line", clock=DAY, fallback="over")
    procedure = replace(
        procedure,
        steps=(
            replace(procedure.steps[0], next=(Branch("line"),)),
            replace(
                procedure.steps[1],
                next=(
                    Branch("listen", Condition(frozenset({Urgency.DAY}))),
                    Branch("over", None),
                ),
            ),
            procedure.steps[2],
        ),
    )
    assert codes(procedure) == []


def test_nothing_is_shared_before_her_yes():
    procedure = with_step("listen", asks=False)
    assert codes(procedure) == []
    procedure = replace(
        procedure,
        steps=tuple(
            replace(s, shares=("need",)) if s.code == "line" else s for s in procedure.steps
        ),
    )
    one = found(procedure, "share.before_yes")
    assert one.mend == Mend(Op.ASK, ("line",))


def test_what_is_never_shared_is_not_shared():
    procedure = replace(with_step("line", shares=("need",)), never=("need",))
    assert codes(procedure) == ["agreed.never", "share.never"]


NIGHT = week.ALL & ~week.WORKING


def test_who_is_not_there_at_night_is_said_with_the_hours():
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "ur"): week.WORKING})
    one = found(HELD, "step.uncovered", coverage)
    assert one.args == ("line", "ur", NIGHT)
    assert one.weight == Weight.SAYS
    assert not hinders([one])
    assert one.mend == Mend(Op.PROMISE, ("line", "ur", NIGHT))


def test_a_language_that_one_step_leaves_out_is_said_to_who_signs():
    procedure = replace(with_step("line", languages=("ur",)), languages=("ur", "bn"))
    (one,) = check(procedure, full(procedure))
    assert (one.code, one.args, one.weight) == ("step.unspoken", ("line", "bn"), Weight.SAYS)
    assert one.mend == Mend(Op.SPEAK, ("line", "bn"))
    assert codes(apply(procedure, one.mend)) == []


def test_where_nobody_comes_no_language_is_missing():
    apart = Step("apart", party="line", languages=("ur",), fallback="over", next=(Branch("over"),))
    procedure = replace(HELD, languages=("ur", "bn"), steps=(*HELD.steps, apart))
    assert codes(procedure) == ["step.unreached"]


def test_a_colleague_with_an_interpreter_is_the_smallest_change():
    coverage = Coverage({("community", "ur"): week.ALL, ("line", "es"): week.ALL})
    assert found(HELD, "step.uncovered", coverage).mend == Mend(
        Op.PROMISE, ("line", "ur", week.ALL)
    )


def test_a_night_is_bridged_by_who_is_always_there():
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", EVERY): week.ALL})
    procedure = with_step("listen", clock=Clock())
    assert codes(procedure, coverage) == []
    procedure = with_step("listen", clock=Clock(), fallback="")
    assert found(procedure, "step.uncovered", coverage).mend == Mend(
        Op.FALL_BACK, ("listen", "line")
    )


def test_a_clock_that_is_too_short_for_the_night_is_made_longer():
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "ur"): 0})
    short = Step("listen", party="community", clock=Clock(Unit.HOURS, 4), fallback="over",
                 next=(Branch("over"),))  # fmt: skip
    procedure = replace(HELD, steps=(short, Step("over", ends=True)))
    # From Friday at 17:00 to Monday at 09:00 there are 64 hours.
    assert found(procedure, "step.uncovered", coverage).mend == Mend(Op.LENGTHEN, ("listen", 65))


def test_a_working_hours_clock_waits_for_monday():
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "ur"): week.ALL})
    procedure = with_step("listen", clock=Clock(Unit.WORKING, 2))
    assert codes(procedure, coverage) == []
    play = rehearse(procedure, coverage, Case(4 * 24 + 23, "ur"))
    assert (play.moves[0].acts, play.moves[0].until) == (7 * 24 + 9, 7 * 24 + 11)


def test_a_promise_counts_as_somebody():
    coverage = Coverage({("community", "ur"): week.ALL})
    promising = Party("line", promises=(Promise("ur", week.ALL),))
    assert "step.uncovered" not in codes(
        replace(HELD, parties=(HELD.parties[0], promising)), coverage
    )


def test_an_end_catches_nobody():
    procedure = with_step("listen", clock=Clock(), fallback="over")
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "ur"): week.ALL})
    assert found(procedure, "step.uncovered", coverage).args[2] == NIGHT


def test_a_step_that_begins_only_in_working_hours_needs_nobody_at_night():
    ask = Step("ask", party="line", fallback="over", next=(
        Branch("office", Condition(hours=week.WORKING)), Branch("over", None),
    ))  # fmt: skip
    office = Step("office", party="community", fallback="over", next=(Branch("over"),))
    procedure = replace(HELD, steps=(ask, office, HELD.steps[2]))
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "ur"): week.ALL})
    assert codes(procedure, coverage) == []


def test_a_friday_night_stops_where_nobody_speaks_her_language():
    coverage = Coverage({("community", "ur"): week.WORKING, ("line", "es"): week.ALL})
    play = rehearse(with_step("line", fallback=""), coverage, Case(4 * 24 + 23, "ur"))
    assert [move.step.code for move in play.moves] == ["listen", "line"]
    assert [move.what for move in play.moves] == [What.NOBODY, What.NOBODY]
    assert (play.moves[1].begins, play.why) == (5 * 24 + 23, Why.NOBODY)


def test_an_empty_draft_has_one_finding():
    assert codes(Procedure()) == ["steps.none"]
    assert rehearse(Procedure(), Coverage(), Case(0, "ur")).why == Why.EMPTY


def test_a_condition_that_asks_nothing_allows_everything():
    assert cells(ANY) == EVERYTHING


def test_a_way_to_the_end_without_her_yes_is_said_because_no_referral_can_follow():
    asking = Step("ask", party="p", next=(Branch("end"),), fallback="end", moment=Moment.ANSWER)
    one = Procedure(
        languages=("en",), parties=(Party("p"),), steps=(asking, Step("end", ends=True))
    )
    (found,) = [f for f in check(one, full(one)) if f.code == "runs.no_yes"]
    assert found.weight == Weight.SAYS
    mended = apply(one, found.mend)
    assert [f.code for f in check(mended, full(mended))] == []
