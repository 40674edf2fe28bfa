"""What works beside the pages: databases, mail, the worker, backups, terms that ran out."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from communitylinkage.journal.models import Line
from communitylinkage.journal.queries import problems
from communitylinkage.organisations.models import Programme
from communitylinkage.outbox.beat import last_beat
from communitylinkage.outbox.models import Task
from communitylinkage.stewardship.backing.keeping import LOCKS_FILE
from communitylinkage.stewardship.checking.findings import Finding, good, look, mend

OLDEST_BACKUP = timedelta(hours=26)
LONGEST_PAUSE = timedelta(minutes=2)
LONGEST_KEPT_BEFORE = timedelta(days=1)
LATE = timedelta(minutes=30)
# One refusal may be a busy server. After each the next try is later: nothing of it is ever late.
FAILED_OFTEN = 3
AFTER_PROGRAMME = timedelta(days=5 * 365 + 1)
JOURNAL_KEPT = timedelta(days=10 * 365 + 2)
AHEAD = timedelta(days=182)
_PATIENCE_SECONDS = 5


def stores() -> list[Finding]:
    """Both databases answer, are two, and fit this version."""
    found = []
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    if len(set(names.values())) < len(names):
        found.append(mend("databases", "content and locks lie in the same database",
                          "give LOCKS_DATABASE_URL a database of its own"))  # fmt: skip
    for alias in connections:
        try:
            executor = MigrationExecutor(connections[alias])
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            found.append(mend("databases", f"{alias} does not answer",
                              "is PostgreSQL running, and is its address right?"))  # fmt: skip
            continue
        if plan:
            found.append(mend("databases", f"{alias} is older than this version",
                              f"communitylinkage migrate --database {alias}"))  # fmt: skip
    return found or [good("databases", "both answer and fit this version")]


def journal() -> list[Finding]:
    """The chains are whole."""
    if problems():
        where = "communitylinkage journal verify says where; ask who had access then"
        return [mend("journal", "a line was changed or removed", where)]
    return [good("journal", "every chain is whole")]


def mail() -> list[Finding]:
    """The mail server can be reached and lets the site in; nothing is sent."""
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(fail_silently=False, timeout=_PATIENCE_SECONDS)
    try:
        connection.open()
    # Each of these is an OSError too, and a server answers: looking for one would be in vain.
    except SMTPAuthenticationError:
        return [mend("mail", f"the mail server at {where} does not take the site's name and "
                     "password: invitations and notices wait",
                     "look at EMAIL_HOST_USER and EMAIL_HOST_PASSWORD")]  # fmt: skip
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason
        return [mend("mail", f"no safe line to the mail server at {where}: {reason}",
                     "look at EMAIL_HOST, EMAIL_PORT and EMAIL_USE_TLS")]  # fmt: skip
    except SMTPException as error:
        return [mend("mail", f"the mail server at {where} answers, and refuses: "
                     f"{type(error).__name__}",
                     "look at EMAIL_USE_TLS and at the provider's pages")]  # fmt: skip
    except OSError:
        return [mend("mail", f"no mail server answers at {where}: invitations and notices wait",
                     "is it running? Set EMAIL_HOST and EMAIL_PORT")]  # fmt: skip
    finally:
        # A line that was let in no further stays open until then, here and there.
        connection.close()
    return [good("mail", f"the mail server at {where} answers")]


def worker(now: datetime) -> list[Finding]:
    """The worker lives and keeps up."""
    beat = last_beat()
    if beat is None or now - beat > LONGEST_PAUSE:
        last = f"its last sign of life: {beat:%Y-%m-%d %H:%M} UTC" if beat else "it never ran here"
        what = f"{last}. Clocks stand still; a mentor who does not come home is not missed"
        return [mend("worker", what, "systemctl restart communitylinkage-worker")]
    late = Task.objects.filter(due__lt=now - LATE).count()
    if late:
        return [look("worker", f"{late} things wait for more than half an hour",
                     "look at its log: journalctl -u communitylinkage-worker")]  # fmt: skip
    failed = Task.objects.filter(failures__gte=FAILED_OFTEN).count()
    if failed:
        return [look("worker", f"{failed} letters or other things failed three times or more; each "
                     "is tried again",
                     "its log says why: journalctl -u communitylinkage-worker")]  # fmt: skip
    return [good("worker", "it lives and keeps up")]


def contact() -> list[Finding]:
    """Whoever reads the pages finds an address to write to, as the law asks (GDPR, article 13)."""
    if not settings.CONTACT_EMAIL:
        return [mend("contact", "the pages say that there is no address to write to",
                     "set CONTACT_EMAIL to one that somebody reads")]  # fmt: skip
    return [good("contact", f"the pages name {settings.CONTACT_EMAIL}")]


def _age(path: Path, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(path.stat().st_mtime, UTC)


def backups(now: datetime) -> list[Finding]:
    """Both files are there and of today."""
    folder, found = Path(settings.BACKUPS), []
    newest = {"content": sorted(folder.glob("content-*.age"))[-1:],
              "locks": sorted(folder.glob("locks*.age"))}  # fmt: skip
    for what, files in newest.items():
        if not files:
            found.append(mend("backup", f"there is none of the {what} in {folder}",
                              "communitylinkage backup, and each night by its timer"))  # fmt: skip
            continue
        age = _age(files[-1], now)
        if age > OLDEST_BACKUP:
            hours = int(age.total_seconds() // 3600)
            found.append(mend("backup", f"that of the {what} is {hours} hours old",
                              "systemctl status communitylinkage-backup.timer"))  # fmt: skip
    kept = Path(settings.VAR) / "before"
    age = max((_age(path, now) for path in kept.glob("*.age")), default=timedelta(0))
    if age > LONGEST_KEPT_BEFORE:
        found.append(mend("backup", f"{kept} is of an upgrade {age.days} days ago: old locks open "
                          "what was locked since", f"rm -r {kept}"))  # fmt: skip
    if [path.name for path in newest["locks"]] not in ([], [LOCKS_FILE]):
        found.append(mend("backup", "there is more than one file of the locks: an older one opens "
                          "what was locked since", f"keep {LOCKS_FILE} only"))  # fmt: skip
    return found or [good("backup", f"both files in {folder} are of the last day")]


def terms(now: datetime) -> list[Finding]:
    """Terms that no worker enforces (rules/terms.py), said half a year before they run out."""
    found = []
    ends = Programme.objects.filter(ends__lt=(now - AFTER_PROGRAMME + AHEAD).date())
    old = ends.filter(ends__lt=(now - AFTER_PROGRAMME).date()).count()
    if old:
        what = "what was kept for them should go now: ask who keeps this software"
        found.append(look("terms", f"{old} programmes ended more than five years ago", what))
    if ends.count() > old:
        what = "what was kept for it goes within half a year: look whether its funder still asks"
        found.append(look("terms", "a programme ended nearly five years ago", what))
    if Line.objects.filter(at__lt=now - JOURNAL_KEPT + AHEAD).exists():
        what = "print the day's number before its oldest lines go: ask who keeps this software"
        found.append(look("terms", "the journal is nearly ten years old", what))
    return found or [good("terms", "nothing that no worker deletes is near the end of its term")]
