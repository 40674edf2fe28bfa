"""1EdTech's own JSON schema for Open Badges 3.0 accepts what we sign.

The schema may not be copied into this repository and no package that we know carries it, so it is
looked for where the team keeps data of others, and where it is not, this says so loudly. What was
validated against which text of it, and by whom, is in decision 37.
"""

import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from communitylinkage.credentials import credential_of, shape
from communitylinkage.credentials.badge import SCHEMA
from communitylinkage.credentials.tests.made import NOW, PAYLOAD, badge
from communitylinkage.values.languages import OWN_NAMES

ROOT = Path(__file__).resolve().parents[3]
NAME = SCHEMA.rpartition("/")[2]
PLACE = Path(os.environ.get("OPENBADGES_SCHEMA", ROOT.parent / "shared/data/openbadges-3.0" / NAME))


FORMATS = FormatChecker(formats=("date",))


@FORMATS.checks("date-time")
def is_moment(value):
    """RFC 3339, section 5.6; jsonschema leaves it unasked without a further package."""
    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or re.fullmatch(moment, value) is not None


@pytest.fixture(scope="module")
def official():
    """The schema, which formats of days are asked of too."""
    if not PLACE.is_file():
        pytest.skip(f"NOT VALIDATED against 1EdTech's own schema: {PLACE} is not there ({SCHEMA})")
    told = json.loads(PLACE.read_text())
    Draft201909Validator.check_schema(told)
    return Draft201909Validator(told, format_checker=FORMATS)


def faults(official, payload):
    return [f"{error.json_path}: {error.message}" for error in official.iter_errors(payload)]


def test_what_we_sign_satisfies_the_official_schema(official):
    until = credential_of(badge(valid_until=NOW + timedelta(days=365)))
    assert faults(official, PAYLOAD) == faults(official, until) == []


@pytest.mark.parametrize("language", OWN_NAMES)
def test_every_language_of_a_course_is_a_language_code_there(official, language):
    payload = credential_of(badge(language=language))
    assert shape.is_right(payload)
    assert faults(official, payload) == []


REFUSED = [
    {"@context": PAYLOAD["@context"][:1]},
    {"@context": PAYLOAD["@context"][::-1]},
    {"type": "VerifiableCredential"},
    {"type": ["VerifiableCredential"]},
    {"type": [*PAYLOAD["type"], 5]},
    {"id": 5},
    {"validFrom": 5},
    {"validFrom": "soon"},
    {"issuer": {"type": ["Profile"]}},
    {"issuer": PAYLOAD["issuer"] | {"type": "Profile"}},
    {"issuer": PAYLOAD["issuer"] | {"name": 5}},
    {"credentialStatus": {"type": "BitstringStatusListEntry"}},
    {"credentialStatus": PAYLOAD["credentialStatus"] | {"id": 5}},
    *(
        {"credentialSubject": PAYLOAD["credentialSubject"] | one}
        for one in (
            {"type": "AchievementSubject"},
            {"achievement": {}},
            {"identifier": [PAYLOAD["credentialSubject"]["identifier"][0] | {"more": "x"}]},
            {"identifier": [PAYLOAD["credentialSubject"]["identifier"][0] | {"hashed": "yes"}]},
            *(
                {"achievement": PAYLOAD["credentialSubject"]["achievement"] | two}
                for two in (
                    {"type": ["Course"]},
                    {"criteria": "x"},
                    {"criteria": {"narrative": 5}},
                    {"description": None},
                    {"inLanguage": "pt-br"},
                    {"creator": "urn:uuid:6f9c0c5e-0f0e-4b52-9d0e-1f4a30c1b222"},
                )
            ),
        )
    ),
]


@pytest.mark.parametrize("changed", REFUSED, ids=str)
def test_our_own_look_at_the_shape_refuses_it(changed):
    assert not shape.is_right(PAYLOAD | changed)


@pytest.mark.parametrize("changed", REFUSED, ids=str)
def test_and_so_does_the_official_schema(official, changed):
    assert faults(official, PAYLOAD | changed)
