"""A page of a form laid out: each question with the field that asks it, groups around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s

from communitylinkage.surveys.answering import wording
from communitylinkage.surveys.answering.coding import FILES
from communitylinkage.surveys.answering.sitting import Sitting
from communitylinkage.surveys.answering.uploads import ALLOWED
from communitylinkage.surveys.engine import Choice, Problem, Repeat, Shown

# Up to so many choices stand open; more fold into a list.
OPEN_CHOICES = 12
MOST_BOXES = 60
MOST_STEPS = 21
# Turns what the engine keeps into what a field of the browser takes.
_CUT = {"time": 5, "dateTime": 16}
_TYPES = {"date": "date", "time": "time", "dateTime": "datetime-local"}


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound or film beside words; without an address the file did not come along.

    `kind` is image, audio or video; `label` is what it stands beside, in the form's language.
    """

    kind: str
    name: str
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice as it is drawn."""

    value: str
    label: str
    media: tuple[Medium, ...] = ()


@dataclass(slots=True)
class Block:
    """A question, a group, an instance, or the button for one more, with what is needed to draw it.

    `widget` names the template below surveys/answering/widgets/. `id` stays the same while the
    page is asked for again. `steady`: the answer is what was sent, the form did not change it.
    """

    widget: str
    ref: str = ""
    id: str = ""
    shown: Shown | None = None
    error: str = ""
    type: str = "text"
    mode: str = ""
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[Offered, ...] = ()
    media: tuple[Medium, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    likert: bool = False
    hint: str = ""
    described: str = ""
    accept: str = ""
    count: int = 0
    removable: bool = False
    label: str = ""
    steady: bool = True
    children: list["Block"] = field(default_factory=list)


def said(problem: Problem) -> str:
    """A problem in words: the form's own sentence where it has one."""
    if problem.message:
        return problem.message
    return str(wording.PROBLEMS.get(problem.code, wording.PROBLEMS["constraint"])) % dict(
        problem.args
    )


def laid(sitting: Sitting, sent: Mapping[str, list[str]] | None, strict: bool,
         files: Mapping[str, str]) -> list[Block]:  # fmt: skip
    """The page at hand.

    Args:
        files: the addresses of pictures, sounds and films by the names that the form uses.
        sent: the fields as they were sent just now, where a field cannot show them otherwise.
        strict: also missing answers are said.
    """
    page = sitting.page
    if page is None:
        return []
    errors = {one.ref: said(one) for one in sitting.problems()} if strict else {}
    flat = [_block(one, sitting, errors, sent or {}, files) for one in sitting.asked(page)]
    for one in flat:
        one.id = f"q{blake2s(one.ref.encode(), digest_size=5).hexdigest()}"
        parts = [f"{one.id}e"] * bool(one.error) + [f"{one.id}h"] * bool(one.hint)
        one.described = " ".join(parts)
    root = Block("group", ref=sitting.form.root.ref)
    _nest(root, flat)
    _more(root, page.nodes, sitting)
    return root.children


def _nest(root: Block, flat: Iterable[Block]) -> None:
    around = [root]
    for one in flat:
        depth = one.shown.depth if one.shown else 0
        del around[depth + 1 :]
        around[-1].children.append(one)
        if one.widget in ("group", "repeat"):
            around.append(one)


def _more(parent: Block, nodes: Iterable[object], sitting: Sitting) -> None:
    """Puts a button for one more below the instances of each repeat that people may lengthen."""
    made: list[Block] = []
    for node in nodes:
        mine = [one for one in parent.children if one.shown and one.shown.definition is node]
        for one in mine:
            if one.widget == "group" and "~" in one.ref:
                one.ref = parent.ref
            _more(one, getattr(node, "children", ()), sitting)
        made += mine
        if isinstance(node, Repeat) and not node.fixed:
            made += _add(parent, node, mine, sitting)
    parent.children = made


def _add(parent: Block, node: Repeat, mine: list[Block], sitting: Sitting) -> Iterator[Block]:
    name = node.ref.rpartition("/")[2]
    try:
        place = f"{parent.ref}/{name}"
        count = sitting.answers.count(place)
    except LookupError:
        return
    for one in mine:
        one.removable, one.count, one.label = True, count, place
    if count and not mine:
        return
    label = mine[0].shown.label if mine and mine[0].shown else ""
    yield Block("add", ref=place, count=count, label=label)


def _media(named: Mapping[str, str], label: str, files: Mapping[str, str]) -> tuple[Medium, ...]:
    # One picture is enough: the large one stands where there is no other.
    kinds = [kind for kind in named if kind != "big-image" or "image" not in named]
    return tuple(
        Medium(kind.removeprefix("big-"), named[kind], files.get(named[kind], ""), label)
        for kind in kinds
    )


def _block(
    shown: Shown, sitting: Sitting, errors: Mapping[str, str], sent: Mapping[str, list[str]],
    files: Mapping[str, str],
) -> Block:  # fmt: skip
    media = _media(shown.media, shown.label, files)
    if shown.kind in ("group", "repeat"):
        return Block(shown.kind, ref=shown.ref, shown=shown, media=media)
    offered = tuple(
        Offered(one.value, one.label, _media(one.media, one.label, files))
        for one in (_steps(shown) if shown.kind == "range" else shown.choices)
    )
    seen = any(medium.address for one in offered for medium in one.media)
    made = Block(_widget(shown, open_=seen), ref=shown.ref, shown=shown, hint=shown.hint)
    made.choices, made.media = offered, media
    if shown.ref in sitting.wrong:
        code = sitting.wrong[shown.ref]
        made.error = str(wording.FILES[shown.definition.kind if code == "kind" else code])  # type: ignore[union-attr]  # a question
    elif shown.problem:
        made.error = said(shown.problem)
    else:
        made.error = errors.get(shown.ref, "")
    _fill(made, shown, sitting, sent)
    return made


def _widget(shown: Shown, *, open_: bool = False) -> str:
    """The field that asks it; choices with pictures stand open, because a list shows none."""
    if shown.kind == "note":
        return "note"
    if shown.read_only:
        return "told"
    if shown.kind == "select_one":
        folded = {"minimal", "autocomplete", "search"} & set(shown.appearance)
        folds = folded or len(shown.choices) > OPEN_CHOICES
        return "list" if folds and not open_ else "radios"
    if shown.kind == "select_multiple":
        return "boxes" if open_ or len(shown.choices) <= MOST_BOXES else "long"
    if shown.kind == "range":
        return "list" if _steps(shown) else "line"
    if shown.kind in FILES:
        return "file"
    if shown.kind == "text" and "multiline" in shown.appearance:
        return "lines"
    return {"rank": "rank", "acknowledge": "acknowledge"}.get(shown.kind, "line")


def _fill(made: Block, shown: Shown, sitting: Sitting, sent: Mapping[str, list[str]]) -> None:
    made.value = shown.typed
    made.chosen = (shown.typed,) if shown.kind != "select_multiple" else ()
    made.chosen = made.chosen or tuple(shown.typed.split())
    made.likert = bool({"likert", "list-nolabel", "list"} & set(shown.appearance))
    if shown.kind == "rank":
        picked = sent.get(shown.ref) or shown.typed.split()
        padded = [*picked, *[""] * len(shown.choices)]
        made.places = tuple((i + 1, padded[i]) for i in range(len(shown.choices)))
    if made.widget == "line":
        _line(made, shown)
    if made.widget == "file":
        made.accept = ",".join(ALLOWED[shown.kind])
        made.hint = "\n".join(filter(None, [shown.hint, str(wording.HINTS[shown.kind])]))
        kept = sitting.draft.files.get(shown.ref)
        made.value = kept.name if kept else ""
    if made.widget == "told":
        made.value = told(shown)


def _line(made: Block, shown: Shown) -> None:
    made.type = _TYPES.get(shown.kind, "text")
    made.value = shown.typed[: _CUT.get(shown.kind)]
    if shown.kind == "date" and "month-year" in shown.appearance:
        made.type, made.value = "month", shown.typed[:7]
    elif shown.kind == "date" and "year" in shown.appearance:
        made.type, made.mode, made.value = "text", "numeric", shown.typed[:4]
    elif shown.kind == "integer" or "numbers" in shown.appearance:
        made.mode = "numeric"
    elif shown.kind in ("decimal", "range"):
        made.mode = "decimal"
    if shown.problem and shown.problem.code.startswith("not_a"):
        # A field for days shows nothing of what is no day: what was typed stays in a plain one.
        made.type, made.value = "text", shown.typed


def _steps(shown: Shown) -> tuple[Choice, ...]:
    """The steps of a short range as choices; none where it is long."""
    try:
        start, end, step = (
            float(shown.parameters.get(key, default))
            for key, default in (("start", "0"), ("end", "10"), ("step", "1"))
        )
        count = round(abs(end - start) / abs(step)) + 1
    except (ValueError, ZeroDivisionError, OverflowError):
        return ()
    if count > MOST_STEPS:
        return ()
    values = [start + i * abs(step) * (1 if end >= start else -1) for i in range(count)]
    written = [f"{one:.10f}".rstrip("0").rstrip(".") for one in values]
    return tuple(Choice(one, one) for one in written)


def told(shown: Shown) -> str:
    """An answer in words, for looking at it once more."""
    if shown.kind in ("select_one", "select_multiple", "rank"):
        names = {one.value: one.label for one in shown.choices}
        chosen = [shown.typed] if shown.kind == "select_one" else shown.typed.split()
        return " · ".join(names.get(one, one) for one in chosen if one)
    if shown.kind == "date" and "year" in shown.appearance:
        return shown.typed[:4]
    if shown.kind == "date" and "month-year" in shown.appearance:
        return shown.typed[:7]
    if shown.kind == "acknowledge":
        return "✓" if shown.typed else ""
    text = shown.typed[: _CUT.get(shown.kind)]
    return text.replace("T", " ") if shown.kind == "dateTime" else text


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer, for the page before sending."""

    label: str
    answer: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of the form, as it was answered."""

    number: int
    label: str
    rows: tuple[Answered, ...]


def looked(sitting: Sitting) -> list[Looked]:
    """Every page with its answers and what still stands in the way."""
    errors = {one.ref: said(one) for one in sitting.answers.problems(sitting.language)}
    found = []
    for number, page in sitting.visible():
        shown = list(sitting.asked(page))
        around = [one for one in shown if one.kind in ("group", "repeat")]
        asked = [one for one in shown if one.kind not in ("group", "repeat", "note")]
        rows = tuple(_answered(one, around, sitting, errors) for one in asked)
        label = next((one.label for one in around if one.kind == "group" and one.label), "")
        if rows:
            found.append(Looked(number, label, rows))
    return found


def _answered(
    one: Shown, around: list[Shown], sitting: Sitting, errors: Mapping[str, str]
) -> Answered:
    kept = sitting.draft.files.get(one.ref)
    value = kept.name if kept else told(one)
    error = said(one.problem) if one.problem else errors.get(one.ref, "")
    # Of which child: an instance is named before each of its questions.
    inside = [up for up in around if up.index and one.ref.startswith(up.ref + "/")]
    names = [f"{up.label or up.definition.name} {up.index}" for up in inside]
    return Answered(" · ".join([*names, one.label or one.definition.name]), value, error)
