"""Mentors who may fit, in the order of the rule, with all that it asks of them: one question.

In SQL of our own, as `directory.lookup`: how far a town is, is reckoned once for each town, by the
rule's own arithmetic, and the database sorts the mentors by it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from communitylinkage.directory import taxonomy
from communitylinkage.matching.mentors import Group, MentorNeed, MentorOffer, tens_of_km
from communitylinkage.mentors import rules
from communitylinkage.people.roles import Mentor as MentorRole
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals.mentor_requests.rules import Answer, State
from communitylinkage.values.places import Point, box

# Bandit and ruff are told of statements that are put together below: the pieces are texts of ours;
# whatever a person typed goes in as a parameter.
_TOWNS = """SELECT p.id, p.latitude, p.longitude FROM directory_place p
WHERE p.country = %(country)s AND p.latitude BETWEEN %(south)s AND %(north)s
AND p.longitude BETWEEN %(west)s AND %(east)s AND EXISTS (SELECT 1 FROM mentors_spoken s
  WHERE s.language = %(language)s AND s.place_id = p.id)"""
_SAID = "EXISTS (SELECT 1 FROM network_circle k WHERE k.mentor_id = {})"
_MEMBER = "b.role = %(role)s AND b.state = %(active)s AND b.may_open"
_HAS = """(SELECT count(*) FROM referrals_mentorturn u
  JOIN referrals_mentorrequest r ON r.id = u.request_id
  WHERE u.account_id = s.mentor_id AND u.answer = %(accepted)s AND r.state = %(going)s)"""
_OWN = "SELECT 1 FROM network_circle_communities n WHERE n.circle_id = s.mentor_id"
# Numbers of `matching.mentors.Apart`.
_APART = f"""CASE WHEN EXISTS ({_OWN} AND n.community_id = %(community)s) THEN 3
  WHEN EXISTS (SELECT 1 FROM network_circle_communities n
    JOIN network_community c ON c.id = n.community_id
    WHERE n.circle_id = s.mentor_id AND c.place_id = %(town)s
    AND (c.language = %(tongue)s OR (%(origin)s <> '' AND c.origin = %(origin)s))) THEN 2
  WHEN {_SAID.format("s.mentor_id")} THEN 0 ELSE 1 END"""  # noqa: S608 # nosec B608
# All who may fit, by what an index can tell; reckoned once each, and then put in order.
_FOUND = """found AS MATERIALIZED (
SELECT s.mentor_id, t.km, m.most, {has} AS has, {apart} AS apart,
  NOT EXISTS (SELECT 1 FROM mentors_certification c WHERE c.account_id = s.mentor_id) AS plain
FROM towns t {join} mentors_spoken s ON s.place_id = t.place AND s.language = %(language)s
JOIN mentors_mentor m ON m.account_id = s.mentor_id
WHERE s.mentor_id <> %(without)s
AND NOT (m.paused AND (m.paused_until IS NULL OR m.paused_until >= %(today)s))
AND EXISTS (SELECT 1 FROM people_membership b JOIN people_account a ON a.id = b.account_id
  WHERE b.account_id = s.mentor_id AND {member} AND a.key_holder IS NOT NULL){only})"""
_ORDER = "apart, plain, km, has, mentor_id"
_TOLD = """SELECT {number}, a.display_name, {languages}, p.country, p.latitude, p.longitude, {week},
  m.most, m.paused, m.paused_until, NOT f.plain, f.has, {said},
  {organisations}, {groups}
FROM (SELECT * FROM found WHERE has < most ORDER BY {order}
  LIMIT %(size)s OFFSET %(first)s) f
JOIN people_account a ON a.id = f.mentor_id
JOIN mentors_mentor m ON m.account_id = f.mentor_id
JOIN directory_place p ON p.id = m.place_id
ORDER BY f.apart, f.plain, f.km, f.has, f.mentor_id"""
# Of all that she belongs to, in whatever role: an organisation is avoided with all its people.
_ORGANISATIONS = (
    "(SELECT {all}(b.organisation_id) FROM people_membership b "
    "WHERE b.account_id = f.mentor_id AND b.state <> %(left)s)"
)
_GROUPS = """(SELECT {all}({each}(c.id, c.language, c.origin, c.place_id))
  FROM network_circle_communities n JOIN network_community c ON c.id = n.community_id
  WHERE n.circle_id = f.mentor_id)"""


class Candidates:
    """Who may answer a need; alike on SQLite and PostgreSQL."""

    def __init__(self, need: MentorNeed, now: datetime, without: UUID,
                 using: str = "default") -> None:  # fmt: skip
        self.connection = connections[using]
        self.on_postgres = self.connection.vendor == "postgresql"
        self.need, self.today = need, now.date()
        group = need.community
        self.values: dict[str, Any] = {
            "language": need.language, "country": need.country, "today": self.today,
            "without": self._sent(without), "role": MentorRole.name,
            "active": MembershipState.ACTIVE.value, "left": MembershipState.LEFT.value,
            "accepted": Answer.ACCEPTED.value, "going": State.ACCEPTED.value,
        }  # fmt: skip
        if group:
            self.values |= {"community": self._sent(UUID(group.id)), "town": int(group.place),
                            "tongue": group.language, "origin": group.origin}  # fmt: skip
        self.towns = self._towns()
        self.statement = self._statement()

    def _sent(self, number: UUID) -> Any:
        return number if self.on_postgres else number.hex

    def _fetch(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _towns(self) -> list[tuple[int, int]] | None:
        """Those in reach in which somebody speaks it, with their tens of kilometres; None: all."""
        need = self.need
        if need.place is None:
            return None
        ends = zip(("south", "north", "west", "east"), box(need.place, need.reach_km), strict=True)
        rows = self._fetch(
            _TOWNS, {"country": need.country, "language": need.language, **dict(ends)}
        )
        far = ((number, tens_of_km(need.place, Point(up, along))) for number, up, along in rows)
        return [(number, km) for number, km in far if km <= need.reach_km]

    def _statement(self) -> str:
        one = self._dialect()
        only = ""
        if self.need.not_groups or (self.need.community and self.need.not_her_circle):
            only += f" AND {_SAID.format('s.mentor_id')}"
        if self.need.not_groups:
            only += f" AND NOT EXISTS ({_OWN} AND n.community_id {one['among']})"
            numbers = [self._sent(UUID(number)) for number in sorted(self.need.not_groups)]
            self.values["groups"] = numbers if self.on_postgres else json.dumps(numbers)
        found = _FOUND.format(
            has=_HAS, apart=_APART if self.need.community else "0", join=one["join"],
            member=_MEMBER, only=only,
        )  # fmt: skip
        told = _TOLD.format(
            number=one["number"], languages=one["text"].format("m.languages"),
            week=one["text"].format("m.week"), said=_SAID.format("f.mentor_id"), order=_ORDER,
            organisations=one["text"].format(_ORGANISATIONS.format(all=one["all"])),
            groups=one["text"].format(_GROUPS.format(all=one["all"], each=one["each"])),
        )  # fmt: skip
        return f"WITH towns AS ({self._reach()}), {found} {told}"

    def _dialect(self) -> dict[str, str]:
        if self.on_postgres:
            return {"join": "JOIN", "number": "f.mentor_id::text", "text": "{}::text",
                    "all": "json_agg", "each": "json_build_array",
                    "among": "= ANY(%(groups)s::uuid[])"}  # fmt: skip
        # CROSS JOIN keeps the order of the tables: each town is looked up in the index.
        return {"join": "CROSS JOIN", "number": "f.mentor_id", "text": "{}",
                "all": "json_group_array", "each": "json_array",
                "among": "IN (SELECT value FROM json_each(%(groups)s))"}  # fmt: skip

    def _reach(self) -> str:
        if self.towns is None:
            return (
                "SELECT p.id AS place, 0 AS km FROM directory_place p WHERE p.country = %(country)s"
            )
        if self.on_postgres:
            self.values["places"], self.values["kms"] = (
                [pair[at] for pair in self.towns] for at in (0, 1)
            )
            return (
                "SELECT place, km FROM unnest(%(places)s::bigint[], %(kms)s::int[]) AS t(place, km)"
            )
        self.values["towns"] = json.dumps(self.towns, separators=(",", ":"))
        return (
            "SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS km "
            "FROM json_each(%(towns)s)"
        )

    def offers(self, first: int, size: int) -> list[MentorOffer]:
        """So many of them, from a place in their order."""
        if self.towns is not None and not self.towns:
            return []
        rows = self._fetch(self.statement, self.values | {"first": first, "size": size})
        return [self._offer(row) for row in rows]

    def _offer(self, row: Sequence[Any]) -> MentorOffer:
        (number, name, languages, country, up, along, week, most, paused, until, certified, has,
         said, organisations, groups) = row  # fmt: skip
        point = Point(up, along)
        until = date.fromisoformat(until) if isinstance(until, str) else until
        hours = rules.hours_of(rules.week_of(json.loads(week)), taxonomy.zone(country, point))
        return MentorOffer(
            id=_number(number), name=name,
            organisations=frozenset(map(_number, json.loads(organisations or "[]"))),
            languages=frozenset(json.loads(languages)), country=country, point=point,
            groups=frozenset(_groups(json.loads(groups or "[]"))) if said else None,
            hours=hours, paused=rules.is_paused(bool(paused), until, self.today),
            certified=bool(certified), has=has, most=most,
        )  # fmt: skip


def _groups(found: Iterable[Sequence[Any]]) -> Iterable[Group]:
    for number, language, origin, place in found:
        yield Group(_number(number), language, origin, str(place))


def _number(told: str) -> str:
    return str(UUID(told))
