"""The signed stamp of a form: which form, and since when it is open. No cookie is needed for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing

SALT = "asks"
LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A form's number, when it was made, and both as the page carries them."""

    number: UUID
    made: datetime
    text: str


def new_stamp(now: datetime, salt: str = SALT) -> Stamp:
    """A stamp for a form that is shown now. `salt`: of another kind of form than an ask."""
    number = uuid4()
    text = signing.dumps([str(number), now.isoformat()], salt=salt)
    return Stamp(number, now, text)


def read_stamp(text: str, now: datetime, salt: str = SALT) -> Stamp | None:
    """The stamp again; None for a forged, an old or a missing one."""
    try:
        number, made = signing.loads(text, salt=salt)
        stamp = Stamp(UUID(number), datetime.fromisoformat(made), text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return stamp if timedelta(0) <= now - stamp.made <= LASTS else None
