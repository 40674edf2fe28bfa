"""(e) The network page of 5,000 nodes against bare networkx: python -m bench.network

Both measure the same graph: who bridges (from the same starting points), who is isolated, who
reaches no service within two steps, and one layout. networkx gets its graph ready-made; the page
reads its rows, measures with an empty cache, draws, and answers the request.
"""

import os
import tempfile
import time
from datetime import date, timedelta

os.environ.setdefault("COMMUNITYLINKAGE_VAR", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communitylinkage.website.settings")

TARGET = 1.5
NODES, TIES = 5_000, 10_000
REPEATS = 3


def fill(nodes: int, ties: int) -> None:
    """Communities, mentors, associations and services, tied at random but always alike."""
    import networkx as nx

    from communitylinkage.directory.hsds import Organization, Service
    from communitylinkage.directory.models import Place
    from communitylinkage.network.models import Community, Node, Tie

    since = date.today() - timedelta(30)  # noqa: DTZ011 -- any day does
    place = Place.objects.create(
        pk=1, name="x", country="ES", latitude=41, longitude=2, population=1
    )
    listed = Organization.objects.create(name="x")
    half = nodes // 2
    communities = Community.objects.bulk_create(
        Community(name=f"c{at}", language="bn", place=place) for at in range(nodes - half)
    )
    services = [Service(organization=listed, name=f"s{at}", status="active") for at in range(half)]
    Service.objects.bulk_create(services)
    made = [Node(kind="community", country="ES", since=since, community=one) for one in communities]
    made += [Node(kind="service", country="ES", since=since, service=one) for one in services]
    Node.objects.bulk_create(made)
    pairs = nx.gnm_random_graph(nodes, ties, seed=2).edges
    Tie.objects.bulk_create(
        Tie(one=made[a], other=made[b], kind="know", strength=1, source="mentor", since=since)
        for a, b in pairs
    )


def bare(graph, kinds) -> float:
    """Seconds of networkx's own measures on a graph that is there already."""
    import networkx as nx

    from communitylinkage.network.rules import bridges, picture

    began = time.perf_counter()
    share = nx.betweenness_centrality(graph, k=len(bridges.starts(len(graph))), seed=bridges.SEED)
    near = nx.multi_source_dijkstra_path_length(graph, [n for n in graph if kinds[n] == "service"])
    _far = [n for n in graph if kinds[n] == "community" and near.get(n, 9) > 2]
    _alone = [part for part in nx.connected_components(graph) if len(part) == 1]
    shown = sorted(graph, key=lambda n: -share[n])[: picture.SHOWN]
    nx.spring_layout(graph.subgraph(shown), seed=picture.SEED)
    return time.perf_counter() - began


def page(client, address: str) -> float:
    """Seconds of one whole answer, nothing remembered from the one before."""
    from communitylinkage.network.rules import bridges, picture

    for remembered in (bridges.bridging, bridges.order, picture.placed):
        remembered.cache_clear()
    return again(client, address)


def again(client, address: str) -> float:
    """Seconds of one whole answer."""
    began = time.perf_counter()
    answer = client.get(address)
    took = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    return took


def measure(nodes: int = NODES, ties: int = TIES) -> dict[str, float]:
    """Seconds of each, the fastest of some turns, in a database of its own."""
    import django
    from django.conf import settings
    from django.test.runner import DiscoverRunner

    django.setup()
    for database in settings.DATABASES.values():
        database.setdefault("TEST", {})["MIGRATE"] = False
    runner = DiscoverRunner(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        return _measured(nodes, ties)
    finally:
        runner.teardown_databases(kept)


def _measured(nodes: int, ties: int) -> dict[str, float]:
    import networkx as nx
    from django.conf import settings
    from django.urls import reverse

    from communitylinkage.network.ties import queries
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.people.tests.cast import client_of, member

    settings.ALLOWED_HOSTS = ["testserver"]
    fill(nodes, ties)
    of = Organisation.objects.create(name="x", side="service", country="ES")
    client = client_of(member("coordinator", "coordinator", of))
    net = queries.net(date.today())  # noqa: DTZ011 -- as above
    graph = nx.Graph(list(net.pairs))
    graph.add_nodes_from(range(len(net.nodes)))
    kinds = [node.kind.value for node in net.nodes]
    address = {name: reverse(name) for name in ("network_map", "network_next")}
    turns = [
        {
            "networkx": bare(graph, kinds),
            "map": page(client, address["network_map"]),
            "next": page(client, address["network_next"]),
            "map again": again(client, address["network_map"]),
        }
        for _turn in range(REPEATS)
    ]
    return {name: min(turn[name] for turn in turns) for name in turns[0]}


if __name__ == "__main__":
    found = measure()
    print("| page of 5,000 nodes | seconds | / networkx | at most 1.5 |\n|---|---|---|---|")
    print(f"| bare networkx | {found['networkx']:.2f} | 1 | |")
    for name in ("map", "next", "map again"):
        ratio = found[name] / found["networkx"]
        print(
            f"| {name} | {found[name]:.2f} | {ratio:.2f} | {'met' if ratio <= TARGET else '**missed**'} |"
        )
