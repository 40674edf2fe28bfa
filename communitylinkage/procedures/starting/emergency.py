"""She needs a safe place tonight, and offices are closed."""

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Condition, Urgency
from communitylinkage.procedures.graph.values import Branch, Moment
from communitylinkage.procedures.starting.parts import (
    AT_ONCE,
    FEEDBACK,
    HELPED,
    KNOWS,
    LINE,
    MENTOR,
    NIGHT,
    ON_DUTY,
    STAY,
    _,
    agreement,
    end,
    hours,
    step,
    working,
)  # fmt: skip

ABOUT = _("A woman needs a safe place now, at night or at the weekend too.")
PROCEDURE = agreement(
    _("A safe place out of hours"),
    (
        step("danger", MENTOR, _("Ask whether she is in danger now. If she is, call 112 together "
             "with her, before anything else."), AT_ONCE, "yes", "night"),
        step("yes", MENTOR, _("Ask whether you may call a shelter for her, and what you may say."),
             AT_ONCE, (Branch("office", Condition(hours=week.WORKING)), Branch("bed", None)),
             "night", asks=True),
        step("office", ON_DUTY, _("Find a safe place for her today."), hours(2), "bed", "bed",
             moment=Moment.ANSWER),
        step("bed", LINE, _("Say at once whether there is a place tonight, for her and for her "
             "children. If there is none, find one elsewhere."), AT_ONCE, "wait", "elsewhere",
             moment=Moment.ANSWER),
        step("elsewhere", MENTOR, _("Nobody answered: call the help line of the country together "
             "with her, and ask for a place tonight. In danger, call 112."), AT_ONCE, "wait",
             "night"),
        step("wait", MENTOR, _("Stay with her, or on the telephone, until she is in the safe "
             "place."), hours(6), "next-day", "night", ("name",), moment=Moment.CONTACT),
        step("next-day", ON_DUTY, _("On the next working day, plan with her what comes next."),
             working(8), "feedback", "stay", moment=Moment.BEGIN),
        step("feedback", MENTOR, FEEDBACK, hours(72), "helped", "stay"),
        step("stay", MENTOR, STAY, hours(24), "knows", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
    serves=Condition(urgency=frozenset({Urgency.DAY})),
)  # fmt: skip
