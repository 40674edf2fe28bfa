"""Containerfile and compose file name only what there is; no engine is asked."""

import json
import re
import shlex
from pathlib import Path

import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
FILE = (ROOT / "Containerfile").read_text().replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "communitylinkage:local"}
SETTINGS = (ROOT / "communitylinkage" / "website" / "settings.py").read_text()
MODULES = {"communitylinkage", "gunicorn"}


def said(instruction):
    return re.findall(rf"^{instruction} (.+)$", FILE, re.MULTILINE)


def words(command):
    return command if isinstance(command, list) else shlex.split(command)


def test_what_the_image_copies_exists_and_is_locked():
    for line in said("COPY"):
        for source in shlex.split(line)[:-1]:
            assert (ROOT / source).exists(), source
    assert any("--require-hashes -r requirements/run.txt" in line for line in said("RUN"))
    for image in [*said("FROM"), *(one["image"] for one in SERVICES.values())]:
        assert ":" in image, image
        assert not image.endswith(":latest"), image


def test_each_command_is_one_of_ours():
    asked = re.findall(r"python -m communitylinkage (\w+)", FILE)
    assert json.loads(said("ENTRYPOINT")[0]) == ["python", "-m"]
    started = [json.loads(said("CMD")[0])]
    for one in OURS.values():
        if "entrypoint" in one:
            asked += re.findall(r"python -m communitylinkage (\w+)", " ".join(one["command"]))
        elif "command" in one:
            started.append(words(one["command"]))
    assert {command[0] for command in started} <= MODULES
    asked += [command[1] for command in started if command[0] == "communitylinkage"]
    page = (ROOT / "docs" / "deployment" / "container.md").read_text()
    asked += re.findall(r"worker (?:python -m )?communitylinkage (\w+)", page)
    assert {"migrate", "worker", "backup", "prepare", "check", "recovery_key"} <= {*asked}
    assert {*asked} <= {*get_commands(), "catalogues"}


def test_the_pages_are_served_as_on_a_debian_server():
    unit = (ROOT / "docs" / "deployment" / "systemd" / "communitylinkage-web.service").read_text()
    there = re.search(r"^ExecStart=\S+/(gunicorn .+)$", unit, re.MULTILINE)[1]
    here = " ".join(json.loads(said("CMD")[0]))
    assert here == there.replace("127.0.0.1:8000", "0.0.0.0:8000")


def test_each_setting_is_one_that_the_program_reads():
    given = set(re.findall(r"\b([A-Z][A-Z_]+)=", said("ENV")[0]))
    for one in OURS.values():
        given |= {*one["environment"]}
        assert one["environment"]["BEHIND_TLS"] == "1"
    for name in given - {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}:
        assert f'"{name}"' in SETTINGS, name


def test_nobody_is_root_only_the_front_is_open_and_what_must_last_lies_in_a_volume():
    assert said("USER")[-1] == "communitylinkage"
    assert [name for name, one in SERVICES.items() if one.get("ports")] == ["front"]
    kept = json.loads(said("VOLUME")[0])
    for one in OURS.values():
        places = {volume.split(":")[1] for volume in one["volumes"]}
        assert places == {*kept}
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        assert {volume.split(":")[0] for volume in one["volumes"]} <= {*COMPOSE["volumes"]}
    for place in kept:
        assert f"={place}" in said("ENV")[0]
        assert f"communitylinkage {' '.join(kept)}" in FILE
    mounted = [volume for one in SERVICES.values() for volume in one.get("volumes", [])]
    for source in (volume.split(":")[0] for volume in mounted if volume.startswith("./")):
        assert (ROOT / source).exists(), source
    assert "communitylinkage_locks" in (ROOT / "docs" / "deployment" / "locks.sql").read_text()


def test_each_service_waits_for_one_that_there_is():
    for one in SERVICES.values():
        assert {*one.get("depends_on", {})} <= {*SERVICES}
