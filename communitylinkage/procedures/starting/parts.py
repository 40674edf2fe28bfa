"""Short ways to write a start down, and the sentences that several of them share."""

from communitylinkage.procedures.graph.cases import ANY, Condition, Urgency
from communitylinkage.procedures.graph.values import (
    Branch,
    Clock,
    Moment,
    Party,
    Procedure,
    Role,
    Step,
    Unit,
)


def _(text: str) -> str:
    """Marks a text for the catalogue; the framework, which translates, is not reached from here."""
    return text


def english(text: str) -> tuple[tuple[str, str]]:
    """Words that have not been translated yet."""
    return (("en", text),)


def hours(count: int) -> Clock:
    """Within so many hours, day and night."""
    return Clock(Unit.HOURS, count)


def working(count: int) -> Clock:
    """Within so many working hours."""
    return Clock(Unit.WORKING, count)


AT_ONCE = Clock()


def step(code: str, who: tuple[str, Role], what: str, clock: Clock, to: str | tuple[Branch, ...],
         fallback: str = "", shares: tuple[str, ...] = (), asks: bool = False,
         moment: Moment = Moment.NONE) -> Step:  # fmt: skip
    """A step that somebody does; `to` is one step, or branches."""
    party, role = who
    ways = (Branch(to),) if isinstance(to, str) else to
    return Step(
        code, english(what), party, role, clock, shares, asks, (), ways, fallback, moment=moment
    )


def end(code: str, what: str) -> Step:
    """A step at which the way ends."""
    return Step(code, english(what), ends=True)


def soon(now: str, later: str) -> tuple[Branch, ...]:
    """One way where she needs an answer within a day, another in every other case."""
    return Branch(now, Condition(urgency=frozenset({Urgency.DAY}))), Branch(later, None)


def agreement(title: str, steps: tuple[Step, ...], *, line: bool = True,
              may_share: tuple[str, ...] = ("need", "name", "contact"),
              serves: Condition = ANY) -> Procedure:  # fmt: skip
    """A procedure between a community's organisation and a service, perhaps with a line."""
    names = [("community", _("Community organisation")), ("service", _("Service"))]
    if line:
        names.append(("line", _("Shelter or line that answers at night")))
    return Procedure(
        title=english(title),
        languages=("ar", "es", "en"),
        parties=tuple(Party(code, english(name)) for code, name in names),
        steps=steps,
        may_share=may_share,
        serves=serves,
    )


MENTOR = ("community", Role.MENTOR)
ORGANISER = ("community", Role.COORDINATOR)
ON_DUTY = ("service", Role.ON_DUTY)
PROFESSIONAL = ("service", Role.PROFESSIONAL)
COORDINATOR = ("service", Role.COORDINATOR)
LINE = ("line", Role.ON_DUTY)

LISTEN = _("Listen to her. Do not ask for details, and do not press her.")
TELL = _(
    "Tell her which help there is, whom a service has to tell, and that she decides. "
    "Ask for her yes."
)
ASK_SERVICE = _("Choose a service with her and ask it whether it can help.")
ANSWER = _("Answer: yes, with a day and a person; or no, with the reason.")
REMIND = _("Find out why nobody answered. Give the answer yourself, or ask the next service.")
BRING = _("Go to the service with her, or call it together with her.")
FEEDBACK = _("Ask her how it went, at the time and in the way that she agreed to.")
STAY = _("Stay in touch with her. Give her the number of the help line.")
NIGHT = _("Answer her call, in her language or with an interpreter on the telephone.")
HELPED = _("She has the help that she wanted, or says that it is enough.")
KNOWS = _("She knows whom to call and how to come back.")
