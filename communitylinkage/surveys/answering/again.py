"""Which pages change while they are answered: where scripts run they are asked for again."""

from collections.abc import Iterator
from hashlib import blake2s

from communitylinkage.surveys.answering.coding import spread
from communitylinkage.surveys.answering.laying import Block
from communitylinkage.surveys.engine import Form, Page, Question
from communitylinkage.surveys.engine.compiling import Expression
from communitylinkage.surveys.engine.nodes import Definition, Repeat, Text

# What the button would be called that only looks: nothing is kept, no page is turned.
LOOK = "look"


def changing(form: Form) -> frozenset[str]:
    """The keys of the pages on which one answer changes what stands beside it."""
    return frozenset(page.key for page in form.pages() if _changes(form, page))


def _changes(form: Form, page: Page) -> bool:
    here = [form.nodes[ref] for ref in page.refs if ref in form.nodes]
    asked = {one.ref for one in here if isinstance(one, Question) and one.visible}
    if any(one.trigger in asked and one.target in asked for one in form.setvalues):
        return True
    sources = spread(form, iter(asked))
    return any(
        bool(one.deps & sources) or _below(one.deep, sources)
        for node in here
        for one in _shows(node)
    )


def _below(tops: set[str], sources: set[str]) -> bool:
    return any(ref == top or ref.startswith(f"{top}/") for top in tops for ref in sources)


def _shows(node: Definition) -> Iterator[Expression]:
    """Every expression that decides how a question or group looks."""
    rules = node.rules
    yield from _of_text(node.label)
    found = [rules.relevant, rules.required, rules.read_only]
    if isinstance(node, Repeat):
        found.append(node.count)
    if isinstance(node, Question):
        yield from _of_text(node.hint)
        if node.visible:
            found.append(rules.calculate)
        if node.itemset:
            found.append(node.itemset.nodeset)
    yield from (one for one in found if one is not None)


def _of_text(text: Text | None) -> Iterator[Expression]:
    for forms in (text.languages if text else {}).values():
        for parts in forms.values():
            yield from (one for one in parts if isinstance(one, Expression))


def laid_as(blocks: list[Block]) -> str:
    """What tells one look of a page from another: its questions and words, not what is typed."""
    return blake2s("\0".join(_words(blocks)).encode(), digest_size=8).hexdigest()


def _words(blocks: list[Block]) -> Iterator[str]:
    for one in blocks:
        yield f"{one.widget} {one.ref} {one.label} {one.count} {one.removable}"
        if one.shown:
            yield f"{one.shown.label}\1{one.hint}\1{one.shown.guidance}\1{one.shown.required}"
        if one.widget == "told":
            yield one.value
        yield from (each.name for each in one.media)
        yield from (f"{choice.value} {choice.label}" for choice in one.choices)
        yield from _words(one.children)
