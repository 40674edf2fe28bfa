"""An attacker who shares no code with the audit: whole-number search with bounds propagation.

She reads what readers get, and the meaning of the codes; she knows the rules, not the counts.
"""

from dataclasses import dataclass, field

CAP = 400  # more than any total in these tests can be


class TooLongError(Exception):
    """The search was given up."""


@dataclass
class Attacker:
    """Sums with limits over unknown counts; grows with every publication that she reads."""

    atoms: dict[tuple, int] = field(default_factory=dict)
    sums: list[tuple[list[int], int, int]] = field(default_factory=list)
    steps: int = 0

    def region(self, dimensions, periods, box):
        """The unknowns of a cell; all leaves and periods must be known to her beforehand."""
        nodes = [set(d.nodes[code]) for d, code in zip(dimensions, box, strict=True)]
        return [
            at
            for key, at in self.atoms.items()
            if key[0] in periods
            and all(one in node for one, node in zip(key[1:], nodes, strict=True))
        ]

    def read(self, public, dimensions):
        """Learns from one publication."""
        for cell in public["cells"]:
            if cell["state"] != "hidden":
                where = self.region(dimensions, public["periods"], cell["at"])
                self.sums.append((where, cell["low"], cell["high"]))

    def shuttle(self, low, high, extra=()):
        """Tightens limits to and fro until nothing moves; False when no table is left."""
        moved = True
        while moved:
            moved = False
            for where, least, most in (*self.sums, *extra):
                lows, highs = sum(low[i] for i in where), sum(high[i] for i in where)
                if lows > most or highs < least:
                    return False
                for i in where:
                    up, down = most - (lows - low[i]), least - (highs - high[i])
                    if up < high[i] or down > low[i]:
                        high[i], low[i] = min(high[i], up), max(low[i], down)
                        moved = True
                        lows, highs = sum(low[j] for j in where), sum(high[j] for j in where)
                        if low[i] > high[i]:
                            return False
        return True

    def possible(self, low, high, extra):
        """Whether a whole-numbered table agrees with everything."""
        self.steps += 1
        if self.steps > 3000:
            raise TooLongError
        low, high = low[:], high[:]
        if not self.shuttle(low, high, extra):
            return False
        loose = [i for i in range(len(low)) if low[i] < high[i]]
        if not loose:
            return True
        at = min(loose, key=lambda i: (high[i] - low[i], i))
        middle = (low[at] + high[at]) // 2
        for lo, hi in ((low[at], middle), (middle + 1, high[at])):
            one, other = low[:], high[:]
            one[at], other[at] = lo, hi
            if self.possible(one, other, extra):
                return True
        return False

    def asks(self, where, least, most):
        """Whether the sum over the unknowns can lie there."""
        self.steps = 0
        low, high = [0] * len(self.atoms), [CAP] * len(self.atoms)
        return self.possible(low, high, [(where, least, most)])

    def narrower_than(self, width, where):
        """Whether she can pin the sum to fewer than `width` steps from least to most."""
        low, high = 0, CAP * len(where)  # halve towards the least possible sum, exactly
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.asks(where, 0, middle) else (middle + 1, high)
        return not self.asks(where, low + width, CAP * len(self.atoms))
