"""Who can answer a request for a mentor, among many, beside hand-written SQL.

    python -m bench.mentors [mentors] [requests]

The product's `candidates.best` and one SQL statement over the same tables and indexes give the best
five; both must give the same mentors in the same order, and take turns on each request. The
statement is run through Python's own sqlite3, so that its sine and its root are the engine's.
Besides, a look at every mentor (`rank` over `offers`), as it was before there was an index. Mentors
are spread over towns as people are, in six countries; twelve languages, of which the first is
spoken by half of them. A third of the requests name a time, a third a community.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

if TYPE_CHECKING:  # the framework is set up first
    from communitylinkage.matching.mentors import MentorNeed

MENTORS, REQUESTS, SCANS, AT_MOST = 100_000, 60, 3, 2.0
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
COUNTRIES = ("ES", "IT", "GR", "SI", "FR", "PT")
TONGUES = ("ar", "es", "fr", "bn", "ur", "uk", "sq", "zh", "ro", "ru", "fa", "so")
NOBODY = UUID(int=0)
AS_JSON = "--json"

BY_HAND = """
SELECT s.mentor_id, ceil(12742.0176 * asin(min(1.0, sqrt(
    pow(sin((radians(p.latitude) - radians(:up)) / 2), 2)
    + cos(radians(:up)) * cos(radians(p.latitude))
    * pow(sin((radians(p.longitude) - radians(:along)) / 2), 2)))) / 10) * 10 AS km,
  NOT EXISTS (SELECT 1 FROM mentors_certification c WHERE c.account_id = s.mentor_id) AS plain,
  (SELECT count(*) FROM referrals_mentorturn t JOIN referrals_mentorrequest r
    ON r.id = t.request_id WHERE t.account_id = s.mentor_id AND t.answer = 'accepted'
    AND r.state = 'accepted') AS has,
  CASE WHEN :community = '' THEN 0
    WHEN EXISTS (SELECT 1 FROM network_circle_communities n WHERE n.circle_id = s.mentor_id
      AND n.community_id = :community) THEN 3
    WHEN EXISTS (SELECT 1 FROM network_circle_communities n JOIN network_community c
      ON c.id = n.community_id WHERE n.circle_id = s.mentor_id AND c.place_id = :town
      AND (c.language = :tongue OR (:origin <> '' AND c.origin = :origin))) THEN 2
    WHEN EXISTS (SELECT 1 FROM network_circle n WHERE n.mentor_id = s.mentor_id) THEN 0
    ELSE 1 END AS apart
FROM mentors_spoken s
JOIN directory_place p ON p.id = s.place_id
JOIN mentors_mentor m ON m.account_id = s.mentor_id
WHERE s.language = :language AND s.place_id IN (SELECT id FROM directory_place
    WHERE country = :country AND latitude BETWEEN :south AND :north
    AND longitude BETWEEN :west AND :east)
  AND NOT (m.paused AND (m.paused_until IS NULL OR m.paused_until >= :today))
  AND EXISTS (SELECT 1 FROM people_membership b JOIN people_account a ON a.id = b.account_id
    WHERE b.account_id = s.mentor_id AND b.role = 'mentor' AND b.state = 'active' AND b.may_open
    AND a.key_holder IS NOT NULL)
  AND has < m.most AND km <= :reach
  AND (:part = '' OR m.week = '{}'
    OR EXISTS (SELECT 1 FROM json_each(m.week, '$.' || :part) WHERE value = :weekday))
ORDER BY apart, plain, km, has, s.mentor_id LIMIT 5
"""


def make_tables() -> None:
    """Those that matching reads, and what they point to."""
    from django.db import connection

    from communitylinkage.consent.models import Consent
    from communitylinkage.directory.models import Place
    from communitylinkage.mentors.models import Certification, Mentor, Spoken
    from communitylinkage.network.models import Circle, Community
    from communitylinkage.organisations.models import Organisation, Programme
    from communitylinkage.participants.models import Participant
    from communitylinkage.people.models import Account, Membership
    from communitylinkage.referrals.models import MentorRequest, MentorTurn

    with connection.schema_editor() as editor:
        for one in (
            Organisation, Programme, Account, Membership, Place, Mentor, Spoken, Certification,
            Community, Circle, Participant, Consent, MentorRequest, MentorTurn,
        ):  # fmt: skip
            editor.create_model(one)


def towns(dice: random.Random) -> list[Any]:
    """Four hundred in each country, the first ones large."""
    from communitylinkage.directory.models import Place

    made = []
    for at, country in enumerate(COUNTRIES):
        for n in range(400):
            up, along = 37 + dice.random() * 6, -8 + at * 6 + dice.random() * 5
            number = at * 400 + n + 1
            made.append(
                Place(id=number, name=f"t{number}", country=country, latitude=up, longitude=along,
                      population=1_000_000 // (n + 1))
            )  # fmt: skip
    return Place.objects.bulk_create(made)


def fill(mentors: int, dice: random.Random) -> tuple[list[Any], list[Any]]:
    """So many mentors with their pages; returns towns and communities."""
    from communitylinkage.mentors.models import Certification, Mentor, Spoken
    from communitylinkage.network.models import Circle, Community
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.people.models import Account, Membership
    from communitylinkage.referrals.models import MentorRequest, MentorTurn

    places = towns(dice)
    weights = [place.population for place in places]
    homes = Organisation.objects.bulk_create(
        Organisation(name=f"o{n}", side="community", country=COUNTRIES[n % 6]) for n in range(300)
    )
    communities = Community.objects.bulk_create(
        Community(name=f"c{n}", language=dice.choice(TONGUES), origin=dice.choice(("MA", "BD", "")),
                  place=places[n % 6 * 400 + n // 60])
        for n in range(600)
    )  # fmt: skip
    for begin in range(0, mentors, 10_000):
        many = range(begin, min(mentors, begin + 10_000))
        people = Account.objects.bulk_create(
            Account(email=f"{n}@x", display_name=f"m{n}", salt=b"", verifier=b"", public_key=b"",
                    wrapped_key=b"", key_holder=uuid4())
            for n in many
        )  # fmt: skip
        Membership.objects.bulk_create(
            Membership(account=one, organisation=dice.choice(homes), role="mentor", state="active",
                       may_open=True, since=NOW)
            for one in people
        )  # fmt: skip
        rows = [_page(one, place, dice) for one, place in
                zip(people, dice.choices(places, weights, k=len(people)), strict=True)]  # fmt: skip
        Mentor.objects.bulk_create(rows)
        Spoken.objects.bulk_create(
            Spoken(mentor=row, language=code, place_id=row.place_id)
            for row in rows
            for code in row.languages
        )
        Certification.objects.bulk_create(
            Certification(account=one, since=NOW.date()) for one in people if dice.random() < 0.3
        )
        said = Circle.objects.bulk_create(
            Circle(mentor=row, said=NOW) for row in rows if dice.random() < 0.7
        )
        Circle.communities.through.objects.bulk_create(
            Circle.communities.through(circle=one, community=community)
            for one in said
            for community in dice.sample(communities, 1)
        )
        busy = [one for one in people if dice.random() < 0.2]
        requests = MentorRequest.objects.bulk_create(
            MentorRequest(organisation_id=homes[0].pk, post_holder=uuid4(), asked_by=one.pk,
                          summary=uuid4(), details=uuid4(), urgency="24 hours", state="accepted",
                          agreed=NOW, changed=NOW, due=NOW)
            for one in busy
        )  # fmt: skip
        MentorTurn.objects.bulk_create(
            MentorTurn(request=row, account_id=one.pk, holder=uuid4(), position=0,
                       answer="accepted")
            for row, one in zip(requests, busy, strict=True)
        )  # fmt: skip
    return places, communities


def _page(account: Any, place: Any, dice: random.Random) -> Any:
    from communitylinkage.mentors.models import Mentor

    common = [1 / (n + 1) for n in range(len(TONGUES))]
    return Mentor(
        account=account, languages=sorted({*dice.choices(TONGUES, common, k=2)}), place=place,
        week=dice.choice(({}, {"morning": ["MO", "TU"]}, {"afternoon": ["TU", "FR"]})),
        most=dice.randint(1, 3), paused=dice.random() < 0.1, changed=NOW,
    )  # fmt: skip


def needs(places: list[Any], communities: list[Any], many: int) -> "list[MentorNeed]":
    """Requests from towns as people live there."""
    from communitylinkage.matching.mentors import Group, MentorNeed
    from communitylinkage.values.places import Point

    dice = random.Random(7)
    common = [1 / (n + 1) for n in range(len(TONGUES))]
    chosen = dice.choices(places, [place.population for place in places], k=many)
    made = []
    for n, town in enumerate(chosen):
        one = dice.choice(communities)
        group = Group(str(one.pk), one.language, one.origin, str(one.place_id))
        made.append(
            MentorNeed(
                language=dice.choices(TONGUES, common)[0], country=town.country,
                place=Point(town.latitude, town.longitude),
                reach_km=float(dice.choice((20, 50, 50, 100))),
                # A Tuesday, nine by the clock of every country here.
                at=NOW + timedelta(hours=1) if n % 3 == 0 else None,
                community=group if n % 3 == 1 else None,
            )
        )  # fmt: skip
    return made


def by_hand(file: Path) -> "Callable[[MentorNeed], list[str]]":
    """The statement over a file, as a call that gives ids."""
    from communitylinkage.values.places import box

    connection = sqlite3.connect(file)

    def ask(need: "MentorNeed") -> list[str]:
        assert need.place
        south, north, west, east = box(need.place, need.reach_km)
        group = need.community
        rows = connection.execute(
            BY_HAND,
            {
                "language": need.language, "country": need.country, "up": need.place.latitude,
                "along": need.place.longitude, "south": south, "north": north, "west": west,
                "east": east, "today": str(NOW.date()), "reach": need.reach_km,
                "part": "morning" if need.at else "", "weekday": "TU",
                "community": group.id.replace("-", "") if group else "",
                "town": int(group.place) if group else 0,
                "tongue": group.language if group else "", "origin": group.origin if group else "",
            },
        )  # fmt: skip
        return [str(UUID(row[0])) for row in rows.fetchall()]

    return ask


def measure(mentors: int, requests: int, file: Path) -> dict[str, list[float]]:
    """Milliseconds of each request, for ours, by hand, and a look at everybody.

    Raises:
        AssertionError: two of them differ.
    """
    from bench.timing import in_turns, timed
    from communitylinkage.matching.mentors import rank
    from communitylinkage.referrals.mentor_requests.candidates import best, offers

    make_tables()
    asked = [(need,) for need in needs(*fill(mentors, random.Random(3)), requests)]

    def ours(need: "MentorNeed") -> list[str]:
        return [fit.mentor.id for fit in best(need, NOW, NOBODY, 5)]

    def everybody(need: "MentorNeed") -> list[str]:
        return [fit.mentor.id for fit in rank(need, offers(NOW, NOBODY))[:5]]

    found = in_turns({"ours": ours, "by hand": by_hand(file)}, asked)
    assert found["ours"][1] == found["by hand"][1], "the statement gives others"
    scanned, looked = timed(everybody, asked[:SCANS], repeats=1)
    assert looked == found["ours"][1][:SCANS], "a look at everybody gives others"
    return {"ours": found["ours"][0], "by hand": found["by hand"][0], "everybody": scanned}


def alone(mentors: int, requests: int) -> dict[str, dict[str, float]]:
    """The figures from a process of its own: its database is made for it and thrown away."""
    asked = [sys.executable, "-m", "bench.mentors", str(mentors), str(requests), AS_JSON]
    root = Path(__file__).resolve().parents[1]
    told = subprocess.check_output(asked, cwd=root, text=True)  # noqa: S603 -- our own program
    found: dict[str, dict[str, float]] = json.loads(told)
    return found


def main() -> None:
    """Prints p50 and p95, and the ratio with its target; with `--json` the bare figures."""
    import django

    given = [int(one) for one in sys.argv[1:] if one != AS_JSON]
    mentors, requests = [*given, *(MENTORS, REQUESTS)[len(given) :]]
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"COMMUNITYLINKAGE_VAR": var, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        # The lock store's address may be that of another database; it is not opened.
        for name in ("DATABASE_URL", "LOCKS_DATABASE_URL"):
            os.environ.pop(name, None)
        django.setup()
        from django.db import connection

        from bench.timing import Figures

        file = Path(str(connection.settings_dict["NAME"]))
        figures = {name: Figures(times) for name, times in measure(mentors, requests, file).items()}
    if AS_JSON in sys.argv:
        sys.stdout.write(json.dumps(figures))
        return
    for name, one in figures.items():
        sys.stdout.write(
            f"{mentors:,} mentors, {name}: p50 {one['p50']:.2f} ms, p95 {one['p95']:.2f} ms\n"
        )
    for which in ("p50", "p95"):
        ratio = figures["ours"][which] / figures["by hand"][which]
        verdict = "met" if ratio <= AT_MOST else "MISSED"
        sys.stdout.write(f"ours / by hand, {which}: {ratio:.2f} (at most {AT_MOST}: {verdict})\n")


if __name__ == "__main__":
    main()
