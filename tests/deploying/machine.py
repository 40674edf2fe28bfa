"""A Debian 12 of its own: a real systemd in a container, on top of a bootstrapped root.

`debootstrap` makes the root once; each machine is an overlay on it and is thrown away. The network
is closed but for a loopback of its own: `door` and `called` reach into it from here.
"""

import contextlib
import ctypes
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
# What Debian's installer lays on a server and debootstrap alone does not.
OF_THE_INSTALLER = "dbus,systemd-timesyncd,ca-certificates"
PIP = [Path("/opt/pypi"), Path("/opt/pypi-more"), Path("/opt/wheels")]
PROXY = 3128
FIRST_PROMPT = re.compile(rb"(^|\n)bash-[\d.]+# $")
PROMPT = re.compile(rb"<<(\d+)>>$")
CLONE_NEWNET = 0x40000000


def run(*command: object, **more) -> subprocess.CompletedProcess:
    """A program of this machine; its words are shown only when it fails."""
    done = subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, check=False, **more
    )
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout}{done.stderr}")
    return done


def bootstrapped(place: Path) -> Path:
    """The root that all machines lie on; made once."""
    root, whole = place / "debian", place / "debian.whole"
    if not whole.exists():
        if not shutil.which("debootstrap") or not shutil.which("systemd-nspawn"):
            run("apt-get", "install", "-y", "--no-install-recommends", "debootstrap",
                "systemd-container")  # fmt: skip
        if not (root / "etc/debian_version").exists() or (root / "debootstrap").exists():
            shutil.rmtree(root, ignore_errors=True)
            run("debootstrap", f"--include={OF_THE_INSTALLER}", SUITE, root, MIRROR)
        _as_installed(root)
        whole.touch()
    return root


def _as_installed(root: Path) -> None:
    """Sources as the installer writes them, and this machine's authorities and pip."""
    (root / "etc/apt/sources.list").write_text(
        f"deb {MIRROR} {SUITE} main\ndeb {MIRROR} {SUITE}-updates main\n"
        f"deb {MIRROR}-security {SUITE}-security main\n"
    )
    (root / "etc/apt/apt.conf.d/99proxy").write_text(
        f'Acquire::http::Proxy "http://127.0.0.1:{PROXY}";\n'
    )
    for one in Path("/usr/local/share/ca-certificates").glob("*.crt"):
        shutil.copy(one, root / "usr/local/share/ca-certificates" / one.name)
    run("chroot", root, "update-ca-certificates")
    for one in (Path("/etc/pip.conf"), Path("/etc/xdg/pip")):
        if one.is_dir():
            shutil.copytree(one, root / one.relative_to("/"), dirs_exist_ok=True)
        elif one.exists():
            shutil.copy(one, root / one.relative_to("/"))


class Machine:
    """One machine: starts, is typed on, stops, goes."""

    def __init__(self, name: str, place: Path, below: list[Path], binds: dict[Path, str]):
        self.name, self.binds = f"{place.name}-{name}", binds
        self.over, self.root = place / name / "over", place / name / "root"
        work = place / name / "work"
        shutil.rmtree(place / name, ignore_errors=True)
        for one in (self.over, self.root, work):
            one.mkdir(parents=True)
        lower = ":".join(map(str, below))
        run("mount", "-t", "overlay", "overlay", self.root,
            "-o", f"lowerdir={lower},upperdir={self.over},workdir={work}")  # fmt: skip
        self.nspawn = self.shell = None
        self.doors, self.groups = [], []

    def start(self) -> None:
        """Boots it, and waits until systemd says that all has started."""
        every = [Path("/sys/fs/cgroup") / one for one in ("systemd", "unified", "")]
        self.groups = [one / self.name for one in every if (one / "cgroup.procs").exists()]

        def apart() -> None:
            for one in self.groups:
                one.mkdir(exist_ok=True)
                (one / "cgroup.procs").write_text(str(os.getpid()))

        binds = [f"--bind-ro={here}:{there}" for here, there in self.binds.items()]
        self.log = (self.root.parent / "boot.log").open("wb")
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "--directory", str(self.root), "--boot", f"--machine={self.name}",
             "--register=no", "--keep-unit", "--private-network", "--console=pipe",
             "--resolv-conf=off", "--timezone=off", *binds],
            preexec_fn=apart, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
        )  # fmt: skip
        until = time.monotonic() + 60
        while True:
            if self.nspawn.poll() is not None or time.monotonic() > until:
                raise SystemExit((self.root.parent / "boot.log").read_text(errors="replace"))
            with contextlib.suppress(IndexError, OSError):
                children = Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children")
                self.leader = int(children.read_text().split()[0])
                said = subprocess.run(
                    [*self.inside(), "systemctl", "is-system-running", "--wait"],
                    capture_output=True, text=True, check=False, timeout=60,
                )  # fmt: skip
                if said.stdout.strip() in {"running", "degraded"}:
                    break
            time.sleep(0.3)
        self.doors = [self.door(PROXY, _pass_on)]
        self.login()

    def inside(self) -> list[str]:
        """What stands before a command so that it runs there."""
        return ["nsenter", "-t", str(self.leader), "-m", "-u", "-i", "-n", "-p", "-r", "-w"]

    def login(self) -> None:
        """A new shell of root's: what an earlier one was told is forgotten."""
        if self.shell:
            self.logout()
        pid, self.terminal = pty.fork()
        if pid == 0:
            environment = {
                "HOME": "/root", "USER": "root", "LOGNAME": "root", "TERM": "dumb",
                "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive",
                "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "http_proxy": f"http://127.0.0.1:{PROXY}",
                "https_proxy": f"http://127.0.0.1:{PROXY}",
                "no_proxy": "localhost,127.0.0.1",
            }  # fmt: skip
            command = [*self.inside(), "bash", "--norc", "--noediting", "-i"]
            os.execvpe(command[0], command, environment)  # noqa: S606
        self.shell = pid
        self.read({})
        self.type("stty -echo; cd; PS1='<<$?>>'; PS2=")

    def logout(self) -> None:
        """Ends the shell."""
        with contextlib.suppress(OSError):
            os.close(self.terminal)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.shell, signal.SIGKILL)
        os.waitpid(self.shell, 0)
        self.shell = None

    def type(self, line: str, answers: dict[str, str] | None = None) -> tuple[int, str]:
        """Types one line, answers what is asked, and gives its exit status and what it said."""
        os.write(self.terminal, line.encode() + b"\n")
        return self.read(dict(answers or {}))

    def read(self, answers: dict[str, str], patience: float = 420) -> tuple[int, str]:
        """Until the prompt is there."""
        said, until, seen = b"", time.monotonic() + patience, 0
        while time.monotonic() < until:
            ready, _, _ = select.select([self.terminal], [], [], 1)
            if not ready:
                continue
            try:
                said += os.read(self.terminal, 65536)
            except OSError:
                break
            if FIRST_PROMPT.search(said):
                return 0, ""
            ended = PROMPT.search(said)
            if ended:
                words = said[: ended.start()].decode(errors="replace")
                return int(ended[1]), words.replace("\r", "")
            for question, answer in answers.items():
                if question.encode() in said[seen:]:
                    seen = len(said)
                    os.write(self.terminal, answer.encode() + b"\n")
        return 255, said.decode(errors="replace") + "\n(no end was waited for)"

    def door(self, port: int, serve) -> socket.socket:
        """A port on that machine's loopback that is answered by `serve` from here."""
        made: list[socket.socket] = []

        def make() -> None:
            libc = ctypes.CDLL(None, use_errno=True)
            with Path(f"/proc/{self.leader}/ns/net").open() as there:
                if libc.setns(there.fileno(), CLONE_NEWNET):
                    raise OSError(ctypes.get_errno(), "setns")
            made.append(socket.create_server(("127.0.0.1", port)))

        thread = threading.Thread(target=make)
        thread.start()
        thread.join()

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = made[0].accept()
                    threading.Thread(target=serve, args=[caller], daemon=True).start()

        threading.Thread(target=answer, daemon=True).start()
        return made[0]

    def called(self, *arguments: str) -> str:
        """What curl of this machine gets from there: somebody's browser."""
        return run("nsenter", "-t", self.leader, "-n", "curl", "-sS", "--noproxy", "*",
                   *arguments).stdout  # fmt: skip

    def stop(self) -> None:
        """Shuts it down as `poweroff` does; what it wrote stays."""
        if self.shell:
            self.logout()
        if self.nspawn and self.nspawn.poll() is None:
            os.kill(self.leader, signal.SIGRTMIN + 4)
            try:
                self.nspawn.wait(40)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
        for one in self.doors:
            one.close()
        for group in self.groups:
            for one in sorted(group.rglob("*"), reverse=True):
                if one.is_dir():
                    with contextlib.suppress(OSError):
                        one.rmdir()
            with contextlib.suppress(OSError):
                group.rmdir()
        self.nspawn = None

    def gone(self) -> None:
        """Stops it and takes its disk away from here (the layer stays for who lies on it)."""
        self.stop()
        subprocess.run(["umount", "-l", str(self.root)], capture_output=True, check=False)


def _pass_on(caller: socket.socket) -> None:
    """An HTTP proxy, as small as apt and pip need it."""
    with caller, contextlib.suppress(OSError, ValueError):
        head = b""
        while b"\r\n\r\n" not in head:
            more = caller.recv(65536)
            if not more:
                return
            head += more
        method, address, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
        if method == "CONNECT":
            host, _, port = address.rpartition(":")
            other = socket.create_connection((host, int(port)), timeout=60)
            caller.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            there = urlsplit(address)
            other = socket.create_connection((there.hostname, there.port or 80), timeout=60)
            other.sendall(head.replace(f"{there.scheme}://{there.netloc}".encode(), b"", 1))
        with other:
            back = threading.Thread(target=_pour, args=[other, caller], daemon=True)
            back.start()
            _pour(caller, other)
            back.join(300)


def _pour(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while more := here.recv(65536):
            there.sendall(more)
        there.shutdown(socket.SHUT_WR)
