"""Who learned and who finished, as codes: each person once, in the month in which she first did."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from communitylinkage.learning.chain.queries import taught
from communitylinkage.learning.joining.queries import merges_of
from communitylinkage.learning.models import Award, Enrolment
from communitylinkage.learning.rules.codes import Seat, Track, Why
from communitylinkage.network.rules.engaging import root
from communitylinkage.values.crossed import Crossed

_WHOLE = 100
Said = tuple[UUID, date, dict[str, str], UUID]


def _firsts(rows: Iterable[Said]) -> list[Crossed]:
    merged, seen, found = merges_of(), set[UUID](), list[Crossed]()
    for record, day, codes, organisation in rows:
        person = root(record, merged)
        if person not in seen:
            seen.add(person)
            found.append(Crossed(f"{day:%Y-%m}", codes, str(organisation)))
    return found


def finished(track: Track) -> list[Crossed]:
    """Who finished a course of a track. `by`: where the mentors came from who taught them."""
    by = {one.person: one.by for one in taught()} if track == Track.PROFESSIONALS else {}
    merged = merges_of()
    rows = Award.objects.filter(cohort__course__track=track).exclude(why=Why.MISTAKE)
    told = rows.order_by("day", "pk").values_list(
        "learner_id", "day", "cohort__country", "learner__language", "share",
        "cohort__organisation_id",
    )  # fmt: skip
    found: list[Said] = []
    for record, day, country, language, share, organisation in told:
        codes = {"country": country, "language": language,
                 "there": "whole" if share >= _WHOLE else "part"}  # fmt: skip
        if by:
            codes["by"] = by.get(root(record, merged), "")
        found.append((record, day, codes, organisation))
    return _firsts(found)


def participants() -> list[Crossed]:
    """Who has, or had, a seat in a course, by the day on which the record was made."""
    rows = Enrolment.objects.filter(seat=Seat.ENROLLED).order_by("learner__made_at", "pk")
    told = rows.values_list(
        "learner_id", "learner__made_at", "cohort__country", "learner__language",
        "cohort__course__track", "cohort__organisation_id",
    )  # fmt: skip
    return _firsts(
        (record, made.date(), {"country": country, "language": language, "track": track}, keeper)
        for record, made, country, language, track, keeper in told
    )
