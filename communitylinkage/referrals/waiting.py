"""What waits for somebody today, of referrals: the lines of home."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.people.access import Viewer
from communitylinkage.referrals import keepers, queries, rules, wording
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.rules import Outcome, State
from communitylinkage.values.today import Today
from communitylinkage.vault import queries as held

# How long home says that a referral was stopped.
TOLD_FOR = timedelta(days=3)


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What waits for her: answers due, referrals that came back, referrals left behind."""
    lines = []
    for case in queries.incoming(viewer, now):
        if case.state in rules.CLOCKED:
            waits = case.state != State.ACCEPTED
            words = (
                _("%(reference)s waits for your answer") if waits
                else _("%(reference)s: have you spoken with her?")
            )  # fmt: skip
            lines.append(_line(words, case.row))
    for case in queries.mine(viewer, now):
        if case.state in (State.DECLINED, State.EXPIRED):
            lines.append(_line(_("%(reference)s came back: nobody said yes"), case.row))
        elif case.state == State.ACCEPTED and not case.both:
            # Until they have spoken, its clock reminds her too; said once to who is both.
            said = (
                _("%(reference)s: the service said yes. Telephone it, and tell it the code")
                if _waits_for_code(case)
                else _("%(reference)s: the service said yes. Have they spoken with her?")
            )
            lines.append(_line(said, case.row))
        elif _she_stopped(case, now):
            # Not why, and not by whom: a phone may be watched.
            lines.append(_line(_("%(reference)s was closed at her wish"), case.row))
    for row in queries.taken_from(viewer, now - TOLD_FOR):
        # That it ended, not why nor by whom: what was noted of it must not be used.
        said = _("%(reference)s is with you no more: do not use what you noted of it")
        lines.append(_line(said, row))
    for row in keepers.left_behind(viewer):
        words = str(wording.BEHIND_TODAY[keepers.why_behind(row, viewer)])
        address = reverse("referral_take_over", kwargs={"reference": row.reference})
        lines.append(Today(words % {"reference": row.reference}, address))
    return lines


def _she_stopped(case: Case, now: datetime) -> bool:
    """Whether she took her yes back these days, or locked out who had said yes.

    That its time ran out is no wish of hers.
    """
    if now - case.row.changed >= TOLD_FOR:
        return False
    locked = case.state == State.CLOSED and case.row.outcome == Outcome.DECLINED_BY_HER
    in_force = case.row.consent.ending is None
    return queries.was_stopped(case) or (locked and in_force and not keepers.still_holds(case.row))


def _waits_for_code(case: Case) -> bool:
    """Whether a service outside said yes and has not read how to reach her yet."""
    outside = case.row.consent.recipients.filter(position=case.row.position, outside=True).first()
    return outside is not None and (case.row.content, outside.holder) not in held.released(
        [case.row.content]
    )


def _line(words: str, row: Referral) -> Today:
    address = reverse("referral", kwargs={"reference": row.reference})
    return Today(words % {"reference": row.reference}, address, row.due)
