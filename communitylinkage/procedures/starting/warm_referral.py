"""A mentor brings a woman to a service, and stays until the link holds."""

from communitylinkage.procedures.graph.values import Moment
from communitylinkage.procedures.starting.parts import (
    ANSWER,
    ASK_SERVICE,
    AT_ONCE,
    BRING,
    COORDINATOR,
    FEEDBACK,
    HELPED,
    KNOWS,
    LINE,
    LISTEN,
    MENTOR,
    NIGHT,
    ON_DUTY,
    ORGANISER,
    REMIND,
    STAY,
    TELL,
    _,
    agreement,
    end,
    hours,
    step,
    working,
)  # fmt: skip

ABOUT = _("A woman wants help, and a mentor brings her to the service that fits.")
PROCEDURE = agreement(
    _("A warm handover to a service"),
    (
        step("listen", MENTOR, LISTEN, hours(24), "tell", "organiser"),
        step("organiser", ORGANISER, _("Ask another mentor to meet her today."), hours(24), "tell",
             "night"),
        step("tell", MENTOR, TELL, hours(24), "ask", "night", asks=True),
        step("ask", MENTOR, ASK_SERVICE, hours(24), "answer", "stay", ("need",),
             moment=Moment.SEND),
        step("answer", ON_DUTY, ANSWER, working(8), "bring", "remind", moment=Moment.ANSWER),
        step("remind", COORDINATOR, REMIND, working(8), "bring", "stay"),
        step("bring", MENTOR, BRING, hours(72), "begin", "stay", ("name", "contact"),
             moment=Moment.CONTACT),
        step("begin", ON_DUTY, _("Receive her by the name she chose. Say who you are and what "
             "comes next."), hours(72), "feedback", "remind", moment=Moment.BEGIN),
        step("feedback", MENTOR, FEEDBACK, hours(168), "helped", "stay"),
        step("stay", MENTOR, STAY, hours(24), "knows", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
)  # fmt: skip
