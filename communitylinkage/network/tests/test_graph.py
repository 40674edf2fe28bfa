"""The rules of the network, by property and against networkx and brute force."""

from datetime import date, timedelta
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.network.rules import bridges, picture, reach
from communitylinkage.network.rules.graph import Kind, Net, Node, Tie, net_on, quarters

DAY = date(2026, 11, 24)


@st.composite
def nets(draw, most=8):
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=most))
    nodes = tuple(
        Node(f"N{at:03}", kind, draw(st.sampled_from(["ES", "IT"])))
        for at, kind in enumerate(kinds)
    )
    every = list(combinations(range(len(nodes)), 2))
    chosen = draw(st.sets(st.sampled_from(every))) if every else set()
    return Net(nodes, tuple(sorted(chosen)))


def graph_of(net):
    graph = nx.Graph()
    graph.add_nodes_from(range(len(net.nodes)))
    graph.add_edges_from(net.pairs)
    return graph


def missing(net):
    return [p for p in combinations(range(len(net.nodes)), 2) if p not in net.pairs]


def pairs_joined(net):
    found = 0
    for part in nx.connected_components(graph_of(net)):
        size = sum(net.nodes[at].kind == Kind.COMMUNITY for at in part)
        found += size * (size - 1) // 2
    return found


@given(nets())
def test_steps_to_a_service_are_those_of_networkx(net):
    services = net.of_kind(Kind.SERVICE)
    far = nx.multi_source_dijkstra_path_length(graph_of(net), services) if services else {}
    assert net.steps == tuple(far.get(at) for at in range(len(net.nodes)))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 24), [(2025, 11, 24), (2026, 2, 24), (2026, 5, 24), (2026, 8, 24)]),
        (date(2026, 3, 31), [(2025, 3, 31), (2025, 6, 30), (2025, 9, 30), (2025, 12, 31)]),
        (date(2024, 2, 29), [(2023, 2, 28), (2023, 5, 29), (2023, 8, 29), (2023, 11, 29)]),
        (date(2025, 2, 28), [(2024, 2, 28), (2024, 5, 28), (2024, 8, 28), (2024, 11, 28)]),
    ],
)
def test_a_year_goes_back_in_quarters_to_the_last_day_of_a_month_that_is_too_short(day, before):
    assert quarters(day) == [*(date(*one) for one in before), day]


@given(nets())
def test_a_network_is_told_from_another_by_all_of_it_and_nothing_else(net):
    same = Net(tuple(net.nodes), tuple(net.pairs))
    assert (same, hash(same)) == (net, hash(net))
    assert all(net.with_tie(*pair) != net for pair in missing(net))


@given(nets())
def test_a_new_tie_never_lowers_reach(net):
    before = set(reach.out_of_reach(net))
    for one, other in missing(net):
        assert set(reach.out_of_reach(net.with_tie(one, other))) <= before


@settings(deadline=None)
@given(nets())
def test_the_best_new_tie_is_the_best_of_all_that_could_be_made(net):
    def change(pair):
        after = net.with_tie(*pair)
        return (
            len(reach.out_of_reach(net)) - len(reach.out_of_reach(after)),
            pairs_joined(after) - pairs_joined(net),
        )

    best = max(map(change, missing(net)), default=(0, 0))
    found = reach.best_new_tie(net)
    if found is None:
        assert best == (0, 0)
        return
    pair = (min(found.one, found.other), max(found.one, found.other))
    assert pair in missing(net)
    assert (found.reached, found.joined) == change(pair) == best


@settings(deadline=None)
@given(nets(14))
def test_who_bridges_is_what_networkx_says(net):
    said = nx.betweenness_centrality(graph_of(net))
    assert bridges.bridging(net) == pytest.approx([said[at] for at in range(len(net.nodes))])


def test_a_large_network_is_sampled_from_the_points_that_networkx_would_draw():
    graph = nx.gnm_random_graph(1200, 2600, seed=3)
    nodes = tuple(Node(f"N{at:04}", Kind.COMMUNITY) for at in range(1200))
    net = Net(nodes, tuple(sorted((min(p), max(p)) for p in graph.edges)))
    said = nx.betweenness_centrality(graph_of(net), k=bridges.DRAWN, seed=bridges.SEED)
    assert bridges.bridging(net) == pytest.approx([said[at] for at in range(1200)])


@given(nets())
def test_who_is_isolated_has_only_associations_of_her_own(net):
    for at in net.of_kind(Kind.COMMUNITY):
        linked = nx.node_connected_component(graph_of(net), at) - {at}
        alone = all(net.nodes[one].kind == Kind.ASSOCIATION for one in linked)
        assert (at in reach.isolated(net)) == alone


@given(st.integers(-3, 3), st.integers(0, 3), st.booleans())
def test_a_tie_holds_from_its_first_day_to_its_last(begins, lasts, open_end):
    start = DAY + timedelta(begins)
    tie = Tie("A", "B", start, None if open_end else start + timedelta(lasts))
    net = net_on(DAY, [Node("A", Kind.COMMUNITY), Node("B", Kind.SERVICE)], [tie])
    assert bool(net.pairs) == (start <= DAY and (open_end or start + timedelta(lasts) >= DAY))


def test_an_association_is_tied_to_its_community_and_an_unknown_end_is_left_out():
    nodes = [Node("A", Kind.COMMUNITY), Node("B", Kind.ASSOCIATION, of="A")]
    net = net_on(DAY, nodes, [Tie("A", "gone", DAY), Tie("A", "A", DAY)])
    assert net.pairs == ((0, 1),)


@settings(deadline=None)  # networkx is imported at the first layout
@given(nets(12))
def test_the_picture_is_always_the_same_and_stays_in_its_square(net):
    first = picture.placed(net)
    picture.placed.cache_clear()
    assert picture.placed(net) == first
    assert all(0 <= n <= picture.SIDE for point in first.points.values() for n in point)


def test_a_large_picture_shows_those_who_bridge_most():
    size = picture.SHOWN + 50
    nodes = tuple(Node(f"N{at:04}", Kind.COMMUNITY) for at in range(size))
    star = Net(nodes, tuple((0, at) for at in range(1, size)))
    assert len(picture.placed(star).points) == picture.SHOWN
    assert 0 in picture.placed(star).points
