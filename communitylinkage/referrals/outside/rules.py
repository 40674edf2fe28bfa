"""What a link may do when; reading what is typed. Plain Python."""

import base64
import binascii
from datetime import datetime, timedelta

from communitylinkage.consent.rules import in_force
from communitylinkage.referrals.rules import ENDED, State
from communitylinkage.values.text import plain_digits

TOKEN_BYTES = 32
TOKEN_SIGNS = 43
CODE_DIGITS = 8
FREE_TRIES = 2
MOST_TRIES = 10
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# A token that no link ever claimed: its page was given up, or its act was rolled back.
FORGOTTEN_AFTER = timedelta(days=1)

WAITS = frozenset({State.SENT, State.SEEN})
ACCEPTED = frozenset({State.ACCEPTED, State.FIRST_CONTACT, State.BEGUN})


class Gone(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Forged, used up, expired, withdrawn, or not its turn: never says which."""


class WrongCode(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The code does not open. `wait` is until when no other is looked at; None: never again."""

    def __init__(self, wait: datetime | None) -> None:
        super().__init__("wrong code")
        self.wait = wait


def show_token(token: bytes) -> str:
    """A token as it stands in an address."""
    return base64.urlsafe_b64encode(token).rstrip(b"=").decode()


def read_token(typed: str) -> bytes | None:
    """The token of an address; None when it cannot be one."""
    if len(typed) != TOKEN_SIGNS or not typed.isascii():
        return None
    try:
        token = base64.b64decode(typed + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    # The last sign carries two bits that decoding drops: each token has one spelling only.
    return token if show_token(token) == typed else None


def read_code(typed: str) -> str | None:
    """A code as it was typed, in any script's digits, spaces and lines forgiven; else None."""
    bare = "".join(sign for sign in typed if not sign.isspace() and sign != "-")
    if len(bare) != CODE_DIGITS or not bare.isdecimal():
        return None
    return plain_digits(bare)


def wait_after(tries: int) -> timedelta:
    """How long no code is looked at after so many wrong ones: a minute, doubling to an hour."""
    if tries < FREE_TRIES:
        return timedelta()
    doublings: int = 2 ** min(tries - FREE_TRIES, 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def is_alive(
    *,
    state: State,
    due: datetime | None,
    until: datetime,
    ending: datetime | None,
    expires: datetime | None,
    now: datetime,
) -> bool:
    """Whether a link whose turn it is still opens.

    Args:
        due: of the referral's clock. until, ending: of the consent. expires: of the link.
    """
    if not in_force(until, ending, now) or (expires is not None and now >= expires):
        return False
    # The clock itself decides, not the worker that will move it some seconds later.
    return (state in WAITS and due is not None and now < due) or state in ACCEPTED


def turn_can_come(state: State, position: int, mine: int) -> bool:
    """Whether the recipient at `mine` is asked now, or may still be asked later."""
    if state in ENDED:
        return False
    return position < mine or (position == mine and state in WAITS | {State.CONSENTED})
