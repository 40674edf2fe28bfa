"""Wishes as her page and as staff see them, through the viewer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.people.access import Viewer
from communitylinkage.referrals import queries
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.receipt.wording import picture
from communitylinkage.referrals.wishes import wording
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.rules import State
from communitylinkage.values.today import Today
from communitylinkage.vault import queries as vault


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish on her page. `live`: she can still take it back."""

    number: UUID
    sentence: str
    picture: str
    live: bool


def wishes_of(participant: UUID) -> QuerySet[Wish]:
    """Hers, the newest first."""
    rows = Wish.objects.filter(referral__consent__participant_id=participant)
    return rows.select_related("referral__consent").order_by("-changed")


def wished(participant: UUID) -> list[Wished]:
    """As her page shows them: what was taken back, or led to a request, is not shown again."""
    rows = wishes_of(participant).filter(state__in=list(wording.STATES))
    return [_wished(row) for row in rows]


def _wished(row: Wish) -> Wished:
    state = State(row.state)
    return Wished(
        number=row.pk,
        sentence=str(wording.STATES[state]),
        picture=picture(wording.PICTURES[state]),
        live=state == State.WAITING,
    )


def wish_of(case: Case) -> Wish | None:
    """The wish that waits under a referral, if it was sealed to the viewer's side."""
    if not case.reads_content:
        return None
    row = Wish.objects.filter(referral=case.row, state=State.WAITING).first()
    if row is None or row.record is None:
        return None
    return row if (row.record, case.holder) in vault.released([row.record]) else None


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Women who wait for somebody to go with them."""
    cases = [*queries.mine(viewer, now), *queries.incoming(viewer, now)]
    waiting = set(
        Wish.objects.filter(
            referral__in=[case.row.pk for case in cases], state=State.WAITING
        ).values_list("referral_id", flat=True)
    )
    return [
        Today(
            _("%(reference)s: she asks for somebody to go with her")
            % {"reference": case.reference},
            reverse("referral_wish", kwargs={"reference": case.reference}) + case.aside,
            first=True,
        )
        for case in cases
        if case.row.pk in waiting and wish_of(case)
    ]
