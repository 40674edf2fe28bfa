"""Somebody of the community sees that a woman may need help."""

from communitylinkage.procedures.graph.values import Moment
from communitylinkage.procedures.starting.parts import (
    ANSWER,
    ASK_SERVICE,
    AT_ONCE,
    FEEDBACK,
    HELPED,
    KNOWS,
    LINE,
    MENTOR,
    NIGHT,
    ON_DUTY,
    ORGANISER,
    STAY,
    TELL,
    _,
    agreement,
    end,
    hours,
    soon,
    step,
    working,
)  # fmt: skip

ABOUT = _("A mentor or somebody else of the community sees signs that a woman needs help.")
PROCEDURE = agreement(
    _("Signs seen in a community"),
    (
        step("notice", MENTOR, _("Find a quiet moment in which she is alone. Say what you have "
             "seen, and listen. Do not ask for details."), hours(48), "tell", "organiser"),
        step("organiser", ORGANISER, _("Ask another mentor to speak with her."), hours(24), "tell",
             "night"),
        step("tell", MENTOR, TELL, AT_ONCE, soon("night", "ask"), "night", asks=True),
        step("ask", MENTOR, ASK_SERVICE, hours(24), "answer", "stay", ("need",),
             moment=Moment.SEND),
        step("answer", ON_DUTY, ANSWER, working(8), "feedback", "stay", moment=Moment.ANSWER),
        step("stay", MENTOR, STAY, hours(24), "knows", "night"),
        step("feedback", MENTOR, FEEDBACK, hours(168), "helped", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
)  # fmt: skip
