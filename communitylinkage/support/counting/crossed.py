"""Women supported, each receipt or code once in a period, by its first visit."""

from communitylinkage.facts import queries as facts
from communitylinkage.support.counting.actions import NEW_WOMAN
from communitylinkage.values.crossed import Crossed


def women(first_month: str, last_month: str) -> list[Crossed] | None:
    """Only who brought a receipt or a code; None: not everything of these months is counted.

    Each counts once in each period of a programme: who came in two periods is here twice. The
    organisation that counted her first goes beside the codes, for the gate alone.
    """
    if not facts.whole(NEW_WOMAN, last_month):
        return None
    found = []
    for one in facts.sums(NEW_WOMAN, first_month, last_month):
        codes = _codes(one.codes)
        organisation = codes.pop("organisation", "")
        found.append(Crossed(one.month, {"country": one.region, **codes}, organisation, one.number))
    return found


def _codes(said: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, _colon, value in (one.partition(":") for one in said)}
