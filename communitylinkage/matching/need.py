"""What is needed, and what a service offers: the plain values that the rule compares."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from communitylinkage.values.opening import UNKNOWN, Hours
from communitylinkage.values.places import Point


class Help(StrEnum):
    """Kinds of help (Istanbul Convention, articles 20 to 26); HSDS leaves them open."""

    TALK = "talk"
    SHELTER = "shelter"
    LEGAL = "legal"
    HEALTH = "health"
    MIND = "mind"
    POLICE = "police"
    PAPERS = "papers"
    MONEY = "money"
    CHILDREN = "children"


class Papers(StrEnum):
    """Whether she has residence papers. Declining to say still gives results."""

    HAVE = "have"
    NONE = "none"
    UNSAID = "unsaid"


class Accepts(StrEnum):
    """Whether a service takes women without papers."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Authority(StrEnum):
    """Whom a service may have to tell by law."""

    POLICE = "police"
    CHILD_PROTECTION = "child-protection"
    IMMIGRATION = "immigration"


class Tells(StrEnum):
    """Whether it must tell; what nobody stated is unknown."""

    NEVER = "never"
    MUST = "must"
    UNKNOWN = "unknown"


class Bridge(StrEnum):
    """How a service bridges a language that it does not speak."""

    MEDIATOR = "mediator"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for.

    Args:
        languages: BCP 47 codes, the best first; empty when any will do.
        interpreter: whether an interpreter is acceptable.
        place: where she can come from; None when only remote help or a whole country will do.
        country: ISO 3166 code, or empty for anywhere.
        reach_km: how far she can travel.
        open_now: whether only what is open at `now` will do.
        at: the moment at which it must be open instead; then it counts, and not now.
        tells_none_of: authorities that must not be told; an unknown duty is a barrier, not a no.
        not_organisations: organisations that she excluded.
    """

    kind: Help
    languages: tuple[str, ...] = ()
    interpreter: bool = True
    place: Point | None = None
    country: str = ""
    reach_km: float = 50.0
    open_now: bool = False
    at: datetime | None = None
    papers: Papers = Papers.UNSAID
    children: bool = False
    step_free: bool = False
    free: bool = False
    women_only: bool = False
    remote_only: bool = False
    tells_none_of: frozenset[Authority] = frozenset()
    not_organisations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """What one service offers at one place.

    Args:
        id: of the service; the last word where two offers rank alike.
        point: None where the address is secret or there is none.
        remote: reached by telephone or online, from the whole country.
        room: whether it has room now; None when nobody said so lately.
        room_age: how many days ago that was said.
    """

    id: str
    organisation: str
    kinds: frozenset[Help]
    languages: frozenset[str]
    country: str
    point: Point | None = None
    remote: bool = False
    secret_address: bool = False
    hours: Hours = UNKNOWN
    papers: Accepts = Accepts.ASK
    tells: dict[Authority, Tells] = field(default_factory=dict, hash=False)
    bridges: frozenset[Bridge] = frozenset()
    women_only: bool = False
    children: bool = False
    step_free: bool = False
    free: bool = False
    needs_identity_card: bool = False
    needs_police_report: bool = False
    room: bool | None = None
    room_age: int | None = None
