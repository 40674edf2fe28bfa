"""To which organization of the standard a row belongs, by the keys that it carries."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from communitylinkage.directory.interchange.tables import KEYS, Values

# What is said about any row may be said about these; not about what is itself said about a row,
# or two attributes could point at each other for ever.
_SAID_ABOUT = ("attributes", "metadata")


class Owners:
    """Whose each row is, in one state of the directory."""

    def __init__(self, rows: Mapping[str, Mapping[UUID, Values]]) -> None:
        self._rows = rows
        self._at: dict[UUID, set[UUID]] = defaultdict(set)
        for row in rows["service_at_location"].values():
            if row.get("location_id") and row.get("service_id"):
                self._at[row["location_id"]].add(row["service_id"])

    def of(self, table: str, number: UUID) -> frozenset[UUID]:
        """The organizations to which a row belongs; none for what is shared or hangs on nothing."""
        row = self._rows[table].get(number)
        if row is None:
            return frozenset()
        if table == "organizations":
            return frozenset({number})
        if table in _SAID_ABOUT:
            return self._of_any(row.get("link_id") or row.get("resource_id"))
        if table == "service_at_location":
            return self._through(row, ("service_id",))
        if table == "locations" and not row.get("organization_id"):
            there = (self.of("services", service) for service in self._at[number])
            return frozenset().union(*there)
        return self._through(row, KEYS)

    def only(self, table: str, number: UUID, mine: frozenset[UUID]) -> bool:
        """Whether a row belongs to these organizations and to no other."""
        owners = self.of(table, number)
        return bool(owners) and owners <= mine

    def _through(self, row: Values, keys: Mapping[str, str] | tuple[str, ...]) -> frozenset[UUID]:
        found: set[UUID] = set()
        for column in keys:
            target = row.get(column)
            if column == "organization_id" and target:
                found.add(target)
            elif target:
                found |= self.of(KEYS[column], target)
        return frozenset(found)

    def _of_any(self, number: UUID | None) -> frozenset[UUID]:
        if number is None:
            return frozenset()
        for table, rows in self._rows.items():
            if table not in _SAID_ABOUT and number in rows:
                return self.of(table, number)
        return frozenset()
