"""docs/reference/indicators.md: every shipped indicator and what formulas may name."""

from communitylinkage.impact.rules.formula import Gives, written
from communitylinkage.impact.rules.known import KINDS, OWNERS, SCALES
from communitylinkage.impact.shipped import shipped
from communitylinkage.impact.sources import sources


def indicators() -> str:
    """Markdown."""
    lines = [
        "# Indicators\n",
        "What comes with the product; a programme changes them in versions. No value is typed. How "
        "to write one: [indicators](../indicators.md).\n",
    ]
    for one, _text in shipped():
        words = one.words["en"]
        targets = ", ".join(
            f"{target.value:g} at the end of month {target.month}" for target in one.targets
        )
        lines += [
            f"\n## {words.title}\n",
            f"`{one.code}` · {one.unit} · answered for by the {one.answers}\n",
            f"    {written(one.formula)}\n",
            f"{words.what} **Counted:** {words.how} **Not said:** {words.limits}\n",
            f"Target: {targets or 'none was promised'}.",
        ]
    return "\n".join([*lines, *_sources(), *_kinds()]) + "\n"


def _sources() -> list[str]:
    rows = [
        f"| `{one.name}` | {one.owner} | {'given' if one.computed else 'distinct'} | "
        f"{'a mean' if one.gives == Gives.SCORE else 'a number'} | "
        f"{', '.join(f'{name}:{value}' for name, values in (one.codes or {}).items() for value in values)} |"  # noqa: E501 -- one row
        for one in sources()
    ]
    head = ["| source | part | asked for with | gives | codes |", "|---|---|---|---|---|"]
    return ["\n\n# Sources\n", *head, *rows]


def _kinds() -> list[str]:
    rows = [f"| `{kind}` | {OWNERS[kind]} | {', '.join(codes)} |" for kind, codes in KINDS.items()]
    scales = [f"- `{name}`: {', '.join(values)}" for name, values in SCALES.items()]
    head = ["| fact | part | names of its codes |", "|---|---|---|"]
    return ["\n\n# Facts\n", *head, *rows, "\nCodes with an order, for `median`:\n", *scales]
