"""The table of what there is to count says what the parts count."""

import re
from pathlib import Path

from communitylinkage.impact.rules.known import DAYS, KINDS, OWNERS, SCALES
from communitylinkage.impact.sources import known, sources
from communitylinkage.referrals.counting import Waited

PACKAGE = Path(__file__).resolve().parents[2]


def test_every_kind_stands_in_the_code_of_the_part_that_counts_it():
    assert set(KINDS) == set(OWNERS)
    for kind, owner in OWNERS.items():
        files = (PACKAGE / owner).rglob("*.py")
        assert any(f'"{kind}"' in path.read_text("utf-8") for path in files), kind


def test_every_name_of_a_code_stands_in_the_code_of_its_part():
    for kind, names in KINDS.items():
        text = "\n".join(p.read_text("utf-8") for p in (PACKAGE / OWNERS[kind]).rglob("*.py"))
        for name in names:
            assert re.search(rf'"{name}:', text), (kind, name)


def test_waits_have_one_order_everywhere():
    assert SCALES["waited"] == tuple(one.value for one in Waited)
    assert set(DAYS) == set(SCALES["waited"])


def test_each_source_has_its_own_name_and_words():
    names = [one.name for one in sources()]
    assert len(names) == len(set(names)) == len(known().sources)
    assert all(str(one.words) and one.name.startswith(f"{one.owner}.") for one in sources())
