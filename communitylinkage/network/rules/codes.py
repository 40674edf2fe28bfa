"""The choices of ties, contacts and next steps, as codes."""

from enum import StrEnum


class TieKind(StrEnum):
    """What ties two."""

    KNOW = "know"
    MEET = "meet"
    WORK_TOGETHER = "work_together"
    SEND = "send"
    BELONG = "belong"


class Source(StrEnum):
    """From whom we know."""

    COMMUNITY = "community"
    MENTOR = "mentor"
    SERVICE = "service"
    COORDINATOR = "coordinator"
    ASSESSMENT = "assessment"


class Group(StrEnum):
    """What an association is."""

    ASSOCIATION = "association"
    WOMEN = "women"
    PARENTS = "parents"
    FAITH = "faith"
    LANGUAGE_COURSE = "language_course"
    INFORMAL = "informal"


class Reached(StrEnum):
    """How a contact was made."""

    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    EVENT = "event"


class Came(StrEnum):
    """What came of a contact."""

    TALKED = "talked"
    AGREED = "agreed"
    LATER = "later"
    NOBODY = "nobody"
    DECLINED = "declined"


class ToDo(StrEnum):
    """What is to be done next."""

    VISIT = "visit"
    CALL = "call"
    INVITE = "invite"
    INTRODUCE = "introduce"
    TRANSLATE = "translate"
    FIND_MENTOR = "find_mentor"
    TELL_BACK = "tell_back"


class Done(StrEnum):
    """What came of a next step."""

    DONE = "done"
    PARTLY = "partly"
    DID_NOT_WORK = "did_not_work"
    NOT_NEEDED = "not_needed"


# Weak, usual, strong.
STRENGTHS = (1, 2, 3)
