"""Requests in words: what a template only has to place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from communitylinkage.consent.rules import NotConsented
from communitylinkage.guide.wording import country_name
from communitylinkage.matching.mentors import Fit, Standing
from communitylinkage.people.models import Account
from communitylinkage.referrals.mentor_requests import wording
from communitylinkage.referrals.mentor_requests.papers import Details, Summary
from communitylinkage.referrals.mentor_requests.queries import Case
from communitylinkage.referrals.mentor_requests.reading import read
from communitylinkage.referrals.mentor_requests.rules import Act
from communitylinkage.values.languages import own_name
from communitylinkage.vault.keys import Locked

_QUIET = frozenset({Act.DECLINE, Act.HAND_BACK, Act.CANCEL})


@dataclass(frozen=True, slots=True)
class Fitting:
    """A mentor who could come, without her name."""

    reasons: tuple[str, ...]
    barriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """The summary in words."""

    language: str
    area: str
    company: str
    day: date | None
    part: str


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that she may do now; what ends something does not stand out."""

    act: str
    words: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One request. `closed`: why nothing is to be read."""

    case: Case
    short: Short | None
    details: Details | None
    closed: str
    buttons: tuple[Button, ...]


def found(fits: Iterable[Fit]) -> list[Fitting]:
    """Those who could come, in the order in which they are asked."""
    return [
        Fitting(
            tuple(wording.note(one) for one in fit.reasons),
            tuple(wording.note(one) for one in fit.barriers),
        )
        for fit in fits
    ]


def no(standing: Iterable[Standing]) -> list[str]:
    """What keeps the mentors of the country away."""
    return [wording.stands(one) for one in standing]


def short(summary: Summary) -> Short:
    """The summary in words."""
    return Short(
        language=own_name(summary.language),
        area=_town(summary),
        company=wording.said(wording.COMPANIES, summary.company),
        day=date.fromisoformat(summary.day) if summary.day else None,
        part=wording.said(wording.DAY_PARTS, summary.part),
    )


def _town(summary: Summary) -> str:
    """The large town near her, with its country; the country alone where it has none."""
    country = country_name(summary.country)
    return f"{summary.area} ({country})" if summary.area else country


def page(case: Case, account: Account, private_key: bytes | None, now: datetime) -> Page:
    """One request as far as she may read it."""
    told, closed = None, ""
    try:
        if private_key is None:
            closed = str(wording.SIGN_IN_AGAIN)
        else:
            told = read(case=case, account=account, private_key=private_key, now=now)
    except (Locked, NotConsented):
        closed = str(wording.NOT_OPEN)
    return Page(
        case=case,
        short=short(told.summary) if told else None,
        details=told.details if told else None,
        closed="" if case.ended else closed,
        buttons=tuple(
            Button(act, str(words), quiet=act in _QUIET)
            for act, words in wording.ACTS.items()
            if act in case.acts
        ),
    )
