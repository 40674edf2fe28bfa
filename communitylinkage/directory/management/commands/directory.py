"""`communitylinkage directory export|import FOLDER`: CSV files of HSDS 3.0."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communitylinkage.directory import interchange


class Command(BaseCommand):
    """Exports the directory, or imports one after showing what would happen."""

    help = "Exports or imports the directory as CSV files of HSDS 3.0."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, where, and whether to write."""
        parser.add_argument("what", choices=["export", "import"])
        parser.add_argument("folder", type=Path)
        parser.add_argument("--confirm", action="store_true", help="write what the preview shows")
        parser.add_argument("--drop", action="store_true", help="also delete what is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Without `--confirm` an import only shows."""
        folder: Path = options["folder"]
        if options["what"] == "export":
            folder.mkdir(parents=True, exist_ok=True)
            for table, text in interchange.export().items():
                (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
            self.stdout.write(f"Exported to {folder}.")
            return
        files = {}
        for path in sorted(folder.glob("*.csv")):
            try:
                with path.open(encoding="utf-8", newline="") as file:
                    files[path.stem] = file.read()
            except UnicodeDecodeError as error:
                raise CommandError(f"{path.name} is not text in UTF-8.") from error
        if not files:
            raise CommandError(f"No CSV file in {folder}.")
        plan = interchange.plan(files)
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
        if not options["confirm"]:
            self.stdout.write("Nothing was written. Add --confirm to write.")
            return
        interchange.carry_out(plan, drop=options["drop"])
        self.stdout.write("Written.")
