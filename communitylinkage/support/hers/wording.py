"""The questions and her plan in easy words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.support.hers.rules import Group, Question

QUESTIONS: dict[Question, Promise] = {
    Question.WORSE: _("Has it become worse lately, or does it happen more often?"),
    Question.NECK: _("Did he ever put his hands, or anything, around your neck?"),
    Question.KILL: _("Did he say that he will kill you, your children or himself?"),
    Question.WEAPON: _("Did he use a knife or another weapon, or is one in the house?"),
    Question.LEAVING: _("Have you left him, or said that you will leave?"),
    Question.FOLLOWS: _("Does he follow you, wait for you, or look into your phone?"),
    Question.DECIDES: _("Does he decide whom you see, where you go, or about your money?"),
    Question.FORCED: _("Were you forced to have sex, or to marry?"),
    Question.PREGNANT: _("Did he hurt you while you were pregnant?"),
    Question.CHILDREN: _("Are you afraid for your children?"),
    Question.PAPERS: _("Does he keep your papers, or say that you will be sent away?"),
    Question.OTHERS: _("Do others help him: family, or people from home?"),
    Question.AFRAID: _("Do you believe that he could kill you?"),
}
MEANS: dict[Group, Promise] = {
    Group.GRAVE: _(
        "Research found that this often came before very grave harm. It does not say what will "
        "happen to you. Please talk to somebody about it today."
    ),
    Group.CONTROL: _(
        "This is control. It makes it harder to get help, and you can get help against it."
    ),
    Group.AROUND: _("Others are touched by it too. Tell whoever helps you, so that they plan it."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of her plan: its name in the form, its question, what she may tick."""

    name: str
    question: Promise
    ticks: tuple[tuple[str, Promise], ...]


# The parts follow the safety planning of the WHO handbook "Health care for women subjected to
# intimate partner violence or sexual violence" (2014), part 2, in our own words.
PARTS: tuple[Part, ...] = (
    Part(
        "place",
        _("Where can I go in a hurry?"),
        (
            ("neighbour", _("To a neighbour or a friend")),
            ("people", _("Where many people are: a shop, a hospital")),
            ("police", _("To the police")),
            ("shelter", _("To a house for women: a help line tells me where")),
        ),
    ),
    Part(
        "way",
        _("How do I get there?"),
        (
            ("foot", _("On foot")),
            ("bus", _("By bus or train: I know when it goes")),
            ("fetched", _("Somebody fetches me")),
            ("money", _("I put money for the way aside")),
        ),
    ),
    Part(
        "bag",
        _("What do I keep ready?"),
        (
            ("papers", _("My papers and my children's, or copies")),
            ("keys", _("Keys and some money")),
            ("medicine", _("Medicine")),
            ("clothes", _("Clothes, and a toy")),
        ),
    ),
    Part(
        "children",
        _("What do my children know?"),
        (
            ("number", _("They can call 112 and say where they are")),
            ("where", _("They know where to run, and not to step between")),
            ("school", _("The school knows who may fetch them")),
        ),
    ),
    Part(
        "sign",
        _("Who helps me when I give a sign?"),
        (
            ("word", _("We agreed a word that says: call for help")),
            ("window", _("We agreed a sign that a neighbour can see")),
        ),
    ),
    Part(
        "phone",
        _("What about my phone?"),
        (
            ("other", _("I may use another phone")),
            ("code", _("I changed the code")),
            ("place", _("I turned off that it shows where I am")),
        ),
    ),
)
KEPT = _("It is locked with your number. Only you can open it.")
DELETED = _("Your plan is deleted.")
NO_DIGITS = _("Please type your own four digits too: your plan is locked with them.")
