"""What is kept of events: the event and its programme, who comes, what stays after it."""

from communitylinkage.events.models.after import Asked, Asking, Material
from communitylinkage.events.models.event import Event, EventText, Session, SessionText, Word
from communitylinkage.events.models.guests import (
    Invitation,
    Letter,
    Needs,
    Place,
    Registration,
)

__all__ = [
    "Asked",
    "Asking",
    "Event",
    "EventText",
    "Invitation",
    "Letter",
    "Material",
    "Needs",
    "Place",
    "Registration",
    "Session",
    "SessionText",
    "Word",
]
