"""What the link's page does and shows: one act, then the summary, and the rest with the code."""

from dataclasses import dataclass
from datetime import datetime

from communitylinkage.directory.rules import dialled
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals import rules as life
from communitylinkage.referrals import showing
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside import actions, queries, rules, wording
from communitylinkage.referrals.outside.forms import CODE, OPEN, LinkForm
from communitylinkage.referrals.outside.queries import Door
from communitylinkage.referrals.outside.rules import WrongCode
from communitylinkage.referrals.papers import Content
from communitylinkage.referrals.rules import Act, Differs, NotNow, Outcome, Party, Reason, State
from communitylinkage.referrals.showing import Shown
from communitylinkage.vault import queries as vault


@dataclass(frozen=True, slots=True)
class Page:
    """The link's page after an act.

    Args:
        asker: the organisation that asks, and its number as read and as dialled.
        until: when an answer is wanted, in words.
        waits: whether it is not answered yet. over: whether the link ends with this page.
        may: the acts that come next, by name; after a yes none until a code was right.
        content: when the code came with this act. wrote: whether she has written a message, which
            may be that nobody is to reach her now, and which only her mentor can read.
    """

    asker: str = ""
    number: str = ""
    dialled: str = ""
    until: str = ""
    notice: str = ""
    waits: bool = False
    over: bool = False
    may: frozenset[str] = frozenset()
    summary: tuple[Shown, ...] = ()
    content: tuple[Shown, ...] = ()
    wrote: bool = False


def after(door: Door, form: LinkForm, now: datetime) -> Page:
    """Does what the form asks, where it is whole, and gives the page that follows.

    Raises:
        communitylinkage.referrals.outside.rules.Gone: the link does not open any more.
    """
    row = actions.see(link=door.link, now=now)
    home = Organisation.objects.filter(pk=row.organisation_id).first()
    country = home.country if home else ""
    act = form.cleaned_data["act"] if form.is_valid() else OPEN
    notice, content = "", None
    try:
        if act == CODE:
            content = _with_code(door, form, country, now)
        elif act != OPEN:
            _answer(door, Act(act), form, now)
            notice = str(wording.SAID[act])
            if act in (Act.DECLINE, Act.CLOSE):
                return Page(notice=notice, over=True)
    except NotNow:
        notice = str(wording.ANSWERED_BEFORE)
    row, summary = actions.open_summary(door=door, now=now)
    waits = row.state in rules.WAITS
    return Page(
        asker=home.name if home else "",
        number=home.telephone if home else "",
        dialled=dialled(home.telephone) if home else "",
        until=wording.moment(row.due, country) if waits and row.due else "",
        notice=notice,
        waits=waits,
        may=_may(door, row),
        summary=tuple(showing.summary(summary)),
        content=tuple(showing.content(content)) if content else (),
        wrote=row.state in rules.ACCEPTED and queries.she_wrote(row),
    )


def _may(door: Door, row: Referral) -> frozenset[str]:
    """Who has not read whom to call has neither spoken with her nor anything to finish."""
    knows = (row.content, door.link.holder) in vault.released([row.content])
    if row.state in rules.ACCEPTED and not knows:
        return frozenset()
    return frozenset(map(str, life.acts_open_to(State(row.state), Party.SERVICE)))


def _answer(door: Door, act: Act, form: LinkForm, now: datetime) -> None:
    told = form.cleaned_data
    actions.answer(
        link=door.link,
        act=act,
        reason=Reason(told["reason"]) if act == Act.DECLINE else None,
        outcome=Outcome(told["outcome"]) if act == Act.CLOSE else None,
        differed=[Differs(code) for code in told["differed"]] if act == Act.CLOSE else [],
        now=now,
    )


def _with_code(door: Door, form: LinkForm, country: str, now: datetime) -> Content | None:
    try:
        return actions.open_content(door=door, code=form.cleaned_data["code"], now=now)
    except WrongCode as wrong:
        if wrong.wait is None:
            form.add_error("code", wording.NO_MORE_CODES)
        elif wrong.wait > now:
            form.add_error("code", wording.wait_for(wrong.wait, country))
        else:
            form.add_error("code", wording.WRONG_CODE)
        return None
