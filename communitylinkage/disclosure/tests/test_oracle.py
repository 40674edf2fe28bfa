"""What τ-Argus, the tool of statistical offices, says of the same small tables.

Its audit computes between which two values a hidden cell can lie.
"""

import contextlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytauargus.engine import audit_jj

from communitylinkage.disclosure.audit import Reader
from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger, Secret, Statement
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.space import region_of
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import Table
from communitylinkage.disclosure.tests.made_up import FLAT, KIND, SHAPES, tables

some = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def sums(table):
    """Each shown cell that is the sum of others: (whole, parts), by place among the boxes."""
    place = {box: at for at, box in enumerate(table.boxes)}
    for box in table.boxes:
        for axis, dimension in enumerate(table.dimensions):
            parts = [
                (*box[:axis], code, *box[axis + 1 :]) for code in dimension.children(box[axis])
            ]
            if parts:
                yield place[box], [place[part] for part in parts]


def intervals(table, hidden, primary, folder):
    """Box -> least and greatest value by τ-Argus; the file is in its JJ format."""
    total = table.value(table.boxes[0])
    lines = ["0", str(len(table.boxes))]
    for at, box in enumerate(table.boxes):
        state = "u" if box in primary else "m" if box in hidden else "s"
        width = 1 if state == "u" else 0
        lines.append(
            f"{at} {table.value(box)} 1 {state} 0 {2 * total + 100} {width}.000 {width}.000 0"
        )
    rows = list(sums(table))
    lines.append(str(len(rows)))
    for whole, parts in rows:
        said = " ".join(f"{part} (1)" for part in parts)
        lines.append(f"0 {len(parts) + 1} : {whole} (-1) {said} ")
    # It leaves its notes where it is called.
    with contextlib.chdir(folder):
        (folder / "table.jj").write_text("\n".join(lines) + "\n")
        rows = audit_jj("table.jj")
    return {table.boxes[row["cell"]]: (row["min"], row["max"]) for row in rows}


def ours(table, hidden, box):
    """Least and greatest value of a hidden cell by our own linear programmes."""
    shown = [one for one in table.boxes if one not in hidden]
    known = [
        Statement(region_of(table, one), table.periods, table.value(one), table.value(one))
        for one in shown
    ]
    leaves = [tuple((d.name, d.leaves) for d in table.dimensions)]
    reader = Reader(known, [Secret(region_of(table, box), table.periods, 1)], leaves)
    row = np.asarray(reader.wanted[0].todense()).ravel()
    least, greatest = (row @ reader.extreme(sign * row) for sign in (1, -1))
    return least, greatest


@pytest.mark.parametrize("shape", SHAPES)
@some
@given(data=st.data())
def test_tau_argus_finds_no_hidden_cell_narrower_than_the_policy(shape, data, tmp_path_factory):
    table = data.draw(tables(shape))
    try:
        published = publish(table, PARTNERS, Ledger())
    except UnsafeError:
        return
    hidden = {cell.box for cell in published.cells if cell.state is State.HIDDEN}
    small = {box for box in hidden if 0 < table.value(box) < PARTNERS.k}
    if not small:
        return
    found = intervals(table, hidden, small, tmp_path_factory.mktemp("jj"))
    assert set(found) == hidden
    for box in small:
        least, greatest = found[box]
        assert greatest - least >= PARTNERS.width - 1e-6, (box, least, greatest)
        assert least <= table.value(box) <= greatest


@some
@given(table=tables("two"), keep=st.data())
def test_tau_argus_and_our_audit_compute_the_same_limits(table, keep, tmp_path_factory):
    inner = [box for box in table.boxes if "*" not in box]
    hidden = set(keep.draw(st.lists(st.sampled_from(inner), min_size=4, max_size=7, unique=True)))
    found = intervals(table, hidden, hidden, tmp_path_factory.mktemp("jj"))
    for box in sorted(hidden):
        mine = ours(table, hidden, box)
        most = 2 * table.value(table.boxes[0]) + 100
        assert mine[0] == pytest.approx(found[box][0], abs=1e-6)
        assert min(mine[1], most) == pytest.approx(found[box][1], abs=1e-6)


def test_both_see_through_a_cell_that_is_hidden_alone(tmp_path):
    table = Table("w", (FLAT, KIND), ("p1",), np.array([[[3, 20, 20], [20, 20, 20], [9, 9, 9]]]))
    alone = {("a", "law")}
    assert intervals(table, alone, alone, tmp_path)["a", "law"] == (3, 3)
    assert ours(table, alone, ("a", "law")) == (3, 3)
