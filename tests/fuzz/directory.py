"""A file of the directory: a table as CSV, a ZIP of them, JSON nested or in tables.

No database: the directory is empty, so that what is tried is the reading.
"""

import io
import zipfile
from importlib import import_module
from unittest.mock import patch

import django

django.setup()

from communitylinkage.directory.files import upload  # noqa: E402
from communitylinkage.directory.interchange import older  # noqa: E402
from communitylinkage.directory.interchange.json_files import kept  # noqa: E402

# The package has a function of this name as well.
plan = import_module("communitylinkage.directory.interchange.plan")
ONE = "00000000-0000-4000-8000-000000000001"
ORGANIZATION = f"id,name,description,year_incorporated\n{ONE},Harbour,'=1+1,1999\n"
SERVICE = (
    f'{{"contents": [{{"id": "{ONE}", "name": "Help", "status": "active", "organization": '
    f'{{"id": "{ONE}", "name": "Harbour", "description": ""}}, "schedules": [{{"id": "{ONE}", '
    f'"opens_at": "09:00Z", "valid_from": "2026-01-01", "freq": "WEEKLY", "interval": 1}}], '
    f'"locations": [{{"id": "{ONE}", "location_type": "physical", "latitude": 41.98, '
    f'"longitude": 2.82}}], "cost_options": [{{"id": "{ONE}", "amount": 1e400}}]}}]}}'
)


def seeds():
    """The first letter says how the rest comes: as it is, or packed under the name of a table."""
    return [
        b"t" + ORGANIZATION.encode(),
        b't\xef\xbb\xbfid,name\n"a""b\n',
        b"t" + SERVICE.encode(),
        b't{"organizations.csv": [{"id": "'
        + ONE.encode()
        + b'", "name": 1, "description": null}]}',
        b"z" + ORGANIZATION.encode(),
        b"t" + _packed("services.csv", b"id,organization_id,name,status\n"),
        b"t" + _packed("xl/workbook.xml", b""),
    ]


def _packed(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def one_input(data):
    """A plan with faults and rows, which can wait as text, or a sentence."""
    content = data[1:]
    if data[:1] == b"z":
        content = _packed("organizations.csv", content)
    empty = {"side_effect": lambda table: {}}
    with patch.object(plan, "stored", **empty), patch.object(older, "stored", **empty):
        try:
            found = upload.plan("organizations.csv" if data[:1] != b"u" else "x", content, None)
        except upload.WrongFileError as error:
            assert str(error)
            return
    assert all(fault.why for fault in found.faults)
    kept(found).encode()
