"""The codes of events."""

from enum import StrEnum


class Kind(StrEnum):
    """What an event is."""

    NATIONAL = "national"
    EU = "eu"
    WORKSHOP = "workshop"
    OTHER = "other"


class Audience(StrEnum):
    """Who may register."""

    PUBLIC = "public"
    INVITED = "invited"


class State(StrEnum):
    """Where an event stands; that it is over is said by its clock."""

    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class Stakeholder(StrEnum):
    """What kind of organisation a guest comes from: counted, never with her name."""

    SERVICE = "service"
    COMMUNITY = "community"
    AUTHORITY = "authority"
    HEALTH = "health"
    JUSTICE = "justice"
    EDUCATION = "education"
    RESEARCH = "research"
    CIVIL = "civil"
    MEDIA = "media"
    SELF = "self"


class Mail(StrEnum):
    """What a letter says."""

    INVITED = "invited"
    WAITING = "waiting"
    ENROLLED = "enrolled"
    BACK = "back"
    CANCELLED = "cancelled"
    AGAIN = "again"
    REMINDER = "reminder"
    CHANGED = "changed"
    OFF = "off"
    AFTER = "after"
    PART_FREE = "part_free"
    PART_MOVED = "part_moved"


class Wave(StrEnum):
    """Which questions: with the registration, or after the event."""

    BEFORE = "before"
    AFTER = "after"


class Why(StrEnum):
    """Why something is refused."""

    CLOSED = "closed"
    TWICE = "twice"
    USED = "used"
    TOO_FEW = "too_few"
    NO_TIME = "no_time"
    NOT_NOW = "not_now"
    NO_TEXT = "no_text"
    NO_POST = "no_post"
    RETIRED = "retired"
    UNANSWERABLE = "unanswerable"
    NO_CHOICES = "no_choices"
    UNREADABLE = "unreadable"
    REPEATS = "repeats"
    FILES = "files"
    OWN_CODE = "own_code"
    ANSWERED = "answered"
    ANEW = "anew"
    NOBODY = "nobody"


class RefusedError(Exception):
    """It cannot be done, and why."""

    def __init__(self, why: Why, n: int = 0) -> None:
        super().__init__(why.value)
        self.why, self.n = why, n
