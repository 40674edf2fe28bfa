"""Opening a wish: the consent is asked again, and each opening is journalled."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise

from communitylinkage.consent import actions as consents
from communitylinkage.mentors.rules import Part
from communitylinkage.organisations.queries import names_of
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.referrals.mentor_requests import wording as requests
from communitylinkage.referrals.papers import named
from communitylinkage.referrals.queries import Case, side_of
from communitylinkage.referrals.receipt import wording as hers
from communitylinkage.referrals.rules import Party
from communitylinkage.referrals.wishes import papers, wording
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.values import languages
from communitylinkage.vault.keys import Locked

Line = tuple[Promise, str]


def read(*, wish: Wish, case: Case, account: Account, key: bytes, now: datetime) -> papers.Wish:
    """What she wrote, for her mentor or the service.

    Raises:
        communitylinkage.vault.keys.Locked: it is not sealed to this side, or not there any more.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    if case.holder is None or wish.record is None:
        raise Locked
    if case.party == Party.SERVICE:
        key = key_of_post(holder=case.holder, account=account, private_key=key)
    plain = consents.open_record(
        record=wish.record,
        holder=case.holder,
        private_key=key,
        organisation=side_of(case),
        by=account.pk,
        now=now,
    )
    return papers.read(plain)


def read_by_her(wish: Wish, opens: Callable[[UUID], bytes]) -> tuple[Line, ...]:
    """The same for her, by her receipt."""
    if wish.record is None:
        raise Locked
    return lines(papers.read(opens(wish.record)))


def lines(wish: papers.Wish) -> tuple[Line, ...]:
    """A wish in words."""
    part = requests.said(requests.DAY_PARTS, wish.part) if wish.part in list(Part) else ""
    day = date_format(date.fromisoformat(wish.day)) if wish.day else ""
    found = (
        (wording.WHAT, " · ".join(hers.said(wording.KINDS, kind) for kind in wish.kinds)),
        (hers.LANGUAGES, languages.own_name(wish.language)),
        (hers.DAY, " · ".join(filter(None, (day, part)))),
        (wording.NOT_PERSONS, " · ".join(named(wish.not_told))),
        (wording.NOT_CIRCLE, str(hers.YES) if wish.not_her_circle else ""),
        (wording.NOT_ORGANISATIONS, " · ".join(names_of(wish.not_organisations))),
        (wording.WORDS, wish.text),
    )
    return tuple(line for line in found if line[1])
