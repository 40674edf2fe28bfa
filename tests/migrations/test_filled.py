"""A filled database of each release is brought to this version and goes on working.

How one is kept: `python -m tests.migrations.fill RELEASE`. What was migrated by somewhere else can
not be unwritten: a migration that a kept database has stays as it is, and what is wrong in it is
mended by the next one.
"""

import json
import subprocess
import sys

import pytest

from tests.browser.product import ROOT, empty_databases
from tests.migrations.keeping import FILLED, applied, environment, ours, put_back

RELEASES = sorted(path.name for path in FILLED.iterdir() if path.is_dir())
each_release = pytest.mark.parametrize("release", RELEASES)
# Of a release that the demo says nothing about: nobody has filled these tables by then.
SMALLEST_SHARE_FILLED = 0.7


def test_there_is_a_filled_database():
    assert RELEASES


@each_release
def test_a_migration_that_somebody_ran_is_never_edited(release):
    now = dict(ours())
    for path, hash_ in applied(release).items():
        assert now.get(path) == hash_, (
            f"{path} was run by whoever has {release}: leave it as it was, write the next one"
        )


@pytest.mark.promise(
    "A filled database of an earlier release is migrated and goes on working"
)
@pytest.mark.database
@each_release
def test_a_filled_database_is_migrated_and_goes_on_working(release, tmp_path):
    with empty_databases(called="filled") as databases:
        put_back(release, tmp_path, databases)
        done = subprocess.run(
            [sys.executable, "-m", "tests.migrations.migrated"],
            env=environment(tmp_path, databases), cwd=ROOT, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["found"] == [["databases", "good", "both answer and fit this version"]]
    assert said["differing"] == [], "columns that only models, or only the stores, have"
    assert said["journal"] == []
    assert said["lines"] > 100
    assert {*said["public"].values(), *said["staff"].values()} == {200}
    assert said["mentor"]["referrals"]
    assert said["mentor"]["open"] == said["mentor"]["referrals"], "her key still opens"
    filled = 1 - len(said["empty"]) / said["tables"]
    assert filled > SMALLEST_SHARE_FILLED, said["empty"]
