"""What moves a referral on its procedure: an act of its own table, or an entry of its trail.

Called within the action that holds the referral's row, which it never saves itself.
"""

from datetime import datetime

from communitylinkage.procedures.graph.values import Moment, Procedure
from communitylinkage.procedures.models import Party as Named
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State as Standing
from communitylinkage.referrals.following import counting, rules
from communitylinkage.referrals.following.clocks import first_end
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.rules import Entry, Op, Stand, State, Trail
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act
from communitylinkage.referrals.rules import State as Referred

OPS: dict[Act, Op | Moment] = {
    Act.SEND: Moment.SEND,
    Act.ACCEPT: Moment.ANSWER,
    Act.DECLINE: Op.UNANSWERED,
    Act.EXPIRE: Op.UNANSWERED,
    Act.CONTACT: Moment.CONTACT,
    Act.BEGIN: Moment.BEGIN,
    Act.CLOSE: Moment.CLOSE,
}
# Whose clock the referral's own row keeps: it locks out and asks the next, or reminds.
CLOCKS = {Act.SEND: Moment.ANSWER, Act.PASS_ON: Moment.ANSWER, Act.ACCEPT: Moment.CONTACT}
WAITING = (Referred.SENT, Referred.SEEN)


def begin(*, referral: Referral, version: Version, now: datetime) -> Followed | None:
    """Puts a referral on its way; nothing where the procedure is not in force any more."""
    held = Version.objects.select_for_update().filter(pk=version.pk, state=Standing.IN_FORCE)
    found = held.first()
    if found is None:
        return None
    return Followed.objects.create(referral=referral, version=found, began=now, since=now)


def running(row: Referral) -> Followed | None:
    """How a referral follows its procedure, locked; None where it does not."""
    rows = Followed.objects.select_for_update(of=("self",)).filter(referral=row)
    found = rows.filter(state=State.RUNNING)
    return found.select_related("version__procedure__organisation").first()


def after_act(*, row: Referral, act: Act, now: datetime) -> None:
    """Takes an act of the referral as what it is in the procedure, and shortens its clock."""
    if act not in OPS and act != Act.PASS_ON:
        return
    followed = running(row)
    if followed is None:
        return
    followed.referral = row
    if act == Act.PASS_ON and not _begins_again(followed, row, now):
        return
    value = followed.version.value
    move(followed=followed, value=value, op=OPS.get(act, Moment.SEND), now=now)
    if act == Act.CLOSE and followed.state == State.RUNNING:
        leave(followed=followed, value=value, state=State.ENDED, how="closed", now=now)
    if act in CLOCKS:
        followed.ordinary = row.due
        _shorten(followed, value, row, CLOCKS[act], now)
    followed.save()


def _begins_again(followed: Followed, row: Referral, now: datetime) -> bool:
    """Whether the next service whom she named is a party too; else the way is left here."""
    turn = row.consent.recipients.get(position=row.position)
    parties = Named.objects.filter(version=followed.version_id)
    if turn.outside or not parties.filter(organisation=turn.organisation_id).exists():
        leave(followed=followed, value=followed.version.value, state=State.LEFT, how="left",
              reason=counting.PASSED_ON, now=now)  # fmt: skip
        followed.save()
        return False
    followed.trail, followed.began, followed.since = "", now, now
    return True


def _shorten(followed: Followed, value: Procedure, row: Referral, moment: Moment,
             now: datetime) -> None:  # fmt: skip
    """The clock of the step instead of the usual one, and never longer than that."""
    if followed.state != State.RUNNING or row.due is None:
        return
    here = followed.stand(value, rules.trail_of(followed.trail)).open
    if any(step.moment == moment for step in here):
        row.due = min(row.due, first_end(here, value.working, now, followed.zone))


def move(*, followed: Followed, value: Procedure, op: Op | Moment, now: datetime,
         how: str = "", reason: str = "") -> bool:  # fmt: skip
    """One entry more, if it changes anything for any woman; whether it does.

    The caller saves. Args: how, reason: as counted; without them by what happened.
    """
    trail = rules.trail_of(followed.trail)
    further = (*trail, Entry(op, followed.hour(now)))
    if _every(followed, value, trail) == _every(followed, value, further):
        return False
    before, here = followed.stand(value, trail), followed.stand(value, further)
    if here != before:
        late = op in (Op.LATE, Op.UNANSWERED)
        counting.leaves(followed=followed, value=value, trail=trail, now=now, reason=reason,
                        how=how or ("late" if late else "done"))  # fmt: skip
        followed.since = now
    followed.trail = rules.written(further)
    _set_clock(followed, value, here, now)
    return True


def _every(followed: Followed, value: Procedure, trail: Trail) -> list[str]:
    found = (
        rules.position(value, case, followed.began_at, trail)
        for case in rules.kinds(followed.referral.urgency)
    )
    return [one.code if one else "" for one in found]


def _set_clock(followed: Followed, value: Procedure, here: Stand, now: datetime) -> None:
    if here.ended:
        followed.state, followed.due, followed.trail = State.ENDED, None, ""
    elif followed.referral.state in WAITING and any(s.moment == Moment.ANSWER for s in here.open):
        followed.due = None
    else:
        followed.due = first_end(here.open, value.working, now, followed.zone)


def leave(*, followed: Followed, value: Procedure, state: State, how: str, now: datetime,
          reason: str = "") -> None:  # fmt: skip
    """Ends the following, and counts where. The caller saves."""
    counting.leaves(followed=followed, value=value, trail=rules.trail_of(followed.trail), how=how,
                    now=now, reason=reason)  # fmt: skip
    followed.state, followed.due, followed.trail = state, None, ""


def over(*, row: Referral) -> None:
    """Ends it where her yes has ended; nothing of it is counted."""
    Followed.objects.filter(referral=row, state=State.RUNNING).update(
        state=State.ENDED, due=None, trail=""
    )
