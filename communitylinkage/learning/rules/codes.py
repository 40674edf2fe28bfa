"""The codes of learning."""

from enum import StrEnum


class Track(StrEnum):
    """For whom a course is."""

    MENTORS = "mentors"
    PROFESSIONALS = "professionals"


class Kind(StrEnum):
    """What a session is."""

    LESSON = "lesson"
    JOINT = "joint"
    EXCHANGE = "exchange"
    SUPERVISION = "supervision"
    DEBRIEFING = "debriefing"


# These count for a course; the others are for the mentors' own good.
COUNTED = frozenset({Kind.LESSON, Kind.JOINT, Kind.EXCHANGE})


class State(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Seat(StrEnum):
    """Where a person stands in a cohort."""

    INVITED = "invited"
    WAITING = "waiting"
    ENROLLED = "enrolled"
    CANCELLED = "cancelled"


class How(StrEnum):
    """How it is known that somebody was there."""

    SEEN = "seen"
    CODE = "code"
    PAPER = "paper"


class Why(StrEnum):
    """Why a certificate is no longer valid. A mistake: it was never earned."""

    MISTAKE = "mistake"
    CONDUCT = "conduct"
    ASKED = "asked"


class Wave(StrEnum):
    """Which test: before the course, or after it."""

    BEFORE = "before"
    AFTER = "after"


class NotOpened(StrEnum):
    """Why a test is not opened, though it is its time."""

    UNANSWERABLE = "unanswerable"
    NO_CHOICES = "no_choices"
    NO_POST = "no_post"
    RETIRED = "retired"


class Mail(StrEnum):
    """What a letter says."""

    INVITED = "invited"
    WAITING = "waiting"
    ENROLLED = "enrolled"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    CHANGED = "changed"
    DROPPED = "dropped"
    AGAIN = "again"
    QUESTIONS = "questions"
    AWARDED = "awarded"
    RENEWED = "renewed"


class Access(StrEnum):
    """What a place offers to those who need it."""

    STEP_FREE = "step_free"
    TOILET = "toilet"
    HEARING = "hearing"
    QUIET = "quiet"
    LARGE_PRINT = "large_print"
    SIGN = "sign"
