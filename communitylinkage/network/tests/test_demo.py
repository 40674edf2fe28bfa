"""The demo's network, and every figure of its pages counted once more from the raw rows.

Nothing here asks the queries or the rules for a number: rows are read plainly, networkx measures.
"""

import re
from calendar import monthrange
from collections import Counter
from datetime import date
from html import unescape
from itertools import combinations

import networkx as nx
import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import demo as services
from communitylinkage.directory.models import Place
from communitylinkage.mentors import demo as mentors
from communitylinkage.network import demo
from communitylinkage.network.models import Engagement, Member, Node, Tie
from communitylinkage.network.rules.engaging import How
from communitylinkage.people import demo as people
from communitylinkage.people.models import Account
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once

__all__ = ["_django_db_helper", "once"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("grown")]
COORDINATORS = ("coordinator", "coordinator.it", "coordinator.gr", "coordinator.si")


@pytest.fixture(scope="module")
def grown(once):
    """The demo's people, services and mentor, and the network over the year before today."""
    now, key = timezone.now(), people.new_account_key(people.PASSWORD)
    towns = sorted({(country, town) for *_said, country, town in demo.COMMUNITIES})
    Place.objects.bulk_create(
        Place(pk=at, name=town, country=country, latitude=40, longitude=10, population=1000)
        for at, (country, town) in enumerate(towns, 1)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "new_account_key", lambda _password: key)
        people.load(now)
    services.load(now)
    mentors.load(now)
    demo.load(now)
    assert demo.load_network(now) == 160
    return timezone.localdate()


def browser_of(name):
    return client_of(Account.objects.get(email=f"{name}@demo.invalid"))


def back(day, months):
    """The same day so many months before, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def there(row, day):
    return row.since <= day and (row.until is None or day <= row.until)


def graph_on(day):
    """The network of a day, from the rows alone."""
    graph = nx.Graph()
    nodes = {row.pk: row for row in Node.objects.all() if there(row, day)}
    for row in nodes.values():
        graph.add_node(row.code, kind=row.kind)
    for tie in Tie.objects.all():
        if there(tie, day) and tie.one_id in nodes and tie.other_id in nodes:
            graph.add_edge(nodes[tie.one_id].code, nodes[tie.other_id].code)
    for row in nodes.values():
        if row.association:
            of = row.association.community.node
            if of.pk in nodes:
                graph.add_edge(row.code, of.code)
    return graph


def of_kind(graph, kind):
    return [code for code, said in graph.nodes(data="kind") if said == kind]


def steps_in(graph):
    services = of_kind(graph, "service")
    return nx.multi_source_dijkstra_path_length(graph, services) if services else {}


def far_in(graph):
    steps = steps_in(graph)
    return {code for code in of_kind(graph, "community") if steps.get(code, 9) > 2}


def name_of(code):
    """As a coordinator of another organisation than the mentor's reads it."""
    row = Node.objects.get(code=code)
    if row.community:
        return f"{row.community.name} · {row.community.place.name}"
    if row.mentor:
        return f"Mentor {code}"
    return row.association.name if row.association else row.service.name


def cells(page, head):
    """The rows of the table under a heading."""
    table = page[page.index(head) :].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in table.split("</tr>") if row]
    return [[unescape(re.sub(r"<[^>]+>", "|", cell)) for cell in row] for row in rows]


def map_of(day, page=1):
    asked = {"day": day.isoformat(), "page": page}
    return browser_of("coordinator.gr").get(reverse("network_map"), asked).content.decode()


def test_how_it_grew_is_counted_once_more_on_all_of_its_days(grown):
    for day in (grown, back(grown, 2), back(grown, 5)):
        lines = cells(map_of(day), "How it grew")
        told = []
        for months in (12, 9, 6, 3, 0):
            graph = graph_on(back(day, months))
            told.append(
                (len(of_kind(graph, "community")), graph.number_of_edges(), len(far_in(graph)))
            )
        assert [tuple(map(int, line[1:])) for line in lines] == told
        assert told[0] < told[-1], "it grew"


def test_each_line_of_the_map_is_counted_once_more(grown):
    for day in (grown, back(grown, 6)):
        graph = graph_on(day)
        steps, share = steps_in(graph), nx.betweenness_centrality(graph)
        wanted = Counter(
            (name_of(code), degree, round(100 * share[code]), steps.get(code, "no way"))
            for code, degree in graph.degree
        )
        last = -(-len(graph) // 50)
        rows = [row for page in range(1, last + 1) for row in cells(map_of(day, page), "Who is on")]
        assert [int(row[0]) for row in rows] == list(range(1, len(graph) + 1))
        told = Counter()
        for _number, name, ties, bridges, away in rows:
            said = name.strip("|").split("|")[0]
            told[said, int(ties), int(bridges), int(away) if away.isdigit() else away] += 1
        assert told == wanted
        assert len({away for *_said, away in wanted}) > 3, "near and far ones are among them"
        listed = [int(row[3]) for row in rows]
        assert listed == sorted(listed, reverse=True)


def test_what_it_says_in_words_is_counted_once_more(grown):
    graph = graph_on(grown)
    far, share = far_in(graph), nx.betweenness_centrality(graph)
    page = browser_of("coordinator.gr").get(reverse("network_next")).content.decode()

    def listed(head):
        part = page[page.index(head) :].partition("<ul")[2].partition("</ul>")[0]
        return [
            unescape(re.sub(r"<[^>]+>", "|", one)).strip("|")
            for one in re.findall(r"<li[^>]*>(.*?)</li>", part)
        ]

    assert set(listed("No service within two steps</h2>")) == set(map(name_of, far))
    alone = {
        name_of(code)
        for code in of_kind(graph, "community")
        if {graph.nodes[one]["kind"] for one in nx.node_connected_component(graph, code) - {code}}
        <= {"association"}
    }
    assert set(listed("Isolated communities")) == alone
    assert alone, "of each country one stands alone"
    most = sorted(share.values(), reverse=True)[:5]
    numbers = [int(re.search(r"about (\d+) lead", one)[1]) for one in listed("Who bridges")]
    assert numbers == [max(1, round(100 * one)) for one in most]
    best = 0
    for pair in combinations(graph, 2):
        if not graph.has_edge(*pair):
            graph.add_edge(*pair)
            best = max(best, len(far) - len(far_in(graph)))
            graph.remove_edge(*pair)
    assert f"would bring {best} communit" in page


def test_who_is_engaged_is_counted_once_more_for_each_organisation(grown):
    told = 0
    for name in COORDINATORS:
        account = Account.objects.get(email=f"{name}@demo.invalid")
        page = client_of(account).get(reverse("communities")).content.decode()
        said = int(re.search(r"(\d+) persons? (?:is|are) engaged", page)[1])
        own = account.memberships.get().organisation_id
        rows = Engagement.objects.filter(member__organisation=own)
        assert said == len({row.member_id for row in rows if there(row, grown)})
        told += said
    assert told == Member.objects.count() == 160
    assert Engagement.objects.count() > 160, "some are engaged in two communities"
    assert set(Engagement.objects.values_list("how", flat=True)) == set(How)
