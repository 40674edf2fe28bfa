"""`communitylinkage directory export|import PATH`: HSDS 3.0, a folder of CSV or a JSON file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communitylinkage.directory import interchange
from communitylinkage.directory.interchange import Plan


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise CommandError(f"{path.name} is not text in UTF-8.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read.") from error


def _plan(path: Path) -> Plan:
    if path.suffix == ".json":
        return interchange.json_files.plan(_read(path))
    files = {one.stem: _read(one) for one in sorted(path.glob("*.csv"))}
    if not files:
        raise CommandError(f"No CSV file in {path}.")
    return interchange.plan(files)


class Command(BaseCommand):
    """Exports the directory, or imports one after showing what would happen."""

    help = "Exports or imports the directory: HSDS 3.0, a folder of CSV files or one JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, where, and whether to write."""
        parser.add_argument("what", choices=["export", "import"])
        parser.add_argument("path", type=Path, help="a folder, or a file that ends in .json")
        parser.add_argument("--confirm", action="store_true", help="write what the preview shows")
        parser.add_argument("--drop", action="store_true", help="also delete what is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Without `--confirm` an import only shows."""
        path: Path = options["path"]
        if options["what"] == "export":
            self._export(path)
            return
        plan = _plan(path)
        self._show(plan)
        if not options["confirm"]:
            self.stdout.write("Nothing was written. Add --confirm to write.")
            return
        interchange.carry_out(plan, drop=options["drop"])
        self.stdout.write("Written.")

    def _export(self, path: Path) -> None:
        if path.suffix == ".json":
            told = json.dumps(interchange.json_records.export(), ensure_ascii=False, indent=1)
            path.write_text(told + "\n", encoding="utf-8")
        else:
            path.mkdir(parents=True, exist_ok=True)
            for table, text in interchange.export().items():
                (path / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
        self.stdout.write(f"Exported to {path}.")

    def _show(self, plan: Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"{fault.table} row {fault.row} {fault.column}: {fault.why}")
        if plan.faults:
            raise CommandError("Nothing was written.")
        for notice in plan.elsewhere:
            self.stdout.write(f"{notice.table} row {notice.row} {notice.column}: {notice.why}")
        for table in plan.rows:
            self.stdout.write(
                f"{table}: {len(plan.added[table])} new, {len(plan.changed[table])} changed, "
                f"{len(plan.dropped[table])} not in the file"
            )
