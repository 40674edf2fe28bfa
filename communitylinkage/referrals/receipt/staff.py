"""Messages as mentors and services see them, through the viewer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.journal import queries as journal
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.referrals import queries
from communitylinkage.referrals.models import Message
from communitylinkage.referrals.queries import Case, side_of
from communitylinkage.referrals.receipt import reading
from communitylinkage.referrals.rules import Party
from communitylinkage.values.today import Today
from communitylinkage.vault import queries as vault
from communitylinkage.vault.keys import Locked


def messages(case: Case, account: Account, key: bytes, now: datetime) -> list[reading.Shown]:
    """What she may read of it, opened with her key.

    Raises:
        communitylinkage.vault.keys.Locked: she has no key for this.
    """
    if case.holder is None:
        raise Locked
    if case.party == Party.SERVICE:
        key = key_of_post(holder=case.holder, account=account, private_key=key)
    return reading.messages_for(
        referral=case.row,
        holder=case.holder,
        private_key=key,
        organisation=side_of(case),
        by=account.pk,
        now=now,
        new=unread(case),
    )


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Messages of others that nobody of her side has opened yet."""
    cases = [*queries.mine(viewer, now), *queries.incoming(viewer, now)]
    return [
        Today(
            _("%(reference)s: there is a message") % {"reference": case.reference},
            reverse("referral_messages", kwargs={"reference": case.reference}) + case.aside,
            # It may be that nobody is to reach her now.
            first=True,
        )
        for case in cases
        if unread(case)
    ]


def unread(case: Case) -> frozenset[UUID]:
    """The messages of others that nobody of her side has opened yet, by their records."""
    if not case.reads_content:
        return frozenset()
    ours = side_of(case)
    theirs = Message.objects.filter(referral=case.row).exclude(organisation_id=ours)
    released = vault.released(theirs.values_list("record", flat=True))
    records = {record for record, holder in released if holder == case.holder}
    return frozenset(records - _opened_by(ours, records))


def read_before(case: Case) -> frozenset[str]:
    """Which parts of a referral her side has opened before: their names as an address has them."""
    row = case.row
    parts = {"summary": row.summary, "content": row.content, "paper": row.consent.paper}
    opened = _opened_by(side_of(case), parts.values())
    return frozenset(name for name, record in parts.items() if record in opened)


def _opened_by(organisation: UUID, records: Iterable[UUID]) -> set[UUID]:
    """Which of these records somebody of an organisation has opened; not who receives outside."""
    found = [one for one in journal.openings(map(str, records)) if one.organisation == organisation]
    people = Account.objects.filter(pk__in={one.by for one in found}).values_list("pk", flat=True)
    staff = set(map(str, people))
    return {UUID(one.reference) for one in found if one.by in staff}
