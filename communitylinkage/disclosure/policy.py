"""What each audience may learn: every number of the rules stands here and nowhere else."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Policy:
    """The rules for one audience.

    `rank` orders audiences: a reader sees what was published at her rank and below. `k` is the
    least number of distinct persons; `base` (odd) rounds to its multiples, 1 is exact. `width` is
    the protection interval: what a reader can infer about a protected cell spans at least so many
    persons; `change` is the same for what lies between publications of one series.
    `zeros` are shown or hidden. `group` hides a row whose persons are all in one category.
    `share` hides a cell where one organisation holds more than this part ((n,k) rule, n = 1);
    `percent` is p of the p% rule; `others` hides a cell where, without one organisation, fewer
    than k remain. `after` is the laxer policy whose hidden cells stay hidden. `tells` lets the
    reader see why a cell is hidden.
    """

    name: str
    rank: int
    k: int = 0
    base: int = 1
    width: int = 0
    change: int = 0
    zeros: bool = True
    group: bool = False
    share: float | None = None
    percent: float | None = None
    others: bool = False
    tells: bool = False
    after: "Policy | None" = None

    def __post_init__(self) -> None:
        if self.base % 2 == 0:  # a half would round one way, and its neighbour tell on it
            raise ValueError(self.base)

    @property
    def slack(self) -> int:
        """How far a rounded value can be from the true one."""
        return self.base // 2

    def rounded(self, value: int) -> int:
        """The nearest multiple of the base."""
        return (value + self.slack) // self.base * self.base

    def bounds(self, value: int) -> tuple[int, int]:
        """What a reader knows of a shown cell, the threshold included.

        She knows the rule: a shown cell is zero or at least k.
        """
        if value == 0 and self.zeros:
            return 0, 0
        shown = self.rounded(value)
        return max(shown - self.slack, self.k, 0), shown + self.slack


INTERNAL = Policy("internal", 2, tells=True)
PARTNERS = Policy("partners", 1, k=5, width=4, change=4, group=True, percent=10, others=True)
PUBLIC = Policy(
    "public", 0, k=10, base=5, width=9, change=4, group=True, share=0.9, percent=10, others=True,
    after=PARTNERS,
)  # fmt: skip
BY_NAME = {policy.name: policy for policy in (INTERNAL, PARTNERS, PUBLIC)}


def organisations_known(policy: Policy) -> Policy:
    """For tables where how many an organisation counted is no secret, because it reports that.

    What it could work out about others' persons, by taking its own away, stays protected.
    """
    after = organisations_known(policy.after) if policy.after else None
    return replace(policy, share=None, percent=None, after=after)
