"""Who left: 30 days later her keys and her account are gone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from communitylinkage.consent.actions import CLOCK
from communitylinkage.journal import actions as journal
from communitylinkage.learning.models import Note
from communitylinkage.people.models import Account
from communitylinkage.people.rules import MembershipState
from communitylinkage.stewardship.retention.erasing import erase_rows, let_go
from communitylinkage.stewardship.retention.held import collected
from communitylinkage.stewardship.rules.terms import MEMBER_GONE
from communitylinkage.values.register import Term

_GO_WITH_HER = {Term.WHILE_MEMBER, Term.UNTIL_USED, Term.UNTIL_SIGN_OUT}


def due(now: datetime) -> QuerySet[Account]:
    """Those whose last membership ended 30 days ago; who never had one is waited for."""
    staying = Account.objects.exclude(memberships=None).exclude(
        memberships__state__in=[one.value for one in MembershipState if one != MembershipState.LEFT]
    )
    return staying.annotate(last=Max("memberships__until")).filter(last__lte=now - MEMBER_GONE)


@transaction.atomic
def forget(*, account: UUID, now: datetime) -> bool:
    """Takes a person's keys and all that is hers away; False: it is not her time.

    What other tables must keep naming (a research cycle its researcher) keeps an account without
    name, address or key.
    """
    row = Account.objects.select_for_update().filter(pk=account).first()
    if row is None or not due(now).filter(pk=account).exists():
        return False
    organisations = {one.organisation_id for one in row.memberships.all()}
    erase_rows(rows=[*Note.objects.filter(mentor=row), *Note.objects.filter(supervisor=row)])
    if row.key_holder:
        let_go([row.key_holder])
    stays = False
    for model, rows in collected([row]).items():
        if model is Account:
            continue
        if {entry.term for entry in getattr(model, "register", [])} <= _GO_WITH_HER:
            model._default_manager.filter(pk__in=[one.pk for one in rows]).delete()
        else:
            stays = True
    if stays:
        _blank(row)
    else:
        row.delete()
    for organisation in sorted(organisations, key=str):
        journal.record(
            organisation_id=organisation, act="account.erased", by=CLOCK, reference=str(account),
            now=now,
        )  # fmt: skip
    return True


def _blank(row: Account) -> None:
    # RFC 2606: nothing is ever sent to a name under .invalid.
    row.email, row.display_name, row.key_holder = f"{row.pk}@gone.invalid", "—", None
    row.salt = row.verifier = row.public_key = row.wrapped_key = b""
    row.save()
