"""Types docs/deployment/debian.md on Debian 12: `python -m tests.deploying [FOLDER] [--again]`.

As root. The page's code blocks, line by line, in shells that are logged in anew for each step, on
machines with a systemd of their own (machine.py): one that is upgraded and brought back, one for
the quarter's drill, one that takes a lost one's place. Prints each line with its exit status and
its seconds, and ends with what stood in for what (standing_in.py). With --again the steps up to 4
that an earlier run typed stay. Never part of the suite: it loads Debian's packages.
"""

import re
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

from tests.deploying.machine import PIP, Machine, bootstrapped, run
from tests.deploying.page import PAGE, Page
from tests.deploying.standing_in import (
    DOMAIN,
    ONLY_ME,
    OPEN,
    OPEN_AGAIN,
    SHORT,
    STOOD_IN,
    Browser,
    copy_of_the_repository,
    edits,
    mail_server,
    stand_in,
)

PASSWORD = "a quiet morning by the river"
BACKUPS = "var/backups/communitylinkage"


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
    browser = Browser(first, place, hand.say)
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
    browser = Browser(one, place, hand.say)
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
