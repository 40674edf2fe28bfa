"""What stands in for what a container cannot have: an authority, mail, an editor, a browser."""

import contextlib
import os
import re
import shutil
import socket
import ssl
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.deploying.machine import Machine, run
from tests.deploying.page import ROOT

DOMAIN = "deployed.localhost"
MAIL = "mail.your.provider"
BEFORE = "922e911c"  # the commit whose program is v0.1.0: fewer tables and packages than today's
# Caddy's own authority gives certificates of twelve hours; today's check asks for two weeks.
SHORT = f"https: the certificate of https://{DOMAIN} ends in 0 days"
STOOD_IN = {
    "a server with a kernel of its own": "a container with its own systemd, journal and loopback "
    "(systemd-nspawn); so there is no LUKS and no reboot of a kernel, but each machine was "
    "stopped after step 4 and started again",
    "the network": "closed; apt and pip reach their sources through a proxy on its loopback, with "
    "this machine's pip.conf and authorities",
    "https://your.copy/communitylinkage.git": "a bare copy of this repository, by git's "
    f"insteadOf; v0.1.0 is the program of {BEFORE} beside today's docs/deployment, v0.2.0 today's",
    "your.domain": f"{DOMAIN}, which /etc/hosts leads to the machine itself",
    "a public authority (Let's Encrypt)": "Caddy's own: for such a name it asks nobody; its root "
    "was laid among those that the machine trusts; its certificates last twelve hours, so after "
    f"the upgrade `cl check` ends with 1 and says `mend {SHORT}`, and nothing else",
    "mail.your.provider": "a server on loopback that speaks STARTTLS, takes any password and "
    "throws letters away; its certificate was laid among those that the machine trusts",
    "editor": "sed: puts the domain in the place of your.domain, an address in the place of "
    "your.own.address, and takes `#only-me ` away and puts it back",
    "timedatectl show": "says that the clock is kept right: a container may not set it, and "
    "systemd-timesyncd does not start in one; `set-ntp true` is the real one",
    "what Debian asks while it installs": "nothing was asked (DEBIAN_FRONTEND=noninteractive), but "
    "for apt's own question, which was answered",
    "somebody at her browser": "curl on the machine's loopback, which trusts Caddy's root only",
}
OPEN, ONLY_ME = "", "s/#only-me //; s/your.own.address/127.0.0.1/"
OPEN_AGAIN = r"s/^\t\(@others\|abort\)/\t#only-me \1/"


def copy_of_the_repository(place: Path) -> Path:
    """A bare copy with two versions: an older program, and what is committed here."""
    bare = place / "communitylinkage.git"
    shutil.rmtree(bare, ignore_errors=True)
    run("git", "clone", "--bare", "--quiet", ROOT, bare)
    with tempfile.TemporaryDirectory() as folder:
        person = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Somebody")
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "somebody@example.org")
        index = {
            **os.environ,
            **person,
            **mail,
            "GIT_INDEX_FILE": f"{folder}/index",
            "GIT_WORK_TREE": folder,
            "GIT_DIR": str(bare),
        }
        here = run("git", "-C", ROOT, "rev-parse", "HEAD").stdout.strip()
        run("git", "-C", bare, "read-tree", BEFORE, env=index)
        run("git", "-C", bare, "rm", "-r", "--cached", "-q", "docs/deployment", env=index)
        run("git", "-C", bare, "read-tree", "--prefix=docs/deployment", f"{here}:docs/deployment",
            env=index)  # fmt: skip
        tree = run("git", "-C", bare, "write-tree", env=index).stdout.strip()
        old = run("git", "-C", bare, "commit-tree", tree, "-p", BEFORE, "-m", "v0.1.0",
                  env=index).stdout.strip()  # fmt: skip
    run("git", "-C", bare, "tag", "-f", "v0.1.0", old)
    return bare


def stand_in(machine: Machine, place: Path) -> None:
    """Lays down what stands in for what a container cannot have (STOOD_IN says why)."""
    root = machine.root
    (root / "etc/gitconfig").write_text(
        '[url "/srv/communitylinkage.git"]\n'
        "\tinsteadOf = https://your.copy/communitylinkage.git\n"
        "[safe]\n\tdirectory = *\n"
    )
    (root / "etc/hosts").write_text(f"127.0.0.1 localhost {machine.name} {DOMAIN} {MAIL}\n")
    for name, words in {
        "editor": 'exec sed -i -f /root/edits "$1"',
        "timedatectl": '[ "$1" = show ] && { echo yes; exit; }\nexec /usr/bin/timedatectl "$@"',
    }.items():
        (root / "usr/local/bin" / name).write_text(f"#!/bin/sh\n{words}\n")
        (root / "usr/local/bin" / name).chmod(0o755)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2,
        "-keyout", place / "mail.key", "-out", place / "mail.crt", "-subj", f"/CN={MAIL}",
        "-addext", f"subjectAltName=DNS:{MAIL}")  # fmt: skip
    trust(machine, place / "mail.crt", "mail")


def trust(machine: Machine, certificate: Path, name: str) -> None:
    """Lays a certificate among those that the machine trusts."""
    shutil.copy(certificate, machine.root / f"usr/local/share/ca-certificates/{name}.crt")
    run("chroot", machine.root, "update-ca-certificates")


def mail_server(place: Path):
    """What answers on port 587: STARTTLS, any password, letters thrown away."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(place / "mail.crt", place / "mail.key")

    def serve(caller: socket.socket) -> None:
        with contextlib.suppress(OSError):
            caller.sendall(b"220 mail\r\n")
            lines = caller.makefile("rb")
            while line := lines.readline().strip().upper():
                if line.startswith(b"EHLO"):
                    more = b"AUTH PLAIN" if isinstance(caller, ssl.SSLSocket) else b"STARTTLS"
                    caller.sendall(b"250-mail\r\n250 " + more + b"\r\n")
                elif line == b"STARTTLS":
                    caller.sendall(b"220 go\r\n")
                    caller = context.wrap_socket(caller, server_side=True)
                    lines = caller.makefile("rb")
                elif line.startswith(b"AUTH"):
                    caller.sendall(b"235 yes\r\n")
                elif line == b"DATA":
                    caller.sendall(b"354 say\r\n")
                    while lines.readline() not in {b".\r\n", b""}:
                        pass
                    caller.sendall(b"250 taken\r\n")
                elif line == b"QUIT":
                    caller.sendall(b"221 bye\r\n")
                    return
                else:
                    caller.sendall(b"250 yes\r\n")

    return serve


def edits(machine: Machine, what: str) -> None:
    """What the next editor changes."""
    (machine.root / "root/edits").write_text(f"s/your\\.domain/{DOMAIN}/\n{what}\n")


class Browser:
    """curl with a jar of cookies; trusts Caddy's root and nothing else."""

    def __init__(self, machine: Machine, place: Path, say: Callable):
        self.machine, self.jar, self.say = machine, place / f"{machine.name}.cookies", say
        self.root = machine.root / "var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
        until = time.monotonic() + 20
        while not self.root.exists() and time.monotonic() < until:
            time.sleep(0.5)
        trust(machine, self.root, "caddy")

    def another(self, *, answered: bool) -> None:
        """Whether somebody from another address than the keeper's own is answered."""
        try:
            self.machine.called("--fail", "--cacert", str(self.root), "--interface", "127.0.0.2",
                                "--resolve", f"{DOMAIN}:443:127.0.0.1",
                                f"https://{DOMAIN}/en/staff/sign-in/")  # fmt: skip
        except SystemExit:
            was = False
        else:
            was = True
        self.say(f"   another address is {'' if was else 'not '}answered")
        if was != answered:
            raise SystemExit(f"Another address should be answered: {answered}.")

    def get(self, address: str, **fields: str) -> tuple[str, str]:
        """Where it led to, and the page; with fields it is a form that is sent."""
        if fields:
            page = self.get(address)[1]
            fields["csrfmiddlewaretoken"] = re.search(
                r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # fmt: skip
        sent = [one for name, value in fields.items() for one in
                ("--data-urlencode", f"{name}={value}")]  # fmt: skip
        told = self.machine.called(
            "--fail", "--location", "--cacert", str(self.root), "--cookie", str(self.jar),
            "--cookie-jar", str(self.jar), "--referer", address, "--resolve",
            f"{DOMAIN}:443:127.0.0.1", "--write-out", "\n%{url_effective}",
            "--retry", "10", "--retry-delay", "1", *sent, address,
        )  # fmt: skip
        page, _, where = told.rpartition("\n")
        return where, page
