"""A wish in words, as she reads and ticks it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals.mentor_requests.papers import Company
from communitylinkage.referrals.wishes.rules import State

KINDS: list[tuple[str, Promise]] = [
    (Company.POLICE, _("Go with me to the police")),
    (Company.COURT, _("Go with me to court")),
    (Company.HOSPITAL, _("Go with me to a doctor or hospital")),
    (Company.SHELTER, _("Go with me to a place to stay")),
    (Company.SCHOOL, _("Go with me to a school")),
    (Company.RESIDENCE_OFFICE, _("Go with me to the office for residence papers")),
    (Company.FIRST_VISIT, _("Be with me when I go to the service for the first time")),
    (Company.APPOINTMENT, _("Go with me somewhere else")),
    (Company.TALK, _("Translate for me when we talk")),
    (Company.CALL, _("Translate for me on the telephone")),
    (Company.INFORMATION, _("Explain to me what help there is")),
    (Company.SAFETY_PLANNING, _("Think with me how I keep safe")),
    (Company.GROUP, _("Be with me in a group")),
    (Company.MATERIAL_HELP, _("Help me to get food, clothes or money")),
]
STATES: dict[State, Promise] = {
    State.WAITING: _("You asked for somebody to go with you. It has been sent."),
    State.SETTLED: _("You asked for somebody to go with you. It was settled in another way."),
}
PICTURES: dict[State, str] = {State.WAITING: "letter", State.SETTLED: "flag"}

WHAT = _("What somebody shall do")
NOT_CIRCLE = _("Nobody from her own community")
NOT_ORGANISATIONS = _("Nobody of these organisations")
NOT_PERSONS = _("None of these persons")
WORDS = _("In her own words")
SENT_NOW = _("It is sent.")
ASK_AGAIN = _("You can ask again at any time.")
