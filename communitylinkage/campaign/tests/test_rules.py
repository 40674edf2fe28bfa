"""The other rules of campaigns: the life of a version, visits, targets, without a database."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.campaign.rules import states
from communitylinkage.campaign.rules.groups import SIDE_OF, Group
from communitylinkage.campaign.rules.states import Act, RefusedError, State, Why
from communitylinkage.campaign.rules.targets import NotOursError, path_of
from communitylinkage.campaign.rules.visits import counts
from communitylinkage.values.references import ALPHABET, new_short_code, read_short_code

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
SITE = "https://link.example.org"
LANGUAGES = ("en", "es", "ar")


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)))
def test_an_act_that_the_table_does_not_have_is_refused(act, state):
    if (act, state) in states.MOVES:
        assert states.after(act, state) == states.MOVES[act, state]
    else:
        with pytest.raises(RefusedError) as refused:
            states.after(act, state)
        assert refused.value.why == Why.NOT_NOW


def test_what_was_approved_is_never_written_in_again():
    reach, todo = set(), [State.APPROVED]
    while todo:
        here = todo.pop()
        reach.add(here)
        todo += [to for (_a, start), to in states.MOVES.items() if start == here]
    assert not reach & states.WRITTEN


def test_every_group_has_one_reach():
    assert set(SIDE_OF) == set(Group)


@pytest.mark.parametrize(
    "agent",
    [
        PHONE,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0]",
        "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Opera/9.80 (Android; Opera Mini/36.2.2254/191.0; U; en) Presto/2.12.423 Version/12.16",
        "Mozilla/5.0 (Linux; Android 8.1.0; KAIOS/2.5) Gecko/48.0 Firefox/48.0",
    ],
)
def test_people_with_their_browsers_count(agent):
    assert counts("GET", {"user-agent": agent})
    assert counts("GET", {"user-agent": agent, "sec-fetch-dest": "document"})


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.0", "python-requests/2.31", "WhatsApp/2.23.20.0", "facebookexternalhit/1.1",
        "TelegramBot (like TwitterBot)", "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "HeadlessChrome/120.0.0.0 Safari/537.36",
    ],
)  # fmt: skip
def test_robots_do_not(agent):
    assert not counts("GET", {"user-agent": agent})


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("HEAD", {}),
        ("POST", {}),
        ("GET", {"purpose": "prefetch"}),
        ("GET", {"sec-purpose": "prefetch;prerender"}),
        ("GET", {"x-moz": "prefetch"}),
        ("GET", {"x-purpose": "preview"}),
        ("GET", {"sec-fetch-dest": "image"}),
    ],
)
def test_what_is_only_fetched_does_not(method, said):
    assert not counts(method, {"user-agent": PHONE, **said})


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/find/", "/find/"),
        ("/es/find/", "/find/"),
        ("/easy/ar/help-lines/", "/help-lines/"),
        (f"{SITE}/en/practices/ABC/", "/practices/ABC/"),
        ("/", "/"),
        ("/es/", "/"),
    ],
)
def test_a_page_of_ours_is_kept_without_its_language(typed, path):
    assert path_of(typed, SITE, LANGUAGES) == path


@pytest.mark.parametrize(
    "typed",
    [
        "https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example/",
        "http://link.example.org/find/", f"{SITE}.evil.example/", f"{SITE}@evil.example/",
        "/en//evil.example/", "/es/https://evil.example/", "javascript:alert(1)", "find/", "",
        "/find/?next=https://evil.example", "/find/#x", "/../staff/", "/find", "/\u202efind/",
        "/find/\n", "/" + "a" * 300 + "/",
    ],
)  # fmt: skip
def test_anything_else_is_refused(typed):
    if typed == "/find/\n":
        assert path_of(typed, SITE, LANGUAGES) == "/find/", "what stands around it is no part of it"
        return
    with pytest.raises(NotOursError):
        path_of(typed, SITE, LANGUAGES)


@given(st.text(max_size=60))
def test_whatever_is_typed_no_path_leaves_this_site(typed):
    try:
        path = path_of(typed, SITE, LANGUAGES)
    except NotOursError:
        return
    assert path.startswith("/")
    assert not path.startswith("//")
    assert ":" not in path
    assert "\\" not in path


def test_a_short_code_is_read_as_people_type_it():
    code = new_short_code()
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    assert read_short_code(f" {code.lower()[:3]}-{code.lower()[3:]} ") == code
    assert read_short_code("7k3mol") == "7K3M01"
    assert read_short_code("7k3mo") is None
