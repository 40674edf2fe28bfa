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
# Who goes instead gives a sign so long after they meet, where nobody waits for one yet.
FIRST_SIGN = timedelta(minutes=60)
LONGEST_AHEAD = timedelta(days=365)
# What changes in a visit of today or tomorrow is told at once: she may have set out already.
SOON = timedelta(hours=24)


class State(StrEnum):
    """Where a support action stands."""

    OPEN = "open"
    STOPPED = "stopped"
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
    REPORT = "report"
    CANCEL = "cancel"
    GO_HOME = "go_home"
    STOP = "stop"


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
    _line(_S.OPEN, _A.TAKE_OVER, _S.OPEN, _P.ROTA, _P.MENTOR),
    _line(_S.OPEN, _A.REPORT, _S.DONE, _P.MENTOR),
    # The request ended without a report: finished there, handed back, or cancelled by the service.
    _line(_S.OPEN, _A.CANCEL, _S.CANCELLED, _P.REQUEST),
    # The same by others than the mentor, while she is on her way: she must still come home.
    _line(_S.OPEN, _A.GO_HOME, _S.STOPPED, _P.REQUEST),
    _line(_S.OPEN, _A.STOP, _S.STOPPED, _P.WOMAN),
    # The woman is gone from it, but the mentor is still on her way home.
    _line(_S.STOPPED, _A.HOME, _S.CANCELLED, _P.MENTOR, _P.ROTA),
    _line(_S.STOPPED, _A.CALL_ME, _S.STOPPED, _P.MENTOR),
    _line(_S.STOPPED, _A.MISS, _S.STOPPED, _P.CLOCK),
    _line(_S.STOPPED, _A.TELL_AGAIN, _S.STOPPED, _P.CLOCK),
    _line(_S.STOPPED, _A.SEEN, _S.STOPPED, _P.ROTA),
)
_BY_STATE = {(line.before, line.act): line for line in TABLE}
LIVE = frozenset({State.OPEN, State.STOPPED})


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


def missed(watch: Watch, now: datetime) -> bool:
    """Whether a sign is late and nobody was told yet."""
    return watch.alert == Alert.NONE and watch.check_in is not None and watch.check_in <= now


def tell_again(watch: Watch, now: datetime) -> bool:
    """Whether the rota must be told once more."""
    return watch.alert != Alert.NONE and watch.tell_at is not None and watch.tell_at <= now


def after(watch: Watch, act: Act, now: datetime, check_in: datetime | None = None) -> Watch:
    """The clock after an act.

    Args:
        check_in: the next sign that she promises, where the act lets her promise one.

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
        return Watch()
    if act in {Act.MISS, Act.TELL_AGAIN, Act.SEEN}:
        raise NotNow(f"no {act} now")
    if act == Act.TAKE_OVER:
        # The sign of the other one would end the alert about her.
        if watch.alert != Alert.NONE or missed(watch, now):
            raise FirstHer("first see to her who is missing")
        return watch
    return Watch()


def on_the_way(watch: Watch, begins: datetime | None, now: datetime) -> Watch:
    """The clock when the woman stops it: who has set out already must still come home.

    An alert that is open stays open: it is about the mentor, not about the woman.
    """
    if watch.alert != Alert.NONE:
        return watch
    if begins is None or begins > now:
        return Watch()
    home = now + WAY_HOME
    return Watch(min(home, watch.check_in) if watch.check_in else home)


def on_cancelling(watch: Watch, begins: datetime | None, now: datetime) -> Watch:
    """The clock when the request ends: as when the woman stops it, while somebody waits for a sign.

    Nobody does when she said that she is home, or when she was seen to: a service that tidies up
    days later raises no alarm.
    """
    return watch if watch == Watch() else on_the_way(watch, begins, now)


def taken_over(watch: Watch, begins: datetime, now: datetime) -> Watch:
    """The clock over her who goes instead: it runs, also where nobody waited for a sign."""
    return watch if watch.check_in else Watch(max(begins, now) + FIRST_SIGN)


def is_soon(begins: datetime | None, now: datetime) -> bool:
    """Whether a visit that goes on, or is to come, cannot wait for a quiet moment of its mentor."""
    return begins is not None and begins <= now + SOON


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
