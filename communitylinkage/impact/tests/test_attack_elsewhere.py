"""What other parts show beside the indicators, read by somebody who solves for the rest: gaps,
procedures, tests of learners, questionnaires, and the report. Many small worlds are made up, so
that one of them holds the cell by which a careless table gives another away."""

import random
from collections import Counter
from types import SimpleNamespace

import pytest

from communitylinkage.coverage import figures as coverage
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC
from communitylinkage.disclosure.published import State
from communitylinkage.impact.tests.attacker import MOST, Attacker
from communitylinkage.learning.testing import queries as testing
from communitylinkage.referrals.following import figures as following
from communitylinkage.referrals.following import rules as ways
from communitylinkage.referrals.rules import Differs, Outcome, Reason
from communitylinkage.surveys.analysis import tables as surveys
from communitylinkage.surveys.analysis.tables import Frame

NOW, WORLDS = ("now",), 12
# Much and little side by side: small cells are what somebody wants to know.
SIZES = (0, 0, 1, 2, 3, 4, 6, 8, 12, 30)
# Where little is small, all else is shown, and what is hidden stands alone.
LARGE = (0, 0, 0, 0, 6, 8, 12, 30)
SELDOM, FEW, MANY = (*LARGE, *(0,) * 20), (0, 0, 0, 0, 6, 8), (0, 30, 40)
# Who takes another way or leaves a procedure gives a reason, nobody else.
WITH_REASON = ("otherwise", "left")


@pytest.fixture(params=range(WORLDS))
def dice(request):
    return random.Random(request.param)


class Reading(Attacker):
    """Of one time, with what is true beside what she reads."""

    def __init__(self, axes):
        super().__init__(NOW, {name: list(codes) for name, codes in axes.items()})
        self.truth = []

    def sees(self, region, value):
        """One figure of a page; a hidden one says nothing."""
        if value is not None:
            self.reads(NOW, region, value, value)

    def holds(self, region, number):
        self.truth.append((region, number))

    def learns(self, policy=PARTNERS):
        """Small numbers that she pins down further than the policy allows."""
        found = []
        for region, number in self.truth:
            if 0 < number < policy.k:
                low, high = self.infers(NOW, region)
                assert low <= number <= min(high, MOST), "she reasons from what is true"
                if high - low < policy.width:
                    found.append((region, number, low, high))
        return found


def test_who_reads_what_services_answered_learns_of_no_few(dice, monkeypatch):
    reasons = {f"declined/{one.value}": one.value for one in Reason}
    leaves = [*(one.value for one in Outcome), "expired", *reasons]
    # Few refusals beside many answers: the sum of their reasons is what a careless table hides.
    numbers = {leaf: dice.choice(FEW if leaf in reasons else MANY) for leaf in leaves}
    numbers["expired"] = dice.choice(SIZES)
    rows = [
        ({"answer": [leaf.partition("/")[0]], "reason": [reasons.get(leaf, "")]}, number)
        for leaf, number in numbers.items()
    ]
    monkeypatch.setattr(coverage, "_counted", lambda *_about: rows)
    told = coverage.answered("ES", "2026-1")
    declined = {line.code: line.cells[0] for line in told.answers.lines}.get("declined", 0)
    why = [line.cells[0] for line in told.reasons.lines]
    assert declined is not None or None in why, "reasons do not sum to what the answers hide"
    who = Reading({"answer": leaves})
    regions = {leaf: (leaf,) for leaf in leaves} | {"declined": tuple(reasons)}
    for shown, named in ((told.answers, lambda code: code),
                         (told.reasons, lambda code: f"declined/{code}")):  # fmt: skip
        if not shown.too_few:
            cells = {named(line.code): line.cells[0] for line in shown.lines}
            codes = coverage.ANSWERS if shown is told.answers else reasons
            for code in codes:
                who.sees({"answer": regions[code]}, cells.get(code, 0))
    for region in regions.values():
        who.holds({"answer": region}, sum(numbers[leaf] for leaf in region))
    assert who.learns() == []


def test_who_reads_what_was_asked_for_learns_of_no_few(dice, monkeypatch):
    kinds, languages, both = ("legal", "shelter", "health"), ("ar", "bn", "es"), (
        coverage.NOT_FOUND, coverage.FOUND)  # fmt: skip
    numbers = {
        (kind, language, answer): dice.choice(SIZES)
        for kind in kinds for language in languages for answer in both
    }  # fmt: skip
    rows = [
        ({"help": [kind], "language": [language], "answer": [answer]}, number)
        for (kind, language, answer), number in numbers.items() if number
    ]  # fmt: skip
    monkeypatch.setattr(coverage, "_counted", lambda *_about: rows)
    told = coverage.asked("ES", "2026-1")
    who = Reading({"help": kinds, "language": languages, "answer": both})
    for name, shown in (("help", told.kinds), ("language", told.languages)):
        for line in shown.lines:
            for answer, value in zip(both, line.cells, strict=True):
                who.sees({name: (line.code,), "answer": (answer,)}, value)
    for at, name in enumerate(("help", "language")):
        sums = Counter()
        for key, number in numbers.items():
            sums[key[at], key[2]] += number
        for (code, answer), number in sums.items():
            who.holds({name: (code,), "answer": (answer,)}, number)
    assert who.learns() == []


def test_a_service_that_reads_its_country_learns_nothing_of_another_nor_what_few_told(
    dice, monkeypatch
):
    named = (Differs.LANGUAGE.value, Differs.STAIRS.value)
    numbers = {
        (service, said): dice.choice(SIZES)
        for service in ("ours", "theirs") for said in ((), named[:1], named[1:], named)
    }  # fmt: skip
    rows = [
        ({"service": [service], "differs": list(said) or ["nothing"]}, number)
        for (service, said), number in numbers.items() if number
    ]  # fmt: skip
    monkeypatch.setattr(coverage, "_counted", lambda *_about: rows)
    monkeypatch.setattr(coverage, "code_of", lambda service: service)
    yes = ("yes", "no")
    who = Reading({"service": ("ours", "theirs"), **dict.fromkeys(named, yes)})
    for service in ("", "ours"):
        where = {"service": (service,)} if service else {}
        told = coverage.told("2026-1", service=service or None, country="" if service else "ES")
        if told:
            who.sees(where, told.reports)
            for code, value in told.differs:
                who.sees(where | {code: ("yes",)}, value)
    wanted = [{"service": (one,)} for one in ("ours", "theirs")]
    for where in ({}, *wanted):
        for code in (*named, ""):
            for answer in yes if code else ("",):
                region = where | ({code: (answer,)} if code else {})
                who.holds(region, sum(
                    number for (service, said), number in numbers.items()
                    if service in region.get("service", (service,))
                    and (not code or (code in said) == (answer == "yes"))
                ))  # fmt: skip
    assert who.learns() == []


@pytest.mark.parametrize("dice", range(8), indirect=True)
def test_who_reads_the_steps_of_a_procedure_and_why_it_was_left_learns_of_no_few(dice, monkeypatch):
    hows, why = list(following.HOWS), [one.value for one in ways.Reason][:3]
    numbers = {}
    for step in ("1", "2", "3"):
        for how in hows:
            for reason in why if how in WITH_REASON else ("",):
                sizes = SELDOM if reason else LARGE
                numbers[step, how, reason] = dice.choice(sizes if dice.random() < 0.95 else SIZES)

    def codes(step, how, reason):
        said = {"step": [step], "how": ["done"], "waited": [how]}
        if how not in ("day", "three_days", "longer"):
            said |= {"how": [how], "waited": ["day"]}
        return said | ({"reason": [reason]} if reason else {})

    rows = [("2026-07", codes(*key), number) for key, number in numbers.items() if number]
    monkeypatch.setattr(following, "_counted", lambda *_about: rows)
    monkeypatch.setattr(following, "told", lambda *_about: [])
    version = SimpleNamespace(pk=SimpleNamespace(bytes=b"x" * 16), value=None)
    told = following.figures(version, "2026-3")
    leaves = [f"{how}/{reason}" for _step, how, reason in numbers]
    who = Reading({"step": ("1", "2", "3"), "way": list(dict.fromkeys(leaves))})
    where = {how: tuple({one for one in leaves if one.startswith(f"{how}/")}) for how in hows}
    for line in told.lines:
        step = {"step": (str(line.numbers[0]),)}
        for how, value in zip(hows, line.cells, strict=False):
            who.sees(step | {"way": where[how]}, value)
        who.sees(step, line.cells[-1])
    words = {str(dict(following.wording.REASONS)[one]): one for one in why}
    because = {one: tuple({leaf for leaf in leaves if leaf.endswith(f"/{one}")}) for one in why}
    for said, value in told.reasons:
        if said in words:  # one that never happened may stand there hidden
            who.sees({"way": because[words[said]]}, value)
    for step in ("1", "2", "3"):
        for how in hows:
            here = [n for (at, by, _why), n in numbers.items() if (at, by) == (step, how)]
            who.holds({"step": (step,), "way": where[how]}, sum(here))
    for reason in why:
        here = [n for (_step, _how, why), n in numbers.items() if why == reason]
        who.holds({"way": because[reason]}, sum(here))
    assert who.learns() == []


def test_who_keeps_groups_of_learners_learns_nothing_of_others_in_her_country(dice, monkeypatch):
    """Each organisation reads its own groups beside the sum of its country."""
    numbers = {
        (keeper, country, at): dice.choice(SIZES)
        for keeper in ("ours", "theirs") for country in ("ES", "IT") for at in range(2)
    }  # fmt: skip

    def measured(keeper, country, at, number):
        name = f"{keeper} {country} {at}"
        group = SimpleNamespace(pk=name, country=country, organisation_id=keeper)
        scores = [(f"{name} {one}", 50.0) for one in range(number)]
        return testing.Measured(group, scores, scores, [])

    found = [measured(*key, number) for key, number in numbers.items()]
    own = {one.cohort.pk: one.cohort.pk for one in found if one.cohort.organisation_id == "ours"}
    groups = [" ".join(map(str, key)) for key in numbers]
    who = Reading({"group": groups})
    for words in ({"ES": "ES", "IT": "IT"}, own):
        lines = testing.by_group("mentors", found, words)
        for line in lines:
            inside = tuple(
                one.cohort.pk for one in found
                if line.words in ("", one.cohort.pk, one.cohort.country)
                and (words is not own or one.cohort.pk in own)
            )  # fmt: skip
            who.sees({"group": inside}, line.n)
    for keeper in ("ours", "theirs"):
        for country in ("ES", "IT"):
            mine = tuple(g for g in groups if g.startswith(f"{keeper} {country}"))
            here = [n for (by, at, _n), n in numbers.items() if (by, at) == (keeper, country)]
            who.holds({"group": mine}, sum(here))
    assert who.learns() == []


@pytest.mark.parametrize("dice", range(4), indirect=True)
def test_who_reads_every_cut_of_a_question_learns_of_no_few(dice):
    """Needs and other questions of a round: alone and by country, to partners and everybody."""
    answers, places = ("1", "2", "3"), ("es", "it", "gr")
    numbers = {(answer, place): dice.choice(SIZES) for answer in answers for place in places}
    tally = _tally(numbers, answers, places)
    frames = [Frame("form", ("round",)), Frame("form", ("round",), "country", places)]
    ledger, said = Ledger(), []
    for policy in (PARTNERS, PUBLIC):
        wanted = [(one, surveys.tables(tally[one.by], one)) for one in frames]
        for frame, seen, entries in surveys.best(wanted, policy, ledger):
            for entry in entries:
                ledger = ledger.add(entry)
            said += [(policy, frame, box, cell) for box, cell in seen.get("", {}).items()]
    for reader, policies in ((PARTNERS, (PARTNERS, PUBLIC)), (PUBLIC, (PUBLIC,))):
        who = Reading({"answer": answers, "country": places})
        for policy, frame, box, cell in said:
            if policy in policies and cell.state is not State.HIDDEN:
                region = {"answer": (box[0],), "country": (box[-1],) if frame.by else ("*",)}
                where = {name: codes for name, codes in region.items() if codes != ("*",)}
                who.reads(NOW, where, cell.low, cell.high)
        for (answer, place), number in numbers.items():
            who.holds({"answer": (answer,), "country": (place,)}, number)
        for answer in answers:
            who.holds({"answer": (answer,)}, sum(numbers[answer, place] for place in places))
        assert who.learns(reader) == []


def _tally(numbers, answers, places):
    """The same counts alone and by country, as the analysis counts a question of one choice."""
    choices = [SimpleNamespace(code=code) for code in answers]
    item = SimpleNamespace(place="q", shape=surveys.Shape.ONE, choices=choices, conditional=False)

    def of(leaves):
        answered = {at: some.total() for at, some in leaves.items()}
        return SimpleNamespace(item=item, leaves=leaves, answered=answered,
                               empty=dict.fromkeys(leaves, 0))  # fmt: skip

    by = {place: Counter({a: numbers[a, place] for a in answers}) for place in places}
    alone = {"": sum(by.values(), Counter())}
    return {"": of(alone), "country": of(by)}
