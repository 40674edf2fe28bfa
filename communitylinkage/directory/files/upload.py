"""What a file is, by its content, and what is in it. Nothing of it ever touches the disk."""

import io
import json
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.utils.translation import gettext as _

from communitylinkage.directory.interchange import TABLES, Plan, csv_files, json_files
from communitylinkage.directory.interchange.tables import columns

LARGEST = 5_000_000
LARGEST_UNPACKED = 20_000_000
MOST_FILES = 60


class WrongFileError(ValueError):
    """A file that cannot be taken; the first argument is a sentence for people."""


class InMemory(MemoryFileUploadHandler):
    """Keeps files in memory only: a temporary file could hold an address that must be nowhere.

    A file above the limit is not kept at all; `request.too_large` then says so.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Django would leave large requests to a handler that writes to the disk."""
        self.activated = True
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Counts, and lets go of a file that is too large."""
        self._seen += len(raw_data)
        if self._seen > LARGEST:
            if self.request is not None:
                self.request.too_large = True  # type: ignore[attr-defined]  # read by the view
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def plan(name: str, content: bytes, mine: frozenset[Any] | None) -> Plan:
    """The plan of a file: a ZIP of CSV files, one CSV file, or JSON.

    Raises:
        WrongFileError: it is something else, or too large.
    """
    if len(content) > LARGEST:
        raise WrongFileError(too_large())
    if content.startswith(b"PK\x03\x04"):
        return csv_files.plan(_unpacked(content), mine)
    text = _text(content)
    if not text.strip():
        raise WrongFileError(_("The file is empty."))
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return json_files.plan(text, mine)
    return csv_files.plan({_table(name, text): text}, mine)


def too_large() -> str:
    """The sentence for a file above the limit."""
    return _("The file is larger than 5 megabytes. Send fewer rows at once.")


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongFileError(
            _("This is neither CSV nor JSON nor a ZIP of CSV files, in UTF-8.")
        ) from error
    if "\x00" in text:
        raise WrongFileError(_("This is neither CSV nor JSON nor a ZIP of CSV files, in UTF-8."))
    return text


def _table(name: str, text: str) -> str:
    """The table of one CSV file: by its name, else by the columns that only one table has."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    if stem in TABLES:
        return stem
    heading = {
        one.strip().strip('"') for one in text.split("\n", 1)[0].strip("\ufeff\r").split(",")
    }
    fitting = [table for table in TABLES if {"id"} < heading <= set(columns(table))]
    if len(fitting) == 1:
        return fitting[0]
    raise WrongFileError(
        _(
            "We cannot tell which table this is. Name the file like its table, such as "
            "services.csv, or begin with the empty tables below."
        )
    )


def _unpacked(content: bytes) -> dict[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _files(packed)
    except WrongFileError:
        raise
    except Exception as error:  # a ZIP may be broken, locked, or packed in ways nobody reads
        raise WrongFileError(_("The ZIP file is broken, or locked with a password.")) from error


def _files(packed: zipfile.ZipFile) -> dict[str, str]:
    infos = [one for one in packed.infolist() if not one.is_dir()]
    if any(one.filename.startswith(("xl/", "word/")) for one in infos):
        raise WrongFileError(_("This is an office document. Save each sheet as CSV and try again."))
    wanted = [
        one
        for one in infos
        if one.filename.endswith(".csv") and not one.filename.startswith("__MACOSX/")
    ]
    if not wanted:
        raise WrongFileError(_("There is no CSV file in the ZIP file."))
    if len(wanted) > MOST_FILES:
        raise WrongFileError(_("There are too many files in the ZIP file."))
    files: dict[str, str] = {}
    left = LARGEST_UNPACKED
    for one in wanted:
        with packed.open(one) as file:
            # What the ZIP says of its own size may be a lie: read no more than we would take.
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise WrongFileError(_("What is in the ZIP file is larger than 20 megabytes."))
        table = PurePosixPath(one.filename).stem
        if table in files:
            raise WrongFileError(_("The ZIP file holds two files of the same name."))
        files[table] = _text(content)
    return files


def packed(files: dict[str, str]) -> bytes:
    """CSV files as one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for table, text in files.items():
            zipped.writestr(f"{table}.csv", text)
    return out.getvalue()


def as_text(told: Any) -> str:
    """Records as the text of a JSON file."""
    return json.dumps(told, ensure_ascii=False, indent=1)
