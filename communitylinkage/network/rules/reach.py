"""Which communities reach a service, who stands alone, and which new tie would change most."""

from dataclasses import dataclass

from communitylinkage.network.rules.graph import Kind, Net

# A community that needs more than one go-between to a service hardly gets there.
STEPS = 2


def out_of_reach(net: Net) -> list[int]:
    """The communities that reach no service within two steps."""
    far = [(at, net.steps[at]) for at in net.of_kind(Kind.COMMUNITY)]
    return [at for at, count in far if count is None or count > STEPS]


def isolated(net: Net) -> list[int]:
    """The communities that have nobody but associations of their own."""
    others: dict[int, int] = {}
    for at, node in enumerate(net.nodes):
        if node.kind != Kind.ASSOCIATION:
            others[net.parts[at]] = others.get(net.parts[at], 0) + 1
    return [at for at in net.of_kind(Kind.COMMUNITY) if others[net.parts[at]] == 1]


@dataclass(frozen=True, slots=True)
class NewTie:
    """A tie that is not there yet.

    Args:
        reached: how many communities more would reach a service within two steps.
        joined: how many pairs of communities more would have any way to each other.
    """

    one: int
    other: int
    reached: int
    joined: int


def best_new_tie(net: Net) -> NewTie | None:
    """The tie that lets most communities reach a service, then joins most pairs of communities.

    A tie from u to a service brings in those communities of u and its neighbours that were out of
    reach; no other tie brings in more (a tie to a node one step from a service brings in u alone).
    So one pass over the nodes finds it, without trying all pairs. None: no tie changes either.
    """
    gains = _gains(net)
    most = max(gains, default=0)
    sizes = _communities_of_parts(net)
    if most == 0:
        return _joining(net, sizes)
    services = _one_of_each_part(net, net.of_kind(Kind.SERVICE), sizes)
    found = [
        NewTie(u, v, most, _joined(net, sizes, u, v))
        for u, gain in enumerate(gains)
        if gain == most
        for v in services
    ]
    return max(found, key=lambda tie: (tie.joined, _same_country(net, tie), -tie.one, -tie.other))


def _gains(net: Net) -> list[int]:
    """For each node how many communities a tie from it to a service would bring within reach."""
    if not net.of_kind(Kind.SERVICE):
        return [0] * len(net.nodes)
    gains = [0] * len(net.nodes)
    for community in out_of_reach(net):
        gains[community] += 1
        for near in net.neighbours[community]:
            gains[near] += 1
    return gains


def _communities_of_parts(net: Net) -> dict[int, int]:
    sizes = dict.fromkeys(net.parts, 0)
    for at in net.of_kind(Kind.COMMUNITY):
        sizes[net.parts[at]] += 1
    return sizes


def _one_of_each_part(net: Net, among: list[int], sizes: dict[int, int]) -> list[int]:
    """Of the largest parts one node for each country: more cannot make a tie better."""
    first: dict[tuple[int, str], int] = {}
    for at in among:
        first.setdefault((net.parts[at], net.nodes[at].country), at)
    largest = sorted({part for part, _country in first}, key=lambda part: (-sizes[part], part))[:2]
    return [at for (part, _country), at in first.items() if part in largest]


def _joined(net: Net, sizes: dict[int, int], one: int, other: int) -> int:
    here, there = net.parts[one], net.parts[other]
    return 0 if here == there else sizes[here] * sizes[there]


def _same_country(net: Net, tie: NewTie) -> bool:
    return net.nodes[tie.one].country == net.nodes[tie.other].country


def _joining(net: Net, sizes: dict[int, int]) -> NewTie | None:
    """The two parts with most communities, by one community of each."""
    ends = _one_of_each_part(net, net.of_kind(Kind.COMMUNITY), sizes)
    found = [
        NewTie(u, v, 0, _joined(net, sizes, u, v))
        for u in ends
        for v in ends
        if u < v and net.parts[u] != net.parts[v]
    ]
    return max(found, key=lambda tie: (_same_country(net, tie), -tie.one, -tie.other), default=None)
