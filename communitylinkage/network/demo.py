"""A made-up network that grows over a year in four countries; nobody in it has a name."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db import transaction

from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import Place
from communitylinkage.mentors.demo import EMAIL
from communitylinkage.mentors.models import Mentor
from communitylinkage.network.members import actions as members
from communitylinkage.network.models import Circle, Community, Member, Node, Tie
from communitylinkage.network.rules.codes import (
    STRENGTHS,
    Came,
    Done,
    Group,
    Reached,
    Source,
    TieKind,
    ToDo,
)
from communitylinkage.network.rules.engaging import How
from communitylinkage.network.steps import actions as steps
from communitylinkage.network.ties import actions as ties
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.rules import Side
from communitylinkage.people.demo import NOBODY

# Name, language, origin (ISO 3166), country and GeoNames name of the town.
COMMUNITIES = [
    ("Arabic speakers of the harbour (made up)", "ar", "MA", "ES", "Barcelona"),
    ("Urdu speakers of the old town (made up)", "ur", "PK", "ES", "Barcelona"),
    ("Romanian speakers of the south (made up)", "ro", "RO", "ES", "Madrid"),
    ("Bengali speakers of the market (made up)", "bn", "BD", "IT", "Palermo"),
    ("Ukrainian speakers of the north (made up)", "uk", "UA", "IT", "Milan"),
    ("Farsi speakers of the centre (made up)", "fa", "IR", "GR", "Athens"),
    ("Albanian speakers of the station (made up)", "sq", "AL", "GR", "Thessaloníki"),
    ("Albanian speakers of the hill (made up)", "sq", "", "SI", "Ljubljana"),
    ("Arabic speakers of the coast (made up)", "ar", "SY", "SI", "Koper"),
    ("French speakers of the river (made up)", "fr", "SN", "ES", "Madrid"),
    ("Ukrainian speakers of the square (made up)", "uk", "UA", "ES", "Barcelona"),
    ("Chinese speakers of the station (made up)", "zh", "CN", "IT", "Milan"),
    ("French speakers of the port (made up)", "fr", "CI", "IT", "Palermo"),
    ("Arabic speakers of the island (made up)", "ar", "TN", "IT", "Palermo"),
    ("Urdu speakers of the park (made up)", "ur", "PK", "GR", "Athens"),
    ("English speakers of the market (made up)", "en", "NG", "GR", "Athens"),
    ("Bosnian speakers of the bridge (made up)", "hr", "BA", "SI", "Ljubljana"),
    ("Albanian speakers of the valley (made up)", "sq", "XK", "SI", "Maribor"),
]
ENGAGED = 160
SEED = 49
YEAR = timedelta(days=365)


def load(now: datetime) -> int:
    """Adds what is missing, and the demo mentor's circle; returns how many were added."""
    made = 0
    for name, language, origin, country, town in COMMUNITIES:
        place = Place.objects.filter(country=country, name=town).order_by("-population").first()
        if place:
            _row, new = Community.objects.get_or_create(
                name=name, place=place, defaults={"language": language, "origin": origin}
            )
            made += new
    mentor = Mentor.objects.filter(account__email=EMAIL).first()
    if mentor and not Circle.objects.filter(pk=mentor.pk).exists():
        circle = Circle.objects.create(mentor=mentor, said=now)
        circle.communities.set(Community.objects.filter(name=COMMUNITIES[0][0]))
    return made


def load_network(now: datetime) -> int:
    """Lets the network grow once, over the year before `now`; returns how many are engaged."""
    if Member.objects.exists() or not Community.objects.exists():
        for row in Community.objects.filter(node=None).select_related("place"):
            ties.node_of_community(row, now.date())
        return 0
    # One transaction on each database: 160 records sealed one by one would wait for the disk.
    with transaction.atomic(), transaction.atomic(using="locks"):
        return _Year(now).grow()


class _Year:
    """A year of work in each country, always the same."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, now.date()
        self.dice = random.Random(SEED)  # noqa: S311 # nosec -- a story, not a secret
        self.communities: dict[str, list[Community]] = {}
        for row in Community.objects.select_related("place").order_by("name"):
            self.communities.setdefault(row.place.country, []).append(row)
        self.keepers = {
            row.country: row
            for row in Organisation.objects.filter(side=Side.SERVICE).order_by("name")
        }

    def grow(self) -> int:
        """Nodes and ties first, then members, contacts and steps."""
        for country, rows in self.communities.items():
            self._nodes(country, rows)
        self._across()
        everybody = [row for rows in self.communities.values() for row in rows]
        engaged = [self._member(everybody[at % len(everybody)]) for at in range(ENGAGED)]
        self._twice(engaged)
        for at, row in enumerate(everybody):
            self._work(row, at)
        return len(engaged)

    def _day(self, first: int = 0, last: int = 364) -> date:
        """A day of the year, counted from its beginning."""
        return self.today - YEAR + timedelta(days=self.dice.randint(first, last))

    def _at(self, day: date) -> datetime:
        return self.now - timedelta(days=(self.today - day).days)

    def _keeper(self, row: Community) -> Organisation:
        """The coordinators of the demo sit in the services' organisations."""
        return self.keepers.get(row.place.country) or next(iter(self.keepers.values()))

    def _nodes(self, country: str, rows: Sequence[Community]) -> None:
        services = self._services(country)
        mentor = Mentor.objects.filter(place__country=country).select_related("place").first()
        for at, row in enumerate(rows):
            here = ties.node_of_community(row, self._day(0, 40 + 30 * at))
            if at % 2 == 0:
                self._association(row, services)
            # Of each country the last community stands alone, so that there is something to do.
            if at == len(rows) - 1:
                continue
            if mentor and at < 2:
                self._tie(here, ties.node_of_mentor(mentor, here.since), TieKind.BELONG)
            if services and at % 3 == 0:
                self._tie(here, self.dice.choice(services), TieKind.SEND)
            if at:
                self._tie(here, ties.node_of_community(rows[at - 1], here.since), TieKind.KNOW)

    def _services(self, country: str) -> list[Node]:
        here = Service.objects.filter(service_at_locations__location__addresses__country=country)
        rows = here.distinct().order_by("name", "pk")[:5]
        return [ties.node_of_service(row, country, self._day(0, 60)) for row in rows]

    def _association(self, row: Community, services: Sequence[Node]) -> None:
        kind = self.dice.choice(list(Group))
        made = ties.add_association(
            community=row, name=f"{row.name.split(' (')[0]}: the circle (made up)", kind=kind,
            since=self._day(30, 200), organisation=self._keeper(row).pk, by=NOBODY, now=self.now,
        )  # fmt: skip
        if services and self.dice.random() < 0.5:
            self._tie(made.node, self.dice.choice(services), TieKind.WORK_TOGETHER)

    def _across(self) -> None:
        """A few ties between countries, one of which did not last."""
        rows = [rows[0] for rows in self.communities.values()]
        for one, other in pairwise(ties.node_of_community(row, self.today) for row in rows):
            self._tie(one, other, TieKind.MEET)
        for tie in Tie.objects.filter(kind=TieKind.MEET).order_by("since")[:1]:
            end = tie.since + (self.today - tie.since) / 2
            ties.set_tie_end(
                tie=tie, until=end, organisation=self._any(), by=NOBODY, now=self.now
            )  # fmt: skip

    def _any(self) -> UUID:
        return next(iter(self.keepers.values())).pk

    def _tie(self, one: Node, other: Node, kind: TieKind) -> None:
        begins = max(one.since, other.since) + timedelta(days=self.dice.randint(0, 60))
        ties.add_tie(
            one=one, other=other, kind=kind, strength=self.dice.choice(STRENGTHS),
            source=self.dice.choice(list(Source)), since=min(begins, self.today),
            organisation=self._any(), by=NOBODY, now=self.now,
        )  # fmt: skip

    def _member(self, row: Community) -> Member:
        day = self._day(20)
        how = self.dice.choices(list(How), weights=[4, 5, 2])[0]
        return members.engage(
            organisation=self._keeper(row), community=row, how=how, since=day,
            reach="Through the circle, on the day when it meets. (made up)", by=NOBODY,
            now=self._at(day),
        )  # fmt: skip

    def _twice(self, engaged: Sequence[Member]) -> None:
        """Some also take part in a second community; nobody is counted twice for it."""
        for at, member in enumerate(engaged[::16]):
            country = member.organisation.country
            rows = self.communities.get(country, [])
            first = member.engagements.get().community_id
            other = next((row for row in rows if row.pk != first), None)
            if other and at % 2 == 0:
                members.engage_further(
                    member=member, community=other, how=How.ACTIVITY, since=self._day(200),
                    by=NOBODY, now=self.now,
                )  # fmt: skip

    def _work(self, row: Community, at: int) -> None:
        """Contacts over the year; a next step for every second community, one of them late."""
        organisation, node = self._keeper(row), ties.node_of_community(row, self.today)
        for _time in range(self.dice.randint(2, 4)):
            day = self._day(20)
            steps.log_contact(
                organisation=organisation, community=row, node=node, day=day,
                kind=self.dice.choice(list(Reached)), outcome=self.dice.choice(list(Came)),
                note="", by=NOBODY, now=self._at(day),
            )  # fmt: skip
        if at % 2:
            return
        due = self.today + timedelta(days=self.dice.randint(-5, 40))
        planned = steps.plan_step(
            organisation=organisation, community=row, todo=self.dice.choice(list(ToDo)),
            role="coordinator", account=None, due=due, by=NOBODY, now=self.now,
        )  # fmt: skip
        if at % 4:
            steps.finish_step(step=planned, outcome=Done.DONE, note="", by=NOBODY, now=self.now)
