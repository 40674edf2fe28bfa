"""What people read about research."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.research.rules.checking import Said
from communitylinkage.research.rules.cycle import Missing, Stage
from communitylinkage.research.rules.uses import Kind, Use

Choices = list[tuple[str, Promise]]

STAGES: Choices = [
    (Stage.QUESTION, _("We ask")),
    (Stage.PLAN, _("We plan")),
    (Stage.ACT, _("We act")),
    (Stage.OBSERVE, _("We look")),
    (Stage.REFLECT, _("We think about it together")),
    (Stage.CLOSED, _("Finished")),
]
TO_DO: dict[Stage, Promise] = {
    Stage.QUESTION: _("Agree on one question, and on who searches for the answer together."),
    Stage.PLAN: _("Write down what you will do, with whom, and until when."),
    Stage.ACT: _("Do what you planned. Write minutes of what happens."),
    Stage.OBSERVE: _("Gather what people tell and show, each piece with what it may be used for."),
    Stage.REFLECT: _("Code together, write down what you found, and ask the community about it."),
    Stage.CLOSED: _("This turn is finished. What you learnt can begin the next one."),
}
MISSING: dict[Missing, Promise] = {
    Missing.SECOND: _("Nobody researches alone: add at least one more person."),
    Missing.PLAN: _("The plan is still empty."),
    Missing.EVIDENCE: _("There is no piece yet that may be used for analysis."),
    Missing.FINDING: _("No finding is written down yet."),
    Missing.CHECK: _("The community was not asked about any finding yet."),
}
KINDS: Choices = [
    (Kind.TEXT, _("Words")),
    (Kind.VOICE, _("Voice")),
    (Kind.PHOTOGRAPH, _("Photograph")),
    (Kind.DRAWING, _("Drawing")),
    (Kind.MINUTES, _("Minutes")),
]
USES: Choices = [
    (Use.ANALYSIS, _("Think about it in the group and count it")),
    (Use.QUOTATION, _("Repeat her words, without her name")),
    (Use.PUBLICATION, _("Show them to everybody")),
    (Use.IMAGE, _("Show the picture")),
]
SAID: Choices = [
    (Said.YES, _("Yes, this says what we meant")),
    (Said.PARTLY, _("Partly")),
    (Said.NO, _("No, this is not what we meant")),
]
AXES: dict[str, Promise] = {
    "origin": _("Where she comes from"),
    "status": _("Papers"),
    "age": _("Age"),
    "children": _("Children"),
    "disability": _("Disability"),
    "place": _("Where she lives"),
}
CODES: dict[tuple[str, str], Promise] = {
    ("origin", "europe"): _("Europe"),
    ("origin", "africa_north"): _("North of Africa, Middle East"),
    ("origin", "africa"): _("Africa south of the Sahara"),
    ("origin", "asia_south"): _("South of Asia"),
    ("origin", "asia"): _("Other parts of Asia"),
    ("origin", "america"): _("Latin America"),
    ("status", "papers"): _("has papers"),
    ("status", "waiting"): _("waits for papers"),
    ("status", "none"): _("has no papers"),
    ("age", "under_25"): _("younger than 25"),
    ("age", "25_44"): _("25 to 44"),
    ("age", "45_64"): _("45 to 64"),
    ("age", "65"): _("65 and older"),
    ("children", "no"): _("no children"),
    ("children", "yes"): _("has children"),
    ("disability", "no"): _("no disability"),
    ("disability", "yes"): _("has a disability"),
    ("place", "city"): _("a city"),
    ("place", "town"): _("a town"),
    ("place", "village"): _("a village"),
}
COLUMNS = (
    _("Name"),
    _("Question"),
    _("Community"),
    _("Stage"),
    _("Since"),
    _("Finished"),
)
ALL = _("All")
NOT_SAID = _("not said")
HIDDEN = _("hidden")
LAST_ONE = _("She is the last one. Without her nobody could open anything: add somebody first.")
SIGN_IN_AGAIN = _("Please sign in again with your password: only your key opens this.")
NOT_OPEN = _("This does not open any more: it was taken back, or it is not for you.")
NOT_AGREED = _("She did not agree to this use, or took it back.")
ONCE = _("There is a code of this name already.")
ANSWERED = _("Those concerned answered these words: write a new finding.")
WRONG_FILE: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "large": _("The file is too large. At most 5 MB."),
    "kind": _("This is not a file of this kind."),
    "broken": _("The file is broken."),
    "many": _("These are too many files."),
}
DONE: dict[str, Promise] = {
    "begun": _("The cycle is begun. Now add who researches with you."),
    "joined": _("She takes part now, with the same rights."),
    "left": _("She takes part no more. The group has a new key."),
    "new_key": _("The group has a new key."),
    "planned": _("The plan is kept."),
    "moved": _("The cycle has gone on."),
    "back": _("The cycle has gone one stage back."),
    "again": _("This is the next turn."),
    "coded": _("What you marked is kept."),
    "settled": _("What you said together is kept."),
    "code": _("The code is kept."),
    "translated": _("The translation is kept."),
    "taken": _("It is taken back. What was built on it says so."),
    "written": _("The finding is kept."),
    "quoted": _("Her words stand in the finding now."),
    "unquoted": _("Her words are taken out of the finding."),
    "shown": _("The picture stands in the finding now."),
    "not_shown": _("The picture is taken out of the finding."),
    "published": _("Everybody can read it now."),
    "leads": _("What it leads to is kept."),
    "hidden": _("Only your group reads it now."),
    "asking": _(
        "The community can be asked now. Give the address or the picture to those concerned."
    ),
    "asked": _("Nobody is asked any more. The old address leads nowhere."),
}


def said(choices: Choices, code: str) -> str:
    """The words for a code."""
    return str(dict(choices).get(code, code))


NOT_SHOWN = _("Who gave it did not agree that everybody sees it, or took it back.")
CANNOT_BE_SHOWN = _("This picture cannot be shown. It may be broken.")
