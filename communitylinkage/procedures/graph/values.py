"""What a procedure is made of: frozen values, so that a signed one cannot change."""

from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import ANY, Condition

# The same words in several languages: (language, text), one for each language.
Words = tuple[tuple[str, str], ...]
MOST_STEPS = 300
MOST_HOURS = week.HOURS


class Unit(StrEnum):
    """How a clock counts."""

    AT_ONCE = "at once"
    HOURS = "hours"
    WORKING = "working hours"


class Role(StrEnum):
    """Who of a party acts."""

    ON_DUTY = "on duty"
    MENTOR = "mentor"
    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"


class Moment(StrEnum):
    """The act of a referral by which a step is done; empty where people mark it themselves."""

    NONE = ""
    SEND = "send"
    ANSWER = "answer"
    CONTACT = "contact"
    BEGIN = "begin"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Clock:
    """Within how long somebody acts; `count` is nothing where it is at once."""

    unit: Unit = Unit.AT_ONCE
    count: int = 0

    @property
    def runs(self) -> bool:
        """Whether there is time that can run out."""
        return self.unit != Unit.AT_ONCE


@dataclass(frozen=True, slots=True)
class Promise:
    """Hours in which a party says that it answers in a language, beyond what is listed."""

    language: str
    hours: int


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the agreement. Which organisation it is stands with the signatures.

    `older`: see `Step`.
    """

    code: str
    name: Words = ()
    promises: tuple[Promise, ...] = ()
    older: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """Where it goes on when a condition holds. `when=None`: in every other case."""

    to: str
    when: Condition | None = ANY


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does.

    Args:
        party, role: who. Empty where the way ends here.
        what: in words. shares: items as consent names them. asks: she is asked for her yes here.
        languages: in which it is done; empty means in all of the procedure.
        next: where it goes on. fallback: where it goes when nobody acts in time.
        ends: the way ends here.
        moment: which act of a referral that follows the procedure does this step.
        older: languages whose words nobody has looked at since those of another were changed.
    """

    code: str
    what: Words = ()
    party: str = ""
    role: Role = Role.ON_DUTY
    clock: Clock = Clock()
    shares: tuple[str, ...] = ()
    asks: bool = False
    languages: tuple[str, ...] = ()
    next: tuple[Branch, ...] = ()
    fallback: str = ""
    ends: bool = False
    moment: Moment = Moment.NONE
    older: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """The whole agreement. It begins with its first step.

    Args:
        languages: those of the women for whom it is.
        may_share, never: items of consent that may go from one party to another, and that never do.
        working: the hours that count as working hours.
        review_months: how long after its entry into force it is looked at again.
        serves: which referrals follow it, by urgency and by the hour at which they are made. Never
            by what describes a woman: which procedure a referral follows is not sealed.
        older: of its title, see `Step`.
        drafts: languages of which no person has checked the words yet.
    """

    title: Words = ()
    languages: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()
    may_share: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    working: int = week.WORKING
    review_months: int = 12
    serves: Condition = ANY
    older: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    def step(self, code: str) -> Step | None:
        """The step of that code."""
        return next((one for one in self.steps if one.code == code), None)

    def spoken_at(self, step: Step) -> tuple[str, ...]:
        """The languages in which a step has to be done."""
        return step.languages or self.languages


def said(words: Words, language: str) -> str:
    """The text in a language, else in English, else in the first there is."""
    known = dict(words)
    return known.get(language) or known.get("en") or next(iter(known.values()), "")


def written(words: Words) -> tuple[str, ...]:
    """The languages in which something is said."""
    return tuple(language for language, text in words if text)


def spoken_in(procedure: Procedure) -> tuple[str, ...]:
    """The languages in which any of its words are written, by their codes."""
    every = (procedure.title, *(one.name for one in procedure.parties),
             *(one.what for one in procedure.steps))  # fmt: skip
    return tuple(sorted({language for words in every for language in written(words)}))


def shown_in(words: Words, language: str) -> str:
    """The language in which `said` says it; empty where nothing is said."""
    there = written(words)
    return next((one for one in (language, "en", *there) if one in there), "")


def instead_in(words: Words, language: str) -> str:
    """The language that `said` speaks where nothing is said in the wanted one; else empty."""
    there = shown_in(words, language)
    return "" if there == language else there


def older_in(words: Words, older: tuple[str, ...]) -> tuple[str, ...]:
    """The languages whose words may be older than another's; words in one alone never are."""
    there = written(words)
    return tuple(one for one in there if one in older) if len(there) > 1 else ()


def rewritten(words: Words, older: tuple[str, ...], language: str, text: str,
              same: tuple[str, ...] = ()) -> tuple[Words, tuple[str, ...]]:  # fmt: skip
    """Words with others in one language, and the languages that nobody has looked at since.

    The first words in a language are a translation of what is there, and mark nothing (decision
    19).

    Args:
        same: languages of which who wrote it says that they still say the same.
    """
    before = dict(words)
    new = before | {language: text} if text else before
    if new != before and before.get(language):
        older = tuple(one for one in written(tuple(new.items())) if one != language)
    return tuple(sorted(new.items())), tuple(sorted(set(older) - set(same)))
