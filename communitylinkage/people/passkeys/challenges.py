"""The question that a browser is to answer: kept in its session, taken out once."""

import base64
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from communitylinkage.people.passkeys.rules import still_open

# What a question is for. One to use a passkey never serves to make one.
MAKE, USE = "passkey_make", "passkey_use"
Session = Any  # a Django session, which has no type of its own to name here


@dataclass(frozen=True, slots=True)
class Question:
    """A random challenge; for a new passkey also its name and the account's handle."""

    challenge: bytes
    name: str = ""
    handle: bytes = b""


def new_question(*, name: str = "", handle: bytes = b"") -> Question:
    """A question that nobody was asked before."""
    return Question(os.urandom(32), name, handle)


def ask(session: Session, purpose: str, question: Question, now: datetime) -> None:
    """Keeps a question; an earlier one for the same purpose may not be answered any more."""
    session[purpose] = {
        "challenge": base64.b64encode(question.challenge).decode(),
        "name": question.name,
        "handle": base64.b64encode(question.handle).decode(),
        "asked": now.isoformat(),
    }


def take(session: Session, purpose: str, now: datetime) -> Question | None:
    """The question that was asked, once; None where none was, or too long ago."""
    kept = session.pop(purpose, None)
    if kept is None or not still_open(datetime.fromisoformat(kept["asked"]), now):
        return None
    challenge, handle = (base64.b64decode(kept[key]) for key in ("challenge", "handle"))
    return Question(challenge, kept["name"], handle)
