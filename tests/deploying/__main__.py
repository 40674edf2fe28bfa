"""Types docs/deployment/debian.md on Debian 12: `python -m tests.deploying [FOLDER] [--again]`.

As root. The page's code blocks, line by line, in shells that are logged in anew for each step, on
machines with a systemd of their own (machine.py): one that is upgraded and brought back, one for
the quarter's drill, one that takes a lost one's place. Prints each line with its exit status and
its seconds, and ends with what stood in for what. With --again the steps up to 4 that an earlier
run typed stay. Never part of the suite: it loads Debian's packages.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.deploying.machine import PIP, Machine, bootstrapped, run

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "deployment" / "debian.md"
DOMAIN = "deployed.localhost"
MAIL = "mail.your.provider"
BEFORE = "922e911c"  # the commit whose program is v0.1.0: fewer tables and packages than today's
PASSWORD = "a quiet morning by the river"
BACKUPS, VAR = "var/backups/communitylinkage", "var/lib/communitylinkage"
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


class Page:
    """The page's steps, and in each its blocks of code."""

    def __init__(self, path: Path):
        parts = re.split(r"^## (\d+)\. .*$", path.read_text(), flags=re.MULTILINE)
        self._steps = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))

    def blocks(self, step: int) -> list[str]:
        """The blocks of a step, each as it stands."""
        return re.findall(r"^```\n(.*?)^```$", self._steps[step], re.MULTILINE | re.DOTALL)

    def lines(self, step: int, block: int | None = None) -> list[str]:
        """What is typed as root."""
        blocks = self.blocks(step)
        chosen = blocks if block is None else [blocks[block]]
        return [one[2:] for each in chosen for one in each.splitlines() if one.startswith("# ")]


class Hand:
    """Who types: counts, answers, and stops at the first line that goes wrong."""

    def __init__(self, key: str = "", words: list[str] | None = None):
        self.typed, self.key, self.words = 0, key, words

    def say(self, words: str) -> None:
        """Prints it, or keeps it until another hand has ended."""
        if self.words is None:
            print(words, flush=True)
        else:
            self.words.append(words)

    def step(self, machine: Machine, title: str) -> None:
        """A step begins in a shell that knows nothing of the steps before."""
        machine.login()
        self.say(f"\n== {machine.name}: {title}")

    def line(self, machine: Machine, line: str, mends: set[str] = frozenset()) -> str:
        """Types one line. `mends`: what `cl check` may say there, and then ends with 1."""
        line = line.replace("your.domain", DOMAIN)
        if "content-….age" in line:
            folder = "var/lib/communitylinkage/before" if "/before/" in line else BACKUPS
            found = [
                one
                for where in (folder, "root")
                for one in sorted((machine.root / where).glob("content-*.age"))[-1:]
            ]
            newest = found[0].name
            line = line.replace("content-….age", newest)
        self.say(f"# {line}")
        begun = time.monotonic()
        answers = {"[Y/n]": "y", "Recovery key:": self.key}
        status, said = machine.type(line, answers)
        self.typed += 1
        self.say(f"    -> {status}  ({time.monotonic() - begun:.1f} s)")
        found = {one.split(None, 1)[1] for one in said.splitlines() if one.startswith("mend ")}
        found = {one if one in mends else one.split(":")[0] for one in found}
        if line.endswith("cl check"):
            for one in said.splitlines():
                if one.startswith(("mend", "look")):
                    self.say(f"       {one}")
        if found != set(mends) or status != bool(mends):
            raise SystemExit(f"This line went wrong (mends: {found}, expected {mends}):\n{said}")
        return said

    def alone(self, drill, machine: Machine, page: Page, place: Path, boots) -> None:
        """Types on another machine while the first one is typed on; keeps its fault."""
        self.fault = ""
        try:
            boots(machine)
            carried(machine, place)
            drill(self, machine, page, place)
        except BaseException as fault:
            self.fault = f"{machine.name}: {fault}"
            print("\n".join(self.words), self.fault, file=sys.stderr, flush=True)
        finally:
            machine.stop()

    def lines(self, machine: Machine, lines: list[str], mends: set[str] = frozenset()) -> str:
        """Several, of which `cl check` may say `mends`."""
        return "".join(
            self.line(machine, one, mends if one.endswith("cl check") else frozenset())
            for one in lines
        )


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


OPEN, ONLY_ME = "", "s/#only-me //; s/your.own.address/127.0.0.1/"
OPEN_AGAIN = r"s/^\t\(@others\|abort\)/\t#only-me \1/"


def edits(machine: Machine, what: str) -> None:
    """What the next editor changes."""
    (machine.root / "root/edits").write_text(f"s/your\\.domain/{DOMAIN}/\n{what}\n")


class Browser:
    """curl with a jar of cookies; trusts Caddy's root and nothing else."""

    def __init__(self, machine: Machine, place: Path, hand: Hand):
        self.machine, self.jar, self.say = machine, place / f"{machine.name}.cookies", hand.say
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


def settle(machine: Machine, page: Page) -> None:
    """Step 4's file, as it stands but for the domain and the password of the mail."""
    block = page.blocks(4)[0].replace("your.domain", DOMAIN)
    path = machine.root / "etc/communitylinkage.env"
    path.write_text(block.replace("PASSWORD=...", "PASSWORD=something"))
    path.chmod(0o600)


def signs_in(browser: Browser) -> None:
    """The first administrator comes as far as the second step: account and password are there."""
    browser.jar.unlink(missing_ok=True)
    where, _ = browser.get(f"https://{DOMAIN}/en/staff/sign-in/",
                           email=f"you@{DOMAIN}", password=PASSWORD)  # fmt: skip
    browser.say(f"   she signs in, and is led to {where}")
    if where.endswith("/sign-in/"):
        raise SystemExit("She was not let in.")


def everything(place: Path, hand: Hand, made: list[Machine], *, again: bool) -> None:
    """Steps 1 to 8 and 10."""
    page, base = Page(PAGE), bootstrapped(place)
    binds = {copy_of_the_repository(place): "/srv/communitylinkage.git"}
    binds |= {one: str(one) for one in PIP if one.exists()}

    def machine(name: str, below: list[Path]) -> Machine:
        made.append(Machine(name, place, below, binds))
        return made[-1]

    def boots(one: Machine) -> None:
        one.start()
        one.doors += [one.door(587, mail_server(place))]

    below = [base]
    for name, steps in (("up-to-1", [1]), ("up-to-4", [2, 3, 4])):
        lines = "\n".join([*(one for step in steps for one in page.lines(step)), *page.blocks(4)])
        mark = place / f"{name}.typed"
        if again and mark.exists() and mark.read_text() == lines:
            print(f"\n== {name}: steps {steps} were typed by an earlier run")
        else:
            mark.unlink(missing_ok=True)
            one = machine(name, below)
            stand_in(one, place)
            boots(one)
            for step in steps:
                hand.step(one, f"step {step}")
                if step == 4:
                    settle(one, page)
                hand.lines(one, page.lines(step))
            one.gone()
            mark.write_text(lines)
        below = [place / name / "over", *below]

    first = machine("first", below)
    boots(first)
    edits(first, OPEN)
    hand.step(first, "step 5")
    told = hand.lines(first, page.lines(5))
    link = re.search(r"https://\S+/invitation/\S+", told)[0]
    browser = Browser(first, place, hand)
    where, _ = browser.get(link, name="Somebody", password=PASSWORD, again=PASSWORD)
    print(f"   the link was opened by https, a password chosen; it led to {where}")
    signs_in(browser)
    hand.line(first, "cl check", {"keys", "backup"})
    hand.step(first, "step 6")
    told = hand.lines(first, page.lines(6, 0))
    hand.key = re.search(r"AGE-SECRET-KEY-\S+", told)[0]
    hand.lines(first, page.lines(6, 1))

    kept = place / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(first.root / BACKUPS, kept)
    others = []
    for name, drill in (("quarter", a_quarters_drill), ("lost", a_lost_machine)):
        one = machine(name, below)
        other = Hand(hand.key, [])
        thread = threading.Thread(target=other.alone, args=[drill, one, page, place, boots])
        thread.start()
        others.append((thread, other))

    run("git", "-C", place / "communitylinkage.git", "tag", "v0.2.0", "HEAD")
    hand.step(first, "step 7")
    hand.lines(first, page.lines(7), {SHORT})
    signs_in(browser)
    edits(first, ONLY_ME)
    hand.step(first, "step 8")
    hand.lines(first, page.lines(8, 0))
    signs_in(browser)
    browser.another(answered=False)
    edits(first, OPEN_AGAIN)
    hand.lines(first, page.lines(8, 1))
    signs_in(browser)
    browser.another(answered=True)
    for thread, other in others:
        thread.join()
        print("\n".join(other.words))
        hand.typed += other.typed
        if other.fault:
            raise SystemExit(other.fault)


def carried(one: Machine, place: Path) -> None:
    """The two files are brought to another machine."""
    for file in (place / "kept").iterdir():
        shutil.copy(file, one.root / "root" / file.name)


def a_quarters_drill(hand: Hand, one: Machine, page: Page, _place: Path) -> None:
    """Step 6's restore on a machine that is thrown away."""
    hand.step(one, "step 6, once a quarter, on another machine")
    hand.lines(one, page.lines(6, 2))


def a_lost_machine(hand: Hand, one: Machine, page: Page, place: Path) -> None:
    """Step 10."""
    edits(one, ONLY_ME)
    hand.step(one, "step 10, on a new machine")
    hand.lines(one, page.lines(10, 0))
    browser = Browser(one, place, hand)
    signs_in(browser)
    browser.another(answered=False)
    edits(one, OPEN_AGAIN)
    hand.lines(one, page.lines(10, 1))
    signs_in(browser)
    browser.another(answered=True)


def main() -> None:
    """Types, and takes all that it started away at the end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("It was told to stop."))
    again = "--again" in sys.argv
    named = [one for one in sys.argv[1:] if one != "--again"]
    place = Path(named[0] if named else "/var/tmp/deploying").resolve()  # noqa: S108
    place.mkdir(parents=True, exist_ok=True)
    hand, made, started = Hand(), [], time.monotonic()
    try:
        everything(place, hand, made, again=again)
    finally:
        for one in reversed(made):
            one.gone()
    print(f"\n{hand.typed} lines were typed, in {(time.monotonic() - started) / 60:.1f} "
          "minutes. What stood in for what:")  # fmt: skip
    for what, by in STOOD_IN.items():
        print(f"- {what}: {by}.")


if __name__ == "__main__":
    main()
