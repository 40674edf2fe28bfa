"""Figures of one collection or several, as an audience may see them. Nothing passes by the gate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import BY_NAME, INTERNAL
from communitylinkage.disclosure.published import Shown, State
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis import change, codes, counting
from communitylinkage.surveys.analysis.codebook import COUNTED, Item, Shape, as_number, codebook
from communitylinkage.surveys.analysis.matrix import Need, is_need, matrix
from communitylinkage.surveys.analysis.models import Released
from communitylinkage.surveys.analysis.tables import (
    ROUND,
    Column,
    Frame,
    Seen,
    columns,
    gated,
    tables,
)
from communitylinkage.surveys.analysis.tally import Row, Tally, tallies
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.queries import KEEP
from communitylinkage.vault.models import KeyGrant

GROUPS = ("country", "kind")
CHANGE = "change"


@dataclass(frozen=True)
class Answered:
    """One question and what may be shown of it; no columns: nothing may, or nobody answered.

    `blanks`: whether the answers tell what was left empty from what was not asked.
    """

    item: Item
    by: str
    columns: tuple[Column, ...]
    blanks: bool = False


def collection(viewer: Viewer, number: Any) -> Collection | None:
    """One of her organisations', or one whose team she is of; None for a stranger.

    A partner of a round keeps another organisation's questionnaire only as far as she reads it.
    """
    rows = Collection.objects.select_related("version__questionnaire")
    one = rows.filter(pk=number).first()
    if one is None:
        return None
    keeps = one.version.questionnaire.organisation_id in viewer.organisations_where(KEEP)
    return one if keeps or in_team(viewer, one) else None


def in_team(viewer: Viewer, one: Collection) -> bool:
    """Whether free text of this collection is sealed to her, herself or through a post's key."""
    return holder_of(viewer, one) is not None


def holder_of(viewer: Viewer, one: Collection) -> Any:
    """Her own holder, or that of a post whose key she has; None outside the team."""
    mine = viewer.account.key_holder
    if mine is None:
        return None
    if str(mine) in one.team:
        return mine
    posts = KeyGrant.objects.filter(post__in=one.team, member=mine)
    return posts.order_by("post_id").values_list("post_id", flat=True).first()


def items_of(collections: Sequence[Collection]) -> tuple[Item, ...]:
    """The codebook of the last one's version: comparisons go by the places that it has."""
    return codebook(form_of(collections[-1].version))


def frame(collections: Sequence[Collection], by: str, groups: Iterable[str]) -> Frame:
    """What a table is cut by. All tables of a questionnaire belong to one series."""
    rounds = tuple(str(one.pk) for one in collections)
    scope = str(collections[-1].version.questionnaire_id)
    return Frame(scope, rounds, by, tuple(groups) if by and by != ROUND else ("",))


def tallied(
    collections: Sequence[Collection], items: Sequence[Item], by: str = "",
    people: dict[str, int] | None = None,
) -> tuple[dict[str, Tally], Frame]:  # fmt: skip
    """Everything that is counted, by place, and the frame of its tables. For the gate only."""
    people = counting.people(collections, by) if people is None else people
    found = counting.rows(collections, by)
    if any(one.repeated for one in items):
        found += counting.repeated(collections, by)
    return _framed(collections, items, by, people, found)


def _framed(
    collections: Sequence[Collection],
    items: Sequence[Item],
    by: str,
    people: dict[str, int],
    rows: list[Row],
) -> tuple[dict[str, Tally], Frame]:
    if by == ROUND:
        people = {str(one.pk): people.get(str(one.pk), 0) for one in collections}
    counted = [one for one in items if one.shape in COUNTED]
    return tallies(counted, rows, people), frame(collections, by, sorted(people))


def internal(
    collections: Sequence[Collection], by: str = "", item: Item | None = None
) -> list[Answered]:
    """For the team, as it stands now: every question, or one."""
    people = counting.people(collections, by)
    told = all(one.blanks for one in collections)
    if all(one.closed for one in collections):
        # Answers of a closed collection do not change any more, so they are counted once.
        place = item.place if item else ""
        return list(_closed(tuple(collections), by, place, frozenset(people.items()), told))
    return _counted(collections, by, item, people, told)


@lru_cache(maxsize=12)
def _closed(
    collections: tuple[Collection, ...], by: str, place: str, people: frozenset[tuple[str, int]],
    told: bool,
) -> tuple[Answered, ...]:  # fmt: skip
    found = (one for one in items_of(collections) if one.place == place)
    return tuple(_counted(collections, by, next(found, None), dict(people), told))


def _counted(
    collections: Sequence[Collection], by: str, item: Item | None, people: dict[str, int],
    told: bool,
) -> list[Answered]:  # fmt: skip
    items = [item] if item else items_of(collections)
    if item and not item.repeated:
        rows = counting.rows_of(item.place, collections, by)
        found, one = _framed(collections, items, by, people, rows)
    else:
        found, one = tallied(collections, items, by, people)
    return [_internal(each, found, one, by, told) for each in items]


def _internal(item: Item, found: Mapping[str, Tally], one: Frame, by: str, told: bool) -> Answered:
    if item.place not in found or not one.ats:
        return Answered(item, by, ())
    tally = found[item.place]
    seen, _entries = gated(tables(tally, one), INTERNAL, Ledger())
    return Answered(item, by, tuple(columns(tally, one, seen, INTERNAL)), told)


def released(
    collections: Sequence[Collection], audience: str, by: str = "", item: Item | None = None
) -> list[Answered] | None:
    """What was released for an audience; None where nothing was."""
    rows = Released.objects.filter(
        audience=audience, rounds=",".join(str(one.pk) for one in collections), by=by
    )
    kept = {row.place: row.cells for row in (rows.filter(place=item.place) if item else rows)}
    if not kept:
        return None
    items = [item] if item else items_of(collections)
    found = [(_of_codes(one, collections) if one.shape is Shape.TEXT else one) for one in items]
    return [_released(one, kept.get(one.place), collections, by, audience) for one in found]


def _of_codes(item: Item, collections: Sequence[Collection]) -> Item:
    return codes.item_of(item, codes.codes(collections[-1], item.place))


def coded(one: Collection, item: Item) -> Answered:
    """How many texts say what, for the team."""
    tally, cut = codes.tally(one, item), frame([one], "", ())
    seen, _entries = gated(tables(tally, cut), INTERNAL, Ledger())
    return Answered(tally.item, "", tuple(columns(tally, cut, seen, INTERNAL)))


def _released(
    item: Item, kept: Any, collections: Sequence[Collection], by: str, audience: str
) -> Answered:
    if not kept:
        return Answered(item, by, ())
    one = frame(collections, by, kept["groups"])
    seen = {key: seen_of(cells) for key, cells in kept["keys"].items()}
    found = columns(Tally(item, {}), one, seen, BY_NAME[audience])
    return Answered(item, by, tuple(found), all(each.blanks for each in collections))


def results(
    collections: Sequence[Collection], audience: str, by: str = "", item: Item | None = None
) -> list[Answered] | None:
    """For whoever asks: the team's own figures, or what was released; None: nothing was."""
    if audience == INTERNAL.name:
        return internal(collections, by, item)
    return released(collections, audience, by, item)


def needs(
    collections: Sequence[Collection], audience: str, *, prefix: str, scale: Sequence[int],
    by: str = "country",
) -> list[Need] | None:  # fmt: skip
    """The needs matrix over the questions of this prefix; None: nothing was released."""
    found = results(collections, audience, by)
    if found is None:
        return None
    kept = [(one.item, one.columns) for one in found if is_need(one.item, prefix, scale)]
    return matrix([pair for pair in kept if pair[1]], scale)


def differences(before: Collection, after: Collection, item: Item) -> change.Moves | None:
    """How far the same respondents moved; None where the question has no scale. For the gate only.

    A number that is not a scale's is compared too, and told as less, same, more.
    """
    if not item.scores and item.shape is not Shape.NUMBER:
        return None
    exact: dict[float, int] = {}
    for first, last in change.pairs(_scores(item, before), _scores(item, after)):
        exact[last - first] = exact.get(last - first, 0) + 1
    return change.moves(item.place, frame([before, after], ROUND, ()), exact, item.scores.values())


def paired(
    before: Collection, after: Collection, item: Item, audience: str
) -> change.Change | None:
    """Change of the same respondents; None where nobody is linked, or nothing may be shown."""
    if audience != INTERNAL.name:
        rounds = f"{before.pk},{after.pk}"
        rows = Released.objects.filter(audience=audience, rounds=rounds, by=CHANGE)
        kept = rows.filter(place=item.place).first()
        if kept is None or not kept.cells["keys"]:
            return None
        return change.change(item.place, seen_of(kept.cells["keys"][""]), BY_NAME[audience])
    moved = differences(before, after, item)
    seen, _entries = gated({"": moved.table} if moved else {}, INTERNAL, Ledger())
    return change.change(item.place, seen[""], INTERNAL, moved.exact) if moved and seen else None


def _scores(item: Item, one: Collection) -> list[tuple[str, float]]:
    pairs = [(tag, as_number(value)) for tag, value in counting.tagged(item.place, one)]
    # A tag that stands twice links nobody, also where one of the two left this question empty.
    times = Counter(tag for tag, _score in pairs)
    return [(tag, score) for tag, score in pairs if score is not None and times[tag] == 1]


def kept_of(seen: Mapping[str, Seen], groups: Sequence[str]) -> dict[str, Any]:
    """What is stored of a released table."""
    keys = {
        key: [
            [*box, cell.state.value, cell.value, cell.low, cell.high] for box, cell in one.items()
        ]
        for key, one in seen.items()
    }
    return {"groups": list(groups), "keys": keys}


def seen_of(cells: Iterable[list[Any]]) -> Seen:
    """The other way round; why a cell is hidden is not stored."""
    found = {}
    for *box, state, value, low, high in cells:
        found[tuple(box)] = Shown(tuple(box), State(state), value, low, high)
    return found
