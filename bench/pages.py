"""(c), (d), (e): the product behind gunicorn, asked over HTTP as a browser asks."""

import concurrent.futures
import gzip
import http.client
import re
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from bench.browsing import Visitor
from bench.timing import Figures, timed
from communitylinkage.directory.lookup import Rows
from communitylinkage.matching import search
from communitylinkage.matching.need import Help, Need
from communitylinkage.values.access import Who
from communitylinkage.values.places import Point
from communitylinkage.vault import keys

PAGES = ("/en/", "/en/danger/", "/en/signs/", "/en/rights/", "/en/safety/", "/en/find/",
         "/en/help-lines/", "/es/", "/ar/", "/easy/en/")  # fmt: skip
ROUNDS = 5
SEARCH = {"kind": "legal", "place": "Barcelona", "language": "ar", "interpreter": "on"}
PART = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon)"[^>]*|script[^>]*|img[^>]*)>')
ADDRESS = re.compile(r'(?:href|src)="(/[^"]+)"')


def fetch(address: str, path: str, said: dict[str, str] | None = None) -> tuple[int, bytes, int]:
    """Status, body as sent, and bytes of body and headers; one connection per request."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=60)
    body = urllib.parse.urlencode(said) if said else None
    headers = {"Accept-Encoding": "gzip, br"}
    if said:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if said else "GET", path, body, headers)
    answer = connection.getresponse()
    sent = answer.read()
    wire = len(sent) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    connection.close()
    return answer.status, sent, wire


def _plain(sent: bytes) -> str:
    return gzip.decompress(sent).decode() if sent[:2] == b"\x1f\x8b" else sent.decode()


def public_pages() -> list[str]:
    """The addresses of what anybody may open and that is about no one thing."""
    from communitylinkage.website.urls import ACCESS
    from tests.architecture.routes import ROUTES

    return [route.address() for route in ROUTES
            if not route.arguments and Who.ANYBODY in ACCESS[route.name]]  # fmt: skip


def weigh(address: str) -> dict[str, dict[str, int]]:
    """(e) Bytes over the wire and requests of each public page with all its parts."""
    found = {}
    for path in dict.fromkeys([*PAGES, *public_pages()]):
        status, sent, wire = fetch(address, path)
        assert status == 200 or path not in PAGES, path
        if status != 200 or "<html" not in _plain(sent):
            continue  # it leads on, is a button, or a file
        tags = PART.findall(_plain(sent))
        parts = {one.group(1) for tag in tags if (one := ADDRESS.search(tag))}
        sizes = [fetch(address, part)[2] for part in sorted(parts)]
        found[path] = {"bytes": wire + sum(sizes), "requests": 1 + len(sizes)}
    return found


def whole_page(address: str, folder: Path, how_many: int) -> dict[str, Any]:
    """(c) A search over HTTP against the bare match in the same database."""
    path = Path(settings.DATABASES["bench_page"]["NAME"])
    path.unlink(missing_ok=True)
    path.symlink_to(folder / "content.sqlite3")
    need = Need(kind=Help.LEGAL, languages=("ar",), place=Point(41.3888, 2.159), country="ES")

    def bare() -> None:
        now = timezone.now()
        search.best(need, now, Rows(need, now, using="bench_page"))

    def over_http() -> None:
        assert fetch(address, "/en/find/", SEARCH)[0] == 200

    page = Figures(timed(over_http, [()] * how_many, repeats=1)[0])
    match = Figures(timed(bare, [()] * how_many, repeats=1)[0])
    connections["bench_page"].close()
    return {"page": page, "match": match}


def _per_second(work: Callable[[], object], at_once: int, seconds: float) -> float:
    """How often some threads together finish a piece of work."""
    began = time.perf_counter()

    def loop() -> int:
        done = 0
        while time.perf_counter() - began < seconds:
            work()
            done += 1
        return done

    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        counts = [one.result() for one in [pool.submit(loop) for _thread in range(at_once)]]
    return sum(counts) / (time.perf_counter() - began)


def openings(seconds: float) -> dict[str, dict[str, float]]:
    """(d) Sign-ins (opening an account's key) and openings of a receipt (a code to a key)."""
    account = keys.new_account_key("a password of the bench")
    works: dict[str, Callable[[], object]] = {
        "sign-in": lambda: keys.open_account_key("a password of the bench", account),
        "receipt": lambda: keys.argon("12345678901234567890", b"salt of a site!!"),
    }
    # In short turns, of which the fastest counts, so that others' work weighs less.
    rates: dict[str, dict[str, float]] = {name: {"1": 0.0, "2": 0.0} for name in works}
    for _turn in range(ROUNDS):
        for name, work in works.items():
            for at_once in (1, 2):
                rate = _per_second(work, at_once, seconds / ROUNDS)
                rates[name][str(at_once)] = max(rates[name][str(at_once)], rate)
    return rates


def guide_meanwhile(address: str, how_many: int) -> dict[str, Any]:
    """(d) The guide while two threads sign in without a pause, against the guide when idle."""

    def look() -> None:
        assert fetch(address, "/en/find/", SEARCH)[0] == 200

    idle = Figures(timed(look, [()] * how_many, repeats=1)[0])
    until = {"over": False, "sign_ins": 0}

    def sign_in(thread: int) -> None:
        visitor, at = Visitor(address), 0
        while not until["over"]:
            at += 1
            # Another source each time: one alone is refused after some tries without slow work.
            visitor.handler.source = f"127.{thread}.{at // 250 % 250}.{at % 250 + 1}"
            visitor.sign_in(f"nobody{id(visitor)}-{at}@example.org", "not the password")
            until["sign_ins"] += 1

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        began = time.perf_counter()
        threads = [pool.submit(sign_in, 1 + each) for each in range(2)]
        try:
            busy = Figures(timed(look, [()] * how_many, repeats=1)[0])
        finally:
            until["over"] = True
        for thread in threads:
            thread.result()
        rate = until["sign_ins"] / (time.perf_counter() - began)
    return {"idle": idle, "busy": busy, "sign_ins_per_second": rate}
