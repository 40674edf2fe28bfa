"""A girl who is not of age: what has to be passed on by law is said to her first."""

from communitylinkage.procedures.graph.cases import Children, Condition
from communitylinkage.procedures.graph.values import Branch, Moment
from communitylinkage.procedures.starting.parts import (
    AT_ONCE,
    BRING,
    FEEDBACK,
    HELPED,
    KNOWS,
    LINE,
    LISTEN,
    MENTOR,
    NIGHT,
    ON_DUTY,
    ORGANISER,
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

ABOUT = _("The person who needs help is younger than 18, or may be.")
PROCEDURE = agreement(
    _("A minor"),
    (
        step("first", MENTOR, _("Say in simple words what you have to pass on by law, to whom, and "
             "what stays with you. Do this before she tells you anything."), AT_ONCE, "age",
             "night"),
        step("age", MENTOR, LISTEN, AT_ONCE,
             (Branch("law", Condition(children=frozenset({Children.MINOR}))),
              Branch("tell", None)), "night"),
        step("law", PROFESSIONAL, _("Say what the law asks in this country. Do not call the "
             "family before that."), working(4), "adult", "organiser"),
        step("adult", MENTOR, _("Ask her which grown-up she trusts, and speak with that person if "
             "she wants it."), hours(24), "tell", "organiser"),
        step("organiser", ORGANISER, _("Ask the child protection service what to do, without "
             "saying who she is."), hours(4), "tell", "night"),
        step("tell", MENTOR, TELL, hours(24), "meet", "night", asks=True),
        step("meet", ON_DUTY, _("Somebody who has learnt to speak with minors meets her, and not "
             "alone."), working(8), "bring", "stay", ("need", "children"),
             moment=Moment.ANSWER),
        step("bring", MENTOR, BRING, hours(48), "feedback", "stay", ("name",),
             moment=Moment.CONTACT),
        step("feedback", MENTOR, FEEDBACK, hours(72), "helped", "stay"),
        step("stay", MENTOR, STAY, hours(24), "knows", "night"),
        step("night", LINE, NIGHT, AT_ONCE, "knows"),
        end("helped", HELPED),
        end("knows", KNOWS),
    ),
    may_share=("need", "name", "contact", "children"),
)  # fmt: skip
