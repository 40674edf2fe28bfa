"""What people read about the network."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communitylinkage.network.rules.codes import (
    Came,
    Done,
    Group,
    Reached,
    Source,
    TieKind,
    ToDo,
)
from communitylinkage.network.rules.engaging import How
from communitylinkage.network.rules.graph import Kind
from communitylinkage.values.countries import country_named

Choices = list[tuple[str, Promise]]

COLUMNS = (
    _("Name"),
    _("Language"),
    _("Town"),
    _("Country"),
    _("Country of origin"),
    _("Offered"),
)
YES, NO = _("yes"), _("no")
KINDS: Choices = [
    (Kind.COMMUNITY, _("Community")),
    (Kind.ASSOCIATION, _("Association or group")),
    (Kind.SERVICE, _("Service")),
    (Kind.MENTOR, _("Mentor")),
]
GROUPS: Choices = [
    (Group.ASSOCIATION, _("Registered association")),
    (Group.WOMEN, _("Women's group")),
    (Group.PARENTS, _("Parents' group")),
    (Group.FAITH, _("Religious group")),
    (Group.LANGUAGE_COURSE, _("Language course")),
    (Group.INFORMAL, _("People who meet without a name")),
]
TIES: Choices = [
    (TieKind.KNOW, _("They know each other")),
    (TieKind.MEET, _("They meet regularly")),
    (TieKind.WORK_TOGETHER, _("They do things together")),
    (TieKind.SEND, _("They send people to each other")),
    (TieKind.BELONG, _("One belongs to the other")),
]
STRENGTHS: list[tuple[int, Promise]] = [(1, _("Weak")), (2, _("Usual")), (3, _("Strong"))]
SOURCES: Choices = [
    (Source.COMMUNITY, _("People of the community")),
    (Source.MENTOR, _("A mentor")),
    (Source.SERVICE, _("A service")),
    (Source.COORDINATOR, _("A coordinator")),
    (Source.ASSESSMENT, _("An assessment of needs")),
]
HOW: Choices = [
    (How.CONTACT, _("She is a contact")),
    (How.ACTIVITY, _("She takes part in activities")),
    (How.RESPONSIBILITY, _("She has a responsibility")),
]
REACHED: Choices = [
    (Reached.VISIT, _("A visit")),
    (Reached.CALL, _("A call")),
    (Reached.MESSAGE, _("A message")),
    (Reached.MEETING, _("A meeting")),
    (Reached.EVENT, _("An event")),
]
CAME: Choices = [
    (Came.TALKED, _("We talked")),
    (Came.AGREED, _("We agreed on something")),
    (Came.LATER, _("We try again later")),
    (Came.NOBODY, _("Nobody was there")),
    (Came.DECLINED, _("They do not want to")),
]
TO_DO: Choices = [
    (ToDo.VISIT, _("Visit the community")),
    (ToDo.CALL, _("Call somebody there")),
    (ToDo.INVITE, _("Invite to a course or an event")),
    (ToDo.INTRODUCE, _("Bring a service and the community together")),
    (ToDo.TRANSLATE, _("Have something translated")),
    (ToDo.FIND_MENTOR, _("Look for a mentor")),
    (ToDo.TELL_BACK, _("Tell them what came of it")),
]
DONE: Choices = [
    (Done.DONE, _("It is done")),
    (Done.PARTLY, _("It is partly done")),
    (Done.DID_NOT_WORK, _("It did not work")),
    (Done.NOT_NEEDED, _("It is not needed any more")),
]
NO_POST = _("Your organisation has no post with a key yet, so words cannot be locked. Make one.")
ALREADY_TIED = _("This tie is there already.")
ALREADY_ENGAGED = _("She is engaged in this community already.")
NOT_YET_OTHER = _("She is engaged there in another way: the new way begins on a later day.")
NAMED_ALREADY = _("An association of this name is there already.")
NOT_THESE = _("These two cannot be put together: one of them does not count on its own.")
SIGN_IN_AGAIN = _("Sign in again to read this.")
NOT_OPEN = _("This cannot be opened with your key.")
END_BEFORE_START = _("The last day cannot be before the first day.")
NOT_IN_FUTURE = _("This day has not come yet.")
TOO_LONG_AGO = _("This day is too long ago.")
NOBODY_LIKE_THIS = _("Nothing with this name was found.")
WHICH_OF_THESE = _("Please choose which of these you mean.")
NOT_WITH_ITSELF = _("A tie needs two different ends.")
SAID: dict[str, Promise] = {
    "added": _("It is added."),
    "kept": _("It is kept."),
    "ended": _("It has ended. You can take this back."),
    "back": _("It goes on as before."),
    "merged": _("The two records now count as one person. You can take this back."),
    "apart": _("The two records count as two persons again."),
    "left": _("She has left. How to reach her is erased."),
    "erased": _("Everything about this member is erased."),
}


def said(choices: Iterable[tuple[object, Promise]], code: object) -> str:
    """The words of a code."""
    return next((str(words) for one, words in choices if one == code), "")


def country(code: str) -> str:
    """A country or region by its name in the reader's language."""
    return country_named(code, get_language() or "en")
