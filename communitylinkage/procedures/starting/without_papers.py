"""A woman without a residence permit: who must tell whom is said before she says anything."""

from communitylinkage.matching.need import Papers
from communitylinkage.procedures.graph.cases import Condition
from communitylinkage.procedures.graph.values import Branch, Moment
from communitylinkage.procedures.starting.parts import (
    ANSWER,
    AT_ONCE,
    BRING,
    FEEDBACK,
    HELPED,
    KNOWS,
    LINE,
    MENTOR,
    NIGHT,
    ON_DUTY,
    PROFESSIONAL,
    STAY,
    TELL,
    _,
    agreement,
    end,
    hours,
    step,
    working,
)  # fmt: skip

ABOUT = _("A woman has no residence permit, or does not want to say whether she has one.")
PROCEDURE = agreement(
    _("A woman without papers"),
    (
        step("first", MENTOR, _("Before she says anything: tell her which offices have to tell "
             "the police or the immigration office, and which never do."), AT_ONCE, "tell",
             "night"),
        step("tell", MENTOR, TELL, AT_ONCE,
             (Branch("any", Condition(papers=frozenset({Papers.HAVE}))), Branch("safe", None)),
             "night", asks=True),
        step("any", MENTOR, _("Choose a service with her. Her permit may hang on her husband: say "
             "so to nobody without her yes."), hours(24), "answer", "stay", ("need",),
             moment=Moment.SEND),
        step("safe", MENTOR, _("Choose only a service that helps without papers and tells nobody."),
             hours(24), "answer", "stay", ("need",),
             moment=Moment.SEND),
        step("answer", ON_DUTY, ANSWER, working(8), "bring", "stay", moment=Moment.ANSWER),
        step("bring", MENTOR, BRING, hours(72), "lawyer", "stay", ("name", "contact"),
             moment=Moment.CONTACT),
        step("lawyer", PROFESSIONAL, _("Ask a lawyer whether she can have a permit of her own. "
             "Pass on nothing that shows who she is."), working(40), "feedback", "stay"),
        step("feedback", MENTOR, FEEDBACK, hours(168), "helped", "stay"),
        step("stay", MENTOR, STAY, hours(24), "knows", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
)  # fmt: skip
