"""What waits for somebody in learning."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.learning.care.queries import unread
from communitylinkage.learning.links import seat_page
from communitylinkage.learning.models import Session
from communitylinkage.learning.rules.codes import State
from communitylinkage.learning.sessions.queries import (
    TEACH,
    keeps,
    mine,
    seat_in,
    sessions,
    untaught,
)
from communitylinkage.people.access import Viewer
from communitylinkage.values.today import Today


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Sessions of hers that run now; those that nobody certified teaches; sheets; unread notes."""
    lines = [
        Today(_("“%(title)s” is on now.") % {"title": row.title}, address, row.ends)
        for row in mine(viewer)
        if row.state == State.PLANNED and row.begins <= now < row.ends
        if (address := _page_of(viewer, row))
    ]
    if not viewer.may(TEACH):
        return lines
    rows = list(sessions(viewer).filter(state=State.PLANNED))
    coming = [row for row in rows if row.begins > now and keeps(viewer, row)]
    needed = _("“%(title)s” needs a certified mentor as trainer.")
    lines += [_line(needed, row) for row in untaught(coming)]
    over = [row for row in rows if row.ends < now]
    lines += [_line(_("Who was at “%(title)s”?"), row) for row in over]
    if unread(viewer.account.pk):
        lines.append(Today(_("A mentor has written to you."), reverse("care_notes")))
    return lines


def _page_of(viewer: Viewer, row: Session) -> str:
    """Where she opens a session of hers; whose role has no sessions opens her own seat."""
    if viewer.may(TEACH):
        return reverse("learning_session", args=[row.pk])
    seat = seat_in(viewer, row.pk)
    return seat_page(seat.pk) if seat else ""


def _line(sentence: str, row: Session) -> Today:
    return Today(sentence % {"title": row.title}, reverse("learning_session", args=[row.pk]))
