"""Quarters that are frozen, the table that somebody asks for, and which cuts of it are safe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.offers import offers
from communitylinkage.disclosure.policy import BY_NAME, INTERNAL, Policy, organisations_known
from communitylinkage.disclosure.published import Published, State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import Table
from communitylinkage.facts import queries as facts
from communitylinkage.intersections import wording
from communitylinkage.intersections.models import Quarter
from communitylinkage.intersections.rules import tables
from communitylinkage.intersections.rules.asking import Asked, coarser, how_of
from communitylinkage.intersections.rules.populations import UNSAID, WHOM, Population, What
from communitylinkage.learning.chain import crossed as learning
from communitylinkage.learning.rules.codes import Track
from communitylinkage.network.members.crossed import members
from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.releases import queries as releases
from communitylinkage.releases.models import Release
from communitylinkage.releases.rules import cut_of, says_something
from communitylinkage.support.counting.actions import NEW_WOMAN
from communitylinkage.support.counting.crossed import women
from communitylinkage.values import quarters
from communitylinkage.values.crossed import Crossed

CROSS = Permission.FIGURES_CROSS
STAFF = ("partners", "public")
SERIES = [one.series for one in WHOM.values()]


def audiences(viewer: Viewer) -> list[str]:
    """For whom she may ask. What hides nothing is for those who lead."""
    return [*STAFF, *(["internal"] if viewer.may(Permission.IMPACT_SEE) else [])]


def rows(population: Population) -> list[Crossed]:
    """Everybody who is counted, as it stands now."""
    if population == Population.WOMEN:
        months = [one.month for one in facts.sums(NEW_WOMAN, "0000-01", "9999-12")]
        return (women(min(months), max(months)) or []) if months else []
    if population == Population.MEMBERS:
        return members()
    if population == Population.PARTICIPANTS:
        return learning.participants()
    mentors = population == Population.MENTORS
    return learning.finished(Track.MENTORS if mentors else Track.PROFESSIONALS)


def ready(population: Population, quarter: str) -> bool:
    """Whether all of a quarter was counted."""
    last = quarters.months_of(quarter)[1]
    return population != Population.WOMEN or facts.whole(NEW_WOMAN, last)


def frozen(population: Population | None = None) -> list[str]:
    """Quarters in which somebody was counted, the oldest first."""
    found = Quarter.objects.exclude(rows=[])
    if population:
        found = found.filter(population=population)
    return sorted(set(found.values_list("quarter", flat=True)))


def counted(population: Population) -> list[Crossed]:
    """What is frozen of a population."""
    found = Quarter.objects.filter(population=population).order_by("quarter")
    return [Crossed(*row) for one in found for row in one.rows]


def leaves(what: What) -> list[str]:
    """Every code of a characteristic, in an order that never depends on figures."""
    if what == What.ORIGIN:
        origins = Community.objects.exclude(origin="").values_list("origin", flat=True)
        return [*sorted(set(origins)), UNSAID]
    return [*wording.CODES[what], UNSAID]


def table_of(asked: Asked) -> Table:
    """The frozen counts that were asked for. For the gate only.

    Raises:
        communitylinkage.intersections.rules.asking.NoSuchCutError: it has no such cut.
    """
    found = counted(asked.population)
    every: dict[str, list[str]] = {what: leaves(what) for what in asked.whats}
    shown: dict[str, list[str]] = {what: _shown(found, what, every[what]) for what in asked.whats}
    there = frozen(asked.population)
    periods = quarters.between(there, asked.first, asked.last)
    beside = [one for one in there if one not in periods]
    made = tables.table(asked.series, asked.whats, every, shown, periods, found, beside)
    return coarser(made, asked.how)


def _shown(found: Iterable[Crossed], what: What, every: list[str]) -> list[str]:
    if what in (What.COUNTRY, What.BY):
        here = set(Organisation.objects.values_list("country", flat=True)) | {"several"}
        return [code for code in every if code in here]
    return tables.shown_of(found, what, every)


def policy_of(audience: str) -> Policy:
    """The rules for an audience. How many an organisation counted is in its own reports."""
    return organisations_known(BY_NAME[audience])


def exact(asked: Asked) -> Published:
    """For those who lead: nothing hidden, nothing kept."""
    return publish(table_of(asked), INTERNAL, releases.ledger_of(asked.series))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cut that could be let out: how coarse, and how many of its figures would be hidden."""

    how: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    cells: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What can be done with a table: nothing is let out by it. `why`: it cannot stand as it is."""

    there: Release | None
    as_it_is: Proposal | None
    coarser: tuple[Proposal, ...]
    why: str = ""


def proposed(asked: Asked) -> Proposed:
    """Whether the table is safe for its audience, and which coarser ones are."""
    table, policy = table_of(asked), policy_of(asked.audience)
    known = Release.objects.filter(series=table.series, audience=policy.name, cut=cut_of(table))
    if there := known.first():
        return Proposed(there, None, ())
    ledger, why, mine = releases.ledger_of(table.series), "", None
    try:
        mine = _as_it_is(table, publish(table, policy, ledger))
    except UnsafeError as unsafe:
        why = unsafe.code
    if mine and not mine.hidden:
        return Proposed(None, mine, ())
    found = offers(table, policy, ledger)
    told = [_proposal(how_of(o.cut, o.dimensions, o.codes), o.dimensions, o.codes, o.published)
            for o in found if o.shown]  # fmt: skip
    return Proposed(None, mine, tuple(told), why)


def _as_it_is(table: Table, published: Published) -> Proposal:
    if not says_something(table, published):
        raise UnsafeError("nothing_left")
    return _proposal("", (), (), published)


def _proposal(
    how: str, names: tuple[str, ...], codes: tuple[str, ...], published: Published
) -> Proposal:
    hidden = sum(cell.state is State.HIDDEN for cell in published.cells)
    return Proposal(how, names, codes, len(published.cells), hidden)


def let_out(*seen: str) -> QuerySet[Release]:
    """The tables that these audiences were given, the newest first."""
    return releases.released(seen, SERIES)


def seen(reference: str, *wanted: str) -> Release | None:
    """One of them."""
    return let_out(*wanted).filter(reference=reference).first()


def last_over(today: date) -> str:
    """The quarter before the running one."""
    year, number = today.year, (today.month + 2) // 3
    return f"{year}-{number - 1}" if number > 1 else f"{year - 1}-4"
