"""The machine: who may read its files, room on the disk, the clock, TLS, the keys in its folder."""

import os
import shutil
import socket
import ssl
import stat
import subprocess  # nosec
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.stewardship.checking.findings import Finding, good, look, mend

SECRET = ("secret-key", "pepper", "content.sqlite3", "locks.sqlite3")
ENVIRONMENT = Path("/etc/communitylinkage.env")
LEAST_FREE = 0.1
LEAST_LEFT = timedelta(days=14)
_PATIENCE_SECONDS = 5
_LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def files() -> list[Finding]:
    """Nobody else on the machine reads the databases and secrets."""
    folder = Path(settings.VAR)
    found = []
    if _open_to_others(folder):
        found.append(mend("files", f"others on this machine may look into {folder}",
                          f"chmod 700 {folder}"))  # fmt: skip
        for path in (folder / name for name in SECRET):
            if path.exists() and _open_to_others(path):
                found.append(mend("files", f"others on this machine may read {path}",
                                  f"chmod 600 {path}"))  # fmt: skip
    backups = Path(settings.BACKUPS)
    if backups.is_dir() and _open_to_others(backups):
        found.append(mend("files", f"others on this machine may look into {backups}",
                          f"chmod 700 {backups}"))  # fmt: skip
    if ENVIRONMENT.exists() and _open_to_others(ENVIRONMENT):
        found.append(mend("files", f"others on this machine may read {ENVIRONMENT}",
                          f"chmod 600 {ENVIRONMENT}"))  # fmt: skip
    if folder.stat().st_uid != os.geteuid():
        found.append(mend("files", f"{folder} belongs to another user than the one who asks",
                          "run this as the user of the service"))  # fmt: skip
    return found or [good("files", f"{folder} is readable for its own user only")]


def room() -> list[Finding]:
    """There is room on the disk."""
    use = shutil.disk_usage(settings.VAR)
    free = use.free / use.total
    if free < LEAST_FREE:
        return [mend("disk", f"only {free:.0%} is free", "make room, or get a larger disk")]
    return [good("disk", f"{free:.0%} is free")]


def tls() -> list[Finding]:
    """The site is reached by https and under its own name."""
    found = []
    if not settings.BEHIND_TLS:
        found.append(mend("https", "the site thinks that it is not behind https: cookies may "
                          "travel open", "put Caddy in front and set BEHIND_TLS=1"))  # fmt: skip
    if not settings.SITE_ADDRESS.startswith("https://"):
        found.append(mend("https", f"links in letters lead to {settings.SITE_ADDRESS}",
                          "set SITE_ADDRESS=https://your.domain"))  # fmt: skip
    if set(settings.ALLOWED_HOSTS) <= _LOCAL:
        found.append(mend("https", "only this machine itself may ask for pages",
                          "set ALLOWED_HOSTS=your.domain"))  # fmt: skip
    if settings.DEBUG:
        found.append(mend("https", "pages of faults show the program", "DEBUG must be off"))
    return found or [_certificate(settings.SITE_ADDRESS, timezone.now())]


def _certificate(address: str, now: datetime) -> Finding:
    """Asks the site as a browser would: does it answer by https, and for how long still?"""
    where = urlsplit(address)
    host, port = where.hostname or "", where.port or 443
    try:
        with (
            socket.create_connection((host, port), timeout=_PATIENCE_SECONDS) as bare,
            ssl.create_default_context().wrap_socket(bare, server_hostname=host) as safe,
        ):
            ends = str((safe.getpeercert() or {})["notAfter"])
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason
        return mend("https", f"a browser would not trust {address}: {reason}",
                    "look at Caddy's log: journalctl -u caddy")  # fmt: skip
    except OSError:
        return mend("https", f"nothing answers at {address}",
                    "is Caddy running, and does the name lead to this machine?")  # fmt: skip
    left = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) - now
    if left < LEAST_LEFT:
        return mend("https", f"the certificate of {address} ends in {left.days} days",
                    "look at Caddy's log: journalctl -u caddy")  # fmt: skip
    return good("https", f"{address} answers, and its certificate lasts {left.days} days")


def secrets() -> list[Finding]:
    """The secrets are there, and backups can be made."""
    found = []
    for name, value in (("SECRET_KEY", settings.SECRET_KEY), ("PEPPER", settings.PEPPER)):
        if len(value) < 32:
            found.append(mend("keys", f"{name} is too short to be a secret",
                              "take it out of the environment before anybody has an account: "
                              "the site makes a better one"))  # fmt: skip
    if not (Path(settings.VAR) / "recovery-key.pub").exists():
        found.append(mend("keys", "there is no recovery key, so no backup can be made",
                          "communitylinkage recovery_key"))  # fmt: skip
    return found or [good("keys", "the secrets are there, and a recovery key")]


def synchronized() -> bool | None:
    """What the machine says about its own clock; None where it cannot be asked."""
    asked = shutil.which("timedatectl")
    if asked is None:
        return None
    # One fixed program of the machine; nothing that anybody typed goes to it.
    told = subprocess.run(  # noqa: S603 # nosec
        [asked, "show", "--property=NTPSynchronized", "--value"],
        capture_output=True, text=True, check=False, timeout=10,
    )  # fmt: skip
    return {"yes": True, "no": False}.get(told.stdout.strip())


def clock(now: datetime) -> list[Finding]:
    """The clock is right: links end, codes of the second step fit and signs are missed by it."""
    last = Line.objects.order_by("-at").values_list("at", flat=True).first()
    if last and last > now + timedelta(minutes=1):
        return [mend("clock", "the journal has lines of a later hour than now: the clock went back",
                     "timedatectl set-ntp true, then look at the time")]  # fmt: skip
    told = synchronized()
    if told is False:
        return [mend("clock", "nobody keeps it right", "timedatectl set-ntp true")]
    if told is None:
        return [look("clock", f"it says {now:%Y-%m-%d %H:%M} UTC; nobody here can say if it is "
                     "right", "compare it with another clock")]  # fmt: skip
    return [good("clock", f"{now:%Y-%m-%d %H:%M} UTC, kept right by the network")]
