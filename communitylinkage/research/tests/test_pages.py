"""Who researches with whom, and who finds nothing."""

import pytest

from communitylinkage.people.tests.cast import cast, client_of, member  # noqa: F401
from communitylinkage.research import findings, queries
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import (
    NOW,
    at,
    begun,
    group,
    marked,
    mentor,  # noqa: F401
)

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_who_does_not_take_part_finds_no_cycle(cast):  # noqa: F811
    made = group(cast)
    for account in (cast.coordinator, cast.stranger):
        client = client_of(account, opens=True)
        assert client.get(at("research_cycle", made.cycle.pk)).status_code == 404
        piece = at("research_piece", made.cycle.pk, made.piece.reference)
        assert client.post(piece).status_code == 404


def test_home_says_that_something_was_taken_back(cast, mentor):  # noqa: F811
    made = group(cast)
    row = findings.write(
        cycle=made.cycle, finding=None, theme="language", language="en", text="T", did="",
        changed="", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    marked(made.piece, cast.mentor, [(0, made.word.pk)])
    mentor.post(
        at("research_piece_back", made.cycle.pk, made.piece.reference), {"use": [Use.ANALYSIS]}
    )
    row.refresh_from_db()
    assert row.look_again
    assert "was taken back" in mentor.get(at("people:home")).content.decode()
    page = mentor.get(at("research_finding", made.cycle.pk, row.pk)).content.decode()
    assert "kept it anew" in page
    told = {"language": "en", "theme": "language", "text": "T"}
    mentor.post(at("research_finding_edit", made.cycle.pk, row.pk), told)
    assert "was taken back" not in mentor.get(at("people:home")).content.decode()


def test_who_shares_a_programme_or_an_organisation_can_be_added(cast, mentor):  # noqa: F811
    colleague = member("colleague", "mentor", cast.community)
    cycle = begun(cast.mentor, cast.community)
    told = {"account": str(colleague.pk)}
    page = mentor.post(at("research_join", cycle.pk), told, follow=True).content.decode()
    assert "with the same rights" in page
    assert cycle.researchers.count() == 2
    hers = cycle.researchers.get(account=colleague)
    page = mentor.get(at("research_leave", cycle.pk, hers.pk)).content.decode()
    assert "opens nothing of this cycle any more" in page
    mentor.post(at("research_leave", cycle.pk, hers.pk))
    assert [one.account for one in queries.researchers(cycle)] == [cast.mentor]
    hers.refresh_from_db()
    assert hers.until is not None, "that she researched stays counted"
