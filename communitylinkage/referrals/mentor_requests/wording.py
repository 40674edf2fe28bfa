"""What people read about requests for a mentor. Nothing here says what the product is about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.matching.answer import Note
from communitylinkage.matching.mentors import Condition, Standing
from communitylinkage.mentors.rules import Part
from communitylinkage.mentors.wording import PARTS
from communitylinkage.referrals.mentor_requests.papers import Company
from communitylinkage.referrals.mentor_requests.rules import Act, Party, State
from communitylinkage.referrals.rules import Urgency
from communitylinkage.values.languages import own_name

STATES: dict[State, Promise] = {
    State.DRAFT: _("Not asked yet"),
    State.ASKED: _("A mentor is asked; waiting for her answer"),
    State.ACCEPTED: _("A mentor said yes"),
    State.DECLINED: _("The next mentor is being asked"),
    State.EXPIRED: _("The next mentor is being asked"),
    State.NOBODY: _("No mentor can come"),
    State.DONE: _("Done"),
    State.CANCELLED: _("Cancelled"),
}
FOR_MENTOR: dict[State, Promise] = {
    State.ASKED: _("You are asked"),
    State.ACCEPTED: _("You said yes"),
}
ACTS: dict[Act, Promise] = {
    Act.ACCEPT: _("Yes, I can come"),
    Act.DECLINE: _("No, I cannot"),
    Act.FINISH: _("It is done"),
    Act.HAND_BACK: _("I cannot come after all"),
    Act.CANCEL: _("Cancel: nobody is asked any more"),
}
COMPANIES: list[tuple[str, Promise]] = [
    (Company.TALK, _("Translate a talk at the service")),
    (Company.FIRST_VISIT, _("Be with her when she comes for the first time")),
    (Company.APPOINTMENT, _("Go with her to an appointment")),
    (Company.CALL, _("Translate on the telephone")),
    (Company.INFORMATION, _("Explain to her what help there is")),
    (Company.SAFETY_PLANNING, _("Think through with her how she keeps safe")),
    (Company.POLICE, _("Go with her to the police")),
    (Company.COURT, _("Go with her to court")),
    (Company.HOSPITAL, _("Go with her to a doctor or hospital")),
    (Company.SHELTER, _("Go with her to a place to stay")),
    (Company.SCHOOL, _("Go with her to a school")),
    (Company.RESIDENCE_OFFICE, _("Go with her to the office for residence papers")),
    (Company.GROUP, _("Be with her in a group")),
    (Company.MATERIAL_HELP, _("Help her to get food, clothes or money")),
]
URGENCIES: list[tuple[str, Promise]] = [
    (Urgency.DAY, _("24 hours")),
    (Urgency.THREE_DAYS, _("Three days")),
    (Urgency.WEEK, _("A week")),
]
DAY_PARTS: list[tuple[str, Promise]] = [("", _("Any time")), *((str(p), PARTS[p]) for p in Part)]
REACHES: list[tuple[int, Promise]] = [
    (20, _("20 km at most")),
    (50, _("50 km at most")),
    (100, _("100 km at most")),
    (300, _("300 km at most")),
]

_NOTES: dict[str, Promise] = {
    "speaks": _("speaks %(language)s"),
    "same_town": _("lives in the same town"),
    "about_distance": _("lives within about %(km)s km"),
    "has_time": _("has time then"),
    "hours_unknown": _("has not said when she has time"),
    "certified": _("has a certificate of a course for mentors"),
    "free_now": _("goes with nobody else now"),
    "circle_far": _("is not from that community"),
    "circle_unknown": _("has not said which communities are her own"),
    "circle_near": _("is from a community close to it"),
    "circle_same": _("is from that very community"),
}
_STANDING: dict[Condition, Promise] = {
    Condition.LANGUAGE: _("do not speak the language"),
    Condition.PAUSE: _("take a rest"),
    Condition.LOAD: _("go with as many women as they can"),
    Condition.TIME: _("have no time then"),
    Condition.REACH: _("live too far away"),
    Condition.CIRCLE: _("are, or may be, from a community to avoid"),
    Condition.ORGANISATION: _("are in an organisation to avoid"),
}

NOBODY_CAME = _("The mentors whom we asked cannot come. Talk with the woman about it.")
HANDED_BACK = _("The mentor who said yes cannot come after all. Talk with the woman about it.")
CHANGED_MEANWHILE = _("Something changed meanwhile. Nothing was done. This is how it stands now.")
NOT_OPEN = _("This cannot be read now.")
SIGN_IN_AGAIN = _("Please sign in again: without your password this cannot be read.")
NO_POST = _("Your organisation has no post with a key yet, so nothing can be sealed to it.")


def state_for(state: State, party: Party) -> str:
    """The words of a state, as one side reads them."""
    special = FOR_MENTOR if party == Party.MENTOR else {}
    return str(special.get(state, STATES[state]))


def said(choices: list[tuple[str, Promise]], code: str) -> str:
    """The words of a code; the code itself where an older version wrote another."""
    return str(next((words for value, words in choices if value == code), code))


def note(one: Note) -> str:
    """A reason or a barrier as a sentence's part."""
    km = "" if one.km is None else int(one.km)
    return str(_NOTES[one.code]) % {"language": own_name(one.language), "km": km}


def stands(one: Standing) -> str:
    """What keeps so many mentors away."""
    return f"{_STANDING[one.condition]}: {one.count}"
