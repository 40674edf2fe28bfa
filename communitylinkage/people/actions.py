"""Who belongs where: inviting, accepting, letting in, leaving."""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.outbox import actions as outbox
from communitylinkage.people import keys, posts, wording
from communitylinkage.people.accounts import check_password, make_account, sign_out_everywhere
from communitylinkage.people.models import Account, Invitation, Membership
from communitylinkage.people.roles import ROLES
from communitylinkage.people.rules import (
    INVITATION_LASTS,
    MembershipState,
    NotAllowed,
    link_open,
)
from communitylinkage.people.signing_in import sign_in
from communitylinkage.vault.keys import new_account_key

INVITED = "people.invited"
NOBODY = UUID(int=0)


def _journal(organisation: UUID, act: str, by: UUID, reference: UUID, now: datetime) -> None:
    journal.record(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)


@transaction.atomic
def invite(
    *,
    by: Account | None,
    email: str,
    organisation: Organisation,
    role: str,
    now: datetime,
    programme: Programme | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its token; the link is mailed as well.

    Asked for once more while it is open (the answer was lost on the way), it is the same one, and
    no second letter goes out.

    Args:
        by: nobody, for the first administrator of a bare installation.

    Raises:
        NotAllowed: the person has this role in the organisation and programme already. Another
            role beside it she may hold.
    """
    email = email.strip().lower()
    if _has_role(email, organisation, programme, role):
        raise NotAllowed(wording.ALREADY_HERE)
    open_one = Invitation.objects.filter(
        email=email, organisation=organisation, programme=programme, role=role, invited_by=by,
        used_at=None, expires__gt=now,
    ).first()  # fmt: skip
    if open_one:
        return open_one, keys.link_token(open_one.pk)
    number = uuid4()
    token = keys.link_token(number)
    invitation = Invitation.objects.create(
        pk=number,
        token_hash=keys.hashed(token),
        email=email,
        organisation=organisation,
        programme=programme,
        role=role,
        invited_by=by,
        expires=now + INVITATION_LASTS,
    )
    if by:
        outbox.later(kind=INVITED, subject_id=invitation.pk, due=now)
    _journal(organisation.pk, "colleague.invited", by.pk if by else NOBODY, invitation.pk, now)
    return invitation, token


def _has_role(
    email: str, organisation: Organisation, programme: Programme | None, role: str
) -> bool:
    """Whether somebody has a role in an organisation and programme, or waits there to be let in."""
    same = Membership.objects.filter(
        account__email=email, organisation=organisation, programme=programme, role=role
    )
    return same.exclude(state=MembershipState.LEFT).exists()


@transaction.atomic
def call_back(*, invitation: Invitation, by: Account, now: datetime) -> None:
    """Takes an invitation back. Its link then is like one that never was.

    Raises:
        NotAllowed: it was used or called back meanwhile.
    """
    gone, _each = Invitation.objects.filter(pk=invitation.pk, used_at=None).delete()
    if not gone:
        raise NotAllowed(wording.LINK_USED)
    _journal(invitation.organisation_id, "invitation.called_back", by.pk, invitation.pk, now)


@transaction.atomic
def invite_anew(*, invitation: Invitation, by: Account, now: datetime) -> tuple[Invitation, str]:
    """Calls an invitation back and makes another for the same person. Raises as those two."""
    before = invitation.pk
    call_back(invitation=invitation, by=by, now=now)
    made, token = invite(
        by=by,
        email=invitation.email,
        organisation=invitation.organisation,
        role=invitation.role,
        programme=invitation.programme,
        now=now,
    )
    made.instead_of = before
    made.save(update_fields=["instead_of"])
    return made, token


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation of a token, while it may be accepted; else None."""
    found = Invitation.objects.filter(token_hash=keys.hashed(token)).first()
    return found if found and link_open(found.expires, found.used_at, now) else None


def accept(
    *,
    invitation: Invitation,
    display_name: str,
    password: str,
    again: str,
    language: str,
    now: datetime,
) -> Membership:
    """Makes the account (or takes the existing one with its password) and waits to be let in.

    Two are in at once. The first administrator, whom nobody could let in: she opens nothing. And
    who opens here in another role: her words were compared, and she gets no key that she has not
    got; a coordinator who is alone could not be let in by anybody.

    Raises:
        NotAllowed: the password will not do, the invitation was used meanwhile, or she got this
            role by another one.
    """
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        check_password(password, again)
        key = new_account_key(password)
    else:
        # Not in the transaction below: a wrong try must count.
        sign_in(email=account.email, password=password, device="", now=now)
    first, where = invitation.invited_by_id is None, invitation.organisation
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
            raise NotAllowed(wording.LINK_USED)
        if _has_role(invitation.email, where, invitation.programme, invitation.role):
            raise NotAllowed(wording.ALREADY_HERE)
        known = account in posts.openers(where.pk)
        made = Membership.objects.create(
            account=account
            or make_account(
                email=invitation.email, display_name=display_name, language=language, key=key
            ),
            organisation=where,
            programme=invitation.programme,
            role=invitation.role,
            state=MembershipState.ACTIVE if first or known else MembershipState.AWAITING,
            may_open=known and ROLES[invitation.role].opens,
            since=now,
        )
        if known:
            by = invitation.invited_by_id or NOBODY
            _journal(where.pk, "colleague.let_in", by, made.pk, now)
        return made


@transaction.atomic
def let_in(
    *,
    membership: Membership,
    by: Account,
    words: str,
    now: datetime,
    private_key: bytes | None = None,
) -> None:
    """Lets a colleague in after her four words were compared by voice; gives her the keys.

    Args:
        words: those that were on the page of who lets in, and that she confirmed to have heard.
            They are not compared with what was heard: a server could lie about that.
        private_key: of who lets in.

    Raises:
        NotAllowed: she is not waiting, her key is another one meanwhile, or the keys of the posts
            cannot be given before signing in again.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.state != MembershipState.AWAITING:
        raise NotAllowed(wording.NOT_WAITING)
    if words != keys.four_words(bytes(membership.account.public_key)):
        raise NotAllowed(wording.WORDS_CHANGED)
    membership.state = MembershipState.ACTIVE
    membership.may_open = ROLES[membership.role].opens
    membership.since = now
    membership.save()
    if membership.may_open:
        posts.give_keys(membership=membership, by=by, private_key=private_key, now=now)
    _journal(membership.organisation_id, "colleague.let_in", by.pk, membership.pk, now)


@transaction.atomic
def leave(
    *, membership: Membership, by: Account, now: datetime, private_key: bytes | None = None
) -> None:
    """Ends a membership at once: no right, no sign-in, no key; then ``ON_LEAVING`` in order.

    Who stays in another role keeps what that one gives her.

    Raises:
        NotAllowed: she has left already.
    """
    if membership.state == MembershipState.LEFT:
        raise NotAllowed(wording.LEFT_ALREADY)
    membership.state, membership.until, membership.may_open = MembershipState.LEFT, now, False
    membership.save()
    sign_out_everywhere(account=membership.account)
    posts.take_keys(membership=membership, by=by, private_key=private_key, now=now)
    _journal(membership.organisation_id, "colleague.left", by.pk, membership.pk, now)
    for path in settings.ON_LEAVING:
        import_string(path)(membership=membership, by=by, now=now)
