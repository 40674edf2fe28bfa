"""The life of a support action as a table, and the clock that watches over the mentor.

Plain Python. The table is drawn in docs/reference/support-states.md. How long a check-in may be
late, and how often the rota is told, follows the usual rules for people who work alone (Suzy
Lamplugh Trust, "Lone working: buddy systems"): a colleague is told at once, and again, until
somebody says that it is seen to.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ALERT_EVERY = timedelta(minutes=10)
# She is told to stop and go home; how long the way may take before somebody asks after her.
WAY_HOME = timedelta(minutes=60)
# Who goes instead, or was seen to while her visit goes on, gives a sign after so long, where nobody
# waits for one yet.
FIRST_SIGN = timedelta(minutes=60)
# Seen to on her way home, and nothing came since: nobody waits for her any more.
SEEN_LONG_AGO = timedelta(hours=12)
# So long home asks a mentor for the hours of a visit that ended without her report.
ASK_FOR_HOURS = timedelta(days=30)
LONGEST_AHEAD = timedelta(days=365)
# What changes in a visit of today or tomorrow is told at once: she may have set out already.
SOON = timedelta(hours=24)


class State(StrEnum):
    """Where a support action stands.

    `stopped`, `left`: its mentor is on her way home, since its request ended, or since the woman
    stopped it. `untold`, `hours`: the same two when she is home, and has not written down what came
    of it, or her hours.
    """

    OPEN = "open"
    STOPPED = "stopped"
    LEFT = "left"
    UNTOLD = "untold"
    HOURS = "hours"
    DONE = "done"
    CANCELLED = "cancelled"


class Alert(StrEnum):
    """Whether somebody must look after the mentor."""

    NONE = ""
    MISSED = "missed"
    CALL_ME = "call_me"


class Act(StrEnum):
    """What somebody, or the clock, does."""

    PLAN = "plan"
    SAFE = "safe"
    CALL_ME = "call_me"
    MISS = "miss"
    TELL_AGAIN = "tell_again"
    SEEN = "seen"
    HOME = "home"
    TAKE_OVER = "take_over"
    EXPIRE = "expire"
    REPORT = "report"
    WRITE_HOURS = "write_hours"
    DID_NOT_GO = "did_not_go"
    CANCEL = "cancel"
    END = "end"
    GO_HOME = "go_home"
    CALL_OFF = "call_off"
    STOP = "stop"
    STOP_AFTER = "stop_after"


class Party(StrEnum):
    """Who acts."""

    MENTOR = "mentor"
    BACKUP = "backup"
    ROTA = "rota"
    CLOCK = "clock"
    WOMAN = "woman"
    REQUEST = "request"


class BackupSaid(StrEnum):
    """What the mentor who stands ready answered."""

    WAITING = ""
    YES = "yes"
    NO = "no"


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The table has no such line, or the clock still runs; nothing was changed."""


class FirstHer(NotNow):
    """The mentor who goes now is missing: another one is sent only when she was seen to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: in which state who does what, and where it leads."""

    before: State
    act: Act
    after: State
    by: frozenset[Party]


def _line(before: State, act: Act, after: State, *by: Party) -> Line:
    return Line(before, act, after, frozenset(by))


_S, _A, _P = State, Act, Party
TABLE: tuple[Line, ...] = (
    _line(_S.OPEN, _A.PLAN, _S.OPEN, _P.MENTOR),
    _line(_S.OPEN, _A.SAFE, _S.OPEN, _P.MENTOR),
    _line(_S.OPEN, _A.CALL_ME, _S.OPEN, _P.MENTOR),
    _line(_S.OPEN, _A.MISS, _S.OPEN, _P.CLOCK),
    _line(_S.OPEN, _A.TELL_AGAIN, _S.OPEN, _P.CLOCK),
    _line(_S.OPEN, _A.SEEN, _S.OPEN, _P.ROTA),
    # The rota spoke with her: nobody waits for her any more, what came of it is hers to say.
    _line(_S.OPEN, _A.HOME, _S.OPEN, _P.ROTA),
    _line(_S.OPEN, _A.TAKE_OVER, _S.OPEN, _P.ROTA, _P.MENTOR),
    _line(_S.OPEN, _A.REPORT, _S.DONE, _P.MENTOR),
    # The request ended before the visit began: handed back, or cancelled by the service.
    _line(_S.OPEN, _A.CANCEL, _S.CANCELLED, _P.REQUEST),
    # The same after it began, or finished there: what came of it is still the mentor's to say.
    _line(_S.OPEN, _A.END, _S.UNTOLD, _P.REQUEST),
    # The same by others than the mentor, while she is on her way: she must still come home.
    _line(_S.OPEN, _A.GO_HOME, _S.STOPPED, _P.REQUEST),
    _line(_S.UNTOLD, _A.REPORT, _S.DONE, _P.MENTOR),
    # The woman stops it: before it begins, while her mentor is out, when nobody waits for her.
    _line(_S.OPEN, _A.CALL_OFF, _S.CANCELLED, _P.WOMAN),
    _line(_S.OPEN, _A.STOP, _S.LEFT, _P.WOMAN),
    _line(_S.OPEN, _A.STOP_AFTER, _S.HOURS, _P.WOMAN),
    # Nothing more is written of her, also where the request ended before; the hours are no secret.
    _line(_S.STOPPED, _A.STOP, _S.LEFT, _P.WOMAN),
    _line(_S.UNTOLD, _A.STOP, _S.HOURS, _P.WOMAN),
    _line(_S.HOURS, _A.WRITE_HOURS, _S.CANCELLED, _P.MENTOR),
    # Its time had come, and she had not set out: there is nothing to write down.
    _line(_S.UNTOLD, _A.DID_NOT_GO, _S.CANCELLED, _P.MENTOR),
    _line(_S.HOURS, _A.DID_NOT_GO, _S.CANCELLED, _P.MENTOR),
    *(
        line
        for state, home in ((_S.STOPPED, _S.UNTOLD), (_S.LEFT, _S.HOURS))
        for line in (
            _line(state, _A.HOME, home, _P.MENTOR, _P.ROTA),
            _line(state, _A.CALL_ME, state, _P.MENTOR),
            _line(state, _A.MISS, state, _P.CLOCK),
            _line(state, _A.TELL_AGAIN, state, _P.CLOCK),
            _line(state, _A.SEEN, state, _P.ROTA),
            # Seen to, and she forgot to say that she is home.
            _line(state, _A.EXPIRE, home, _P.CLOCK),
        )
    ),
)
_ENDS = {
    Party.WOMAN: (Act.STOP, Act.STOP_AFTER, Act.CALL_OFF),
    Party.REQUEST: (Act.GO_HOME, Act.END, Act.CANCEL),
}
_BY_STATE = {(line.before, line.act): line for line in TABLE}
WAY_BACK = frozenset({State.STOPPED, State.LEFT})
LIVE = WAY_BACK | {State.OPEN}
# Of what is over the woman and the service can say how it was, whatever its mentor writes down.
SPOKEN_OF = frozenset({State.DONE, State.UNTOLD})
# What is a mentor's own also when she left her organisation: to come home, and her hours.
OWED = WAY_BACK | {State.UNTOLD, State.HOURS}


@dataclass(frozen=True, slots=True)
class Watch:
    """The clock over a mentor.

    Args:
        check_in: until when she gives a sign; None while nobody waits for one.
        alert: whether somebody must look after her now.
        tell_at: when the rota is told again; only while there is an alert.
    """

    check_in: datetime | None = None
    alert: Alert = Alert.NONE
    tell_at: datetime | None = None


def check(state: State, act: Act, by: Party) -> Line:
    """The line of the table.

    Raises:
        NotNow: there is none, or it is another party's.
    """
    line = _BY_STATE.get((state, act))
    if line is None or by not in line.by:
        raise NotNow(f"{by} may not {act} while {state}")
    return line


def leads(state: State, act: Act) -> bool:
    """Whether the table has such a line at all."""
    return (state, act) in _BY_STATE


def missed(watch: Watch, now: datetime) -> bool:
    """Whether a sign is late and nobody was told yet."""
    return watch.alert == Alert.NONE and watch.check_in is not None and watch.check_in <= now


def tell_again(watch: Watch, now: datetime) -> bool:
    """Whether the rota must be told once more."""
    return watch.alert != Alert.NONE and watch.tell_at is not None and watch.tell_at <= now


def long_seen_to(watch: Watch, changed: datetime, now: datetime) -> bool:
    """Whether a mentor who was to go home was seen to, and nobody has waited for her since.

    Args:
        changed: when something was done last: that she was seen to.
    """
    return watch == Watch() and changed + SEEN_LONG_AGO <= now


def after(
    watch: Watch,
    act: Act,
    now: datetime,
    check_in: datetime | None = None,
    *,
    goes_on: bool = False,
) -> Watch:
    """The clock after an act.

    Args:
        check_in: the next sign that she promises, where the act lets her promise one.
        goes_on: her visit does: who was seen to is waited for as before. On her way home it is the
            end of it.

    Raises:
        FirstHer: another mentor shall go, while she who goes now is missing.
        NotNow: the clock still runs, or there is nothing to see to.
    """
    if act in {Act.PLAN, Act.SAFE}:
        return Watch(check_in)
    if act == Act.CALL_ME:
        return Watch(watch.check_in, Alert.CALL_ME, now + ALERT_EVERY)
    if act == Act.MISS and missed(watch, now):
        return Watch(watch.check_in, Alert.MISSED, now + ALERT_EVERY)
    if act == Act.TELL_AGAIN and tell_again(watch, now):
        return Watch(watch.check_in, watch.alert, now + ALERT_EVERY)
    if act == Act.SEEN and watch.alert != Alert.NONE:
        return Watch(_next_sign(watch, now)) if goes_on else Watch()
    if act == Act.HOME and goes_on and watch.alert != Alert.NONE:
        return Watch(check_in)
    if act in {Act.MISS, Act.TELL_AGAIN, Act.SEEN} or (act == Act.HOME and goes_on):
        raise NotNow(f"no {act} now")
    if act == Act.TAKE_OVER:
        # The sign of the other one would end the alert about her.
        if watch.alert != Alert.NONE or missed(watch, now):
            raise FirstHer("first see to her who is missing")
        return watch
    return Watch()


def _next_sign(watch: Watch, now: datetime) -> datetime:
    """What a mentor owes still when she was seen to in the middle of a visit.

    That somebody reached her once says nothing of the hours that follow.
    """
    if watch.check_in is not None and watch.check_in > now:
        return watch.check_in
    return now + FIRST_SIGN


def promised(
    watch: Watch, begins: datetime | None, said: datetime | None, now: datetime
) -> datetime | None:
    """Until when she gives the next sign after "I am safe", or when the rota says that she is home.

    Before the visit begins the sign of its plan stands: she is safe there only when she was there.

    Args:
        said: when she says that it comes; None: she needs none any more.
    """
    return watch.check_in or said if is_to_come(begins, now) else said


def is_to_come(begins: datetime | None, now: datetime) -> bool:
    """Whether a visit is planned for later; without a plan nobody knows when it begins."""
    return begins is not None and begins > now


def has_begun(begins: datetime | None, now: datetime) -> bool:
    """Whether a mentor may have set out, so that her hours are owed."""
    return begins is not None and begins <= now


def ends_with(watch: Watch, party: Party, *, begun: bool) -> Act:
    """By which line a visit ends without a report: by the woman, or with its request.

    Args:
        watch: the clock that is left.
    """
    waits, over, before = _ENDS[party]
    if watch != Watch():
        return waits
    return over if begun else before


def on_ending(watch: Watch, begins: datetime | None, now: datetime) -> Watch:
    """The clock when it ends without a report: who has set out already must still come home.

    An alert that is open stays open: it is about the mentor, not about the woman. Nobody waits for
    her when she said that she is home, or the rota did: who tidies up days later raises no alarm.
    """
    if watch.check_in is None or watch.alert != Alert.NONE:
        return watch
    return Watch(min(now + WAY_HOME, watch.check_in)) if has_begun(begins, now) else Watch()


def taken_over(watch: Watch, begins: datetime, now: datetime) -> Watch:
    """The clock over her who goes instead: it runs, also where nobody waited for a sign."""
    return watch if watch.check_in else Watch(max(begins, now) + FIRST_SIGN)


def cannot_wait(act: Act, begins: datetime | None, now: datetime) -> bool:
    """Whether its mentor must hear of it now: she is out there, or may set out within a day."""
    if act in {Act.CANCEL, Act.CALL_OFF, Act.TAKE_OVER}:
        return begins is not None and begins <= now + SOON
    return act in {Act.GO_HOME, Act.STOP}


def is_a_plan(begins: datetime, check_in: datetime, now: datetime) -> bool:
    """Whether a visit is within a year, and its sign is due later than now and than it begins."""
    return check_in > now and begins < check_in <= now + LONGEST_AHEAD


def day_of(begins: datetime | None, now: datetime, zone: str) -> date:
    """The day of a visit where it took place, whenever it is reported.

    It is the day of the report where no time was agreed, or the visit was to begin later.
    """
    return min(begins or now, now).astimezone(ZoneInfo(zone)).date()


def picture() -> str:
    """The table as a document: a diagram and each line in words (Markdown with Mermaid)."""
    lines = ["# The life of a support action\n", "Made from `support/rules.py`.\n"]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.OPEN}"]
    lines += [f"    {line.before} --> {line.after}: {line.act}" for line in TABLE]
    lines += [f"    {end} --> [*]" for end in (State.DONE, State.CANCELLED)] + ["```\n"]
    lines += ["| state | act | who | leads to |", "|---|---|---|---|"]
    for line in TABLE:
        who = ", ".join(sorted(line.by))
        lines.append(f"| {line.before} | {line.act} | {who} | {line.after} |")
    return "\n".join(lines) + "\n"
