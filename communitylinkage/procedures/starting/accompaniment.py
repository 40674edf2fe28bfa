"""Somebody goes with her to court or to hospital."""

from communitylinkage.procedures.starting.parts import (
    AT_ONCE,
    HELPED,
    KNOWS,
    LINE,
    MENTOR,
    NIGHT,
    ORGANISER,
    PROFESSIONAL,
    _,
    agreement,
    end,
    hours,
    step,
    working,
)  # fmt: skip

ABOUT = _("A woman has to go to court or to hospital and does not want to go alone.")
PROCEDURE = agreement(
    _("Going with her to court or to hospital"),
    (
        step("asked", PROFESSIONAL, _("Ask her whether she wants somebody to go with her, who may "
             "not know of it, and what this person may know."), working(8), "find", "organiser",
             asks=True),
        step("find", ORGANISER, _("Find a mentor who speaks her language and does not belong to "
             "her own circle. Ask one at a time."), hours(24), "interpreter", "organiser",
             ("need",)),
        step("organiser", ORGANISER, _("If no mentor can go, a colleague of the service goes."),
             hours(24), "interpreter", "night"),
        step("interpreter", PROFESSIONAL, _("Ask the court or the hospital for an interpreter. "
             "The mentor is there for her, not for them."), working(16), "meet", "organiser"),
        step("meet", MENTOR, _("Agree with her on a place and a time, and on a sign that means: "
             "let us go."), hours(24), "go", "organiser", ("name", "contact")),
        step("go", MENTOR, _("Go with her. Explain what happens. Do not speak in her place."),
             hours(12), "after", "night"),
        step("after", MENTOR, _("Ask her how she is and what she needs next. Tell your "
             "coordinator that both of you are safe."), hours(12), "helped", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
)  # fmt: skip
