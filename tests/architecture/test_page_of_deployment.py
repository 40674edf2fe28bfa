"""docs/deployment/debian.md is typed by people who log in again between its steps.

`python -m tests.deploying` types all of it on real machines; this looks at what can be seen
without one.
"""

import re

import pytest

from tests.deploying.page import PAGE, ROOT, Page

UNITS = ROOT / "docs" / "deployment" / "systemd"
STEPS = range(1, 11)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_names_files_of_the_program_goes_to_its_folder_first(step):
    there = False
    for line in Page(PAGE).lines(step):
        there = there or "cd /opt/communitylinkage" in line
        if re.search(r"(?<![\w/])(docs|venv|requirements)/", line):
            assert there, line


def test_the_command_cl_is_a_file_that_stays_after_a_logout_and_acts_as_the_services_do():
    assert not re.search(r"^# cl\(\)", PAGE.read_text(), re.MULTILINE)
    installed = [line for step in (1, 2, 3, 4) for line in Page(PAGE).lines(step)
                 if line.endswith("docs/deployment/cl /usr/local/sbin/cl")]  # fmt: skip
    assert len(installed) == 1
    cl = (ROOT / "docs" / "deployment" / "cl").read_text()
    backup = (UNITS / "communitylinkage-backup.service").read_text()
    for name in ("User", "EnvironmentFile", "UMask"):
        value = re.search(rf"^{name}=(.+)$", backup, re.MULTILINE)[1]
        assert f"{name}={value}" in cl.replace("--uid", "User"), name
    program = re.search(r"^ExecStart=(.+) backup$", backup, re.MULTILINE)[1]
    assert f'{program} "$@"' in cl


def test_who_brings_back_an_older_state_can_keep_others_out_meanwhile():
    front = (ROOT / "docs" / "deployment" / "Caddyfile").read_text()
    assert front.count("\t#only-me ") == 2
    for step in (8, 10):
        typed = Page(PAGE).lines(step)
        assert sum("editor /etc/caddy/Caddyfile" in line for line in typed) == 2
