"""`communitylinkage verify FILE --key keys.json`: checks a certificate without network and us."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from communitylinkage.certificates import wording
from communitylinkage.credentials import Standing, Verdict, read_keys, verify
from communitylinkage.credentials.keys import NoKeysError


class Command(BaseCommand):
    """Checks one file. No database is opened and no network asked."""

    help = "Checks a certificate with nothing but its file and the published keys."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the keys, and what else is asked."""
        parser.add_argument("file", type=Path, help="the certificate")
        parser.add_argument("--key", type=Path, required=True, help="the published keys (JSON)")
        parser.add_argument("--status", type=Path, help="the signed list of what was taken back")
        parser.add_argument("--name", help="the name on the paper, to be compared")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how it stands, and fails where it is not to be relied on."""
        try:
            keys = read_keys(_read(options["key"]))
        except NoKeysError as error:
            raise CommandError("The file of keys holds no published key.") from error
        status = _read(options["status"]) if options["status"] else None
        verdict = verify(_read(options["file"]), keys, now=timezone.now(), status=status,
                         name=options["name"])  # fmt: skip
        said = "\n".join(_said(verdict))
        if verdict.standing in (Standing.REVOKED, Standing.REFUSED):
            raise CommandError(said)
        self.stdout.write(said)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read.") from error


def _said(verdict: Verdict) -> list[str]:
    why = wording.WHY.get(verdict.why, "")
    lines = [f"{wording.STANDINGS[verdict.standing]} {why}".strip()]
    if verdict.payload:
        lines += [f"For: {verdict.achievement}", f"Given by: {verdict.given_by}",
                  f"Valid from: {verdict.day}"]  # fmt: skip
    if verdict.list_day:
        lines.append(f"The list of what was taken back is of {verdict.list_day}.")
    return lines
