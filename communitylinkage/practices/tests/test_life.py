"""A practice from draft to withdrawal, and its travels."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from communitylinkage.assessment import asked as asked_in
from communitylinkage.assessment.models import Round
from communitylinkage.assessment.tests.made import an_open_round
from communitylinkage.facts.models import Waiting
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, member
from communitylinkage.practices import actions, picture, queries, reviewing, travel
from communitylinkage.practices.models import Adoption, Practice, Review, Version, Word
from communitylinkage.practices.rules.content import Rights
from communitylinkage.practices.rules.states import RefusedError, Why
from communitylinkage.practices.rules.travel import Outcome
from communitylinkage.practices.tests import cast as made
from communitylinkage.practices.tests.cast import NOW, SPANISH

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def viewer(account):
    rows = account.memberships.select_related("organisation", "programme")
    return Viewer(account, tuple(rows))


def refused(why):
    return pytest.raises(RefusedError, match=why.value)


def test_without_two_reviews_of_other_countries_nothing_is_published(cast):
    row, by = made.in_review(cast.service, cast.coordinator.pk), cast.coordinator.pk
    with refused(Why.REVIEWS):
        reviewing.publish(version=row, by=by, now=NOW)
    made.reviewed(row, cast.other, cast.stranger.pk)
    with refused(Why.REVIEWS):
        reviewing.publish(version=row, by=by, now=NOW)
    made.reviewed(row, made.elsewhere("SI"), cast.stranger.pk)
    assert reviewing.publish(version=row, by=by, now=NOW).state == "published"
    assert Practice.objects.get().published == NOW


def test_nobody_reviews_her_own_or_her_neighbours_or_twice(cast):
    row, by = made.in_review(cast.service, cast.coordinator.pk), cast.coordinator.pk
    for organisation, why in ((cast.service, Why.OWN), (cast.community, Why.SAME_COUNTRY)):
        with refused(why):
            made.reviewed(row, organisation, by)
    made.reviewed(row, cast.other, by)
    with refused(Why.REVIEWED):
        made.reviewed(row, cast.other, by)


def test_a_no_asks_for_changes_and_the_changed_text_is_reviewed_anew(cast):
    row, by = made.in_review(cast.service, cast.coordinator.pk), cast.coordinator.pk
    made.reviewed(row, cast.other, by, works="no")
    row.refresh_from_db()
    assert row.state == "changes_asked"
    actions.keep_words(version=row, language="es", texts=SPANISH, by=by, now=NOW)
    row = reviewing.submit(version=row, by=by, now=NOW)
    assert not Review.objects.filter(counts=True).exists()
    assert made.passed(row, by).state == "published"


def test_an_unfinished_draft_is_not_sent_for_review(cast):
    by = cast.coordinator.pk
    row = made.a_draft(cast.service, by, texts=made.ENGLISH | {"failed": " "})
    with refused(Why.NO_TEXT):
        reviewing.submit(version=row, by=by, now=NOW)
    row = made.a_draft(cast.service, by, topics=())
    with refused(Why.NO_TOPIC):
        reviewing.submit(version=row, by=by, now=NOW)


def test_what_is_in_review_or_public_stays_as_it_is(cast):
    by = cast.coordinator.pk
    row = made.in_review(cast.service, by)
    for _stage in ("in review", "published"):
        with refused(Why.NOT_NOW):
            actions.keep_words(version=row, language="en", texts=SPANISH, by=by, now=NOW)
        if row.state == "in_review":
            row = made.passed(row, by)


def test_a_new_version_replaces_the_old_one_whose_address_stays(cast):
    by = cast.coordinator.pk
    first = made.published(cast.service, by)
    second = actions.again(version=first, by=by, now=NOW)
    assert actions.again(version=first, by=by, now=NOW) == second
    actions.keep_words(version=second, language="es", texts=SPANISH, by=by, now=NOW)
    second = made.passed(reviewing.submit(version=second, by=by, now=NOW), by)
    reference = first.practice.reference
    assert queries.public(reference) == second
    assert queries.public(reference, 1).state == "replaced"


def test_it_is_found_in_every_language_that_it_is_written_in_until_it_is_withdrawn(cast):
    by = cast.coordinator.pk
    row = made.a_draft(cast.service, by)
    actions.keep_words(version=row, language="es", texts=SPANISH, by=by, now=NOW)
    row = reviewing.submit(version=row, by=by, now=NOW)
    assert queries.found("thursdays", [], 1) == ([], False), "not public yet"
    row = made.passed(row, by)
    for search in ("thursdays", "TÉ jueves", "thurs serv", "té  tea"):
        assert queries.found(search, [], 1)[0] == [row], search
    assert queries.found("thursdays monday", [], 1)[0] == []
    assert queries.found("", ["topic:trust", "country:ES", "language:es"], 1)[0] == [row]
    assert queries.found("", ["topic:legal"], 1)[0] == []
    reviewing.withdraw(version=row, reason="It did harm.", by=by, now=NOW)
    assert queries.found("thursdays", [], 1) == ([], False)
    assert not Word.objects.exists()


def test_a_list_longer_than_a_page_goes_on_and_an_impossible_page_is_empty(cast, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    rows = [made.published(cast.service, cast.coordinator.pk) for _one in range(3)]
    first, more = queries.found("", [], 1)
    second, end = queries.found("", [], 2)
    assert (more, end) == (True, False)
    assert {row.pk for row in first + second} == {row.pk for row in rows}
    assert queries.found("", [], 10**30)[0] == []


def test_a_practice_withdrawn_after_it_was_adopted_tells_who_adopted_it(cast):
    row = made.published(cast.other, cast.stranger.pk)
    adoption = made.adopted(row, cast.service, cast.coordinator.pk)
    us = viewer(cast.coordinator)
    assert not queries.today(us, NOW)
    reviewing.withdraw(version=row, reason="It did harm.", by=cast.stranger.pk, now=NOW)
    assert "withdrawn" in queries.today(us, NOW)[0].sentence
    adoption = queries.our_adoption(us, row.practice.reference)
    assert queries.withdrawn(adoption).reason == "It did harm."
    assert queries.public(row.practice.reference).reason == "It did harm.", "the page stays"
    travel.understood(adoption=adoption, by=cast.coordinator.pk, now=NOW)
    assert not queries.today(us, NOW)
    with refused(Why.NOT_NOW):
        made.adopted(row, cast.community, cast.coordinator.pk)


def test_who_adopts_a_practice_twice_is_refused_and_it_counts_once(cast):
    row = made.published(cast.other, cast.stranger.pk)
    made.adopted(row, cast.service, cast.coordinator.pk)
    with refused(Why.TAKEN_ALREADY):
        made.adopted(row, cast.service, cast.coordinator.pk)
    with refused(Why.OWN):
        made.adopted(row, cast.other, cast.stranger.pk)
    assert Adoption.objects.count() == 1


def test_only_what_was_adopted_abroad_counts_for_the_indicator(cast):
    row = made.published(cast.service, cast.coordinator.pk)
    made.adopted(row, cast.community, cast.coordinator.pk)
    assert queries.adopted_abroad(date(2026, 1, 1), date(2026, 12, 31)) == 0
    assert not Waiting.objects.filter(kind="practice_adopted_abroad").exists()
    made.adopted(row, cast.other, cast.stranger.pk)
    assert queries.adopted_abroad(date(2026, 11, 1), date(2026, 11, 1)) == 1
    assert queries.adopted_abroad(date(2026, 11, 2), date(2026, 12, 31)) == 0
    fact = Waiting.objects.get(kind="practice_adopted_abroad")
    assert (fact.region, fact.codes) == ("IT", "from:ES")


def test_results_are_asked_for_after_three_months_and_a_year(cast):
    row = made.published(cast.other, cast.stranger.pk)
    adoption = made.adopted(row, cast.service, cast.coordinator.pk, since=date(2026, 6, 30))
    us = viewer(cast.coordinator)

    def tell(months, now=NOW):
        return travel.tell(adoption=adoption, months=months, outcome=Outcome.WORKS, words="Well.",
                           language="en", by=cast.coordinator.pk, now=now)  # fmt: skip

    assert [one.address for one in queries.today(us, NOW)] == [
        f"/en/staff/practices/{row.practice.reference}/result/3/"
    ]
    with refused(Why.TOO_EARLY):
        tell(12)
    tell(3)
    with refused(Why.TOO_EARLY):
        tell(3)
    assert not queries.today(us, NOW)
    assert queries.today(us, NOW + timedelta(days=300))
    assert tell(12, NOW + timedelta(days=300)).months == 12


def test_who_is_asked_first_must_have_agreed(cast):
    row = made.published(cast.other, cast.stranger.pk, rights=Rights.ASK)
    with refused(Why.ASK_THEM):
        made.adopted(row, cast.service, cast.coordinator.pk)
    made.adopted(row, cast.service, cast.coordinator.pk, agreed=True)


def adapt(row, cast):
    return actions.adapt(version=row, organisation=cast.service, changed="In the mosque.",
                         agreed=False, by=cast.coordinator.pk, now=NOW)  # fmt: skip


def test_an_adapted_version_stays_linked_says_what_changed_and_is_reviewed_like_any_other(cast):
    row = made.published(cast.other, cast.stranger.pk, rights=Rights.BY_SA)
    ours = adapt(row, cast)
    assert (ours.changed, ours.practice.adapted_from, ours.rights) == (
        "In the mosque.", row, "cc-by-sa",
    )  # fmt: skip
    assert ours.texts.get().title == row.texts.get().title
    with refused(Why.RIGHTS):
        actions.keep_facts(version=ours, topics=["trust"], rights=Rights.BY, evidence=[],
                           changed="x", by=cast.coordinator.pk, now=NOW)  # fmt: skip
    assert queries.adapted(row) == []
    reviewing.submit(version=ours, by=cast.coordinator.pk, now=NOW)
    ours = made.passed(Version.objects.get(pk=ours.pk), cast.coordinator.pk)
    assert queries.adapted(row) == [ours]
    (way,) = picture.ways()
    assert (way.start, way.end, way.adapted) == ("IT", "ES", True)


def test_what_may_not_be_changed_is_not_adapted(cast):
    row = made.published(cast.other, cast.stranger.pk, rights=Rights.BY_ND)
    with refused(Why.RIGHTS):
        adapt(row, cast)


def test_suggestions_answer_what_an_organisation_needs_and_leave_out_what_it_has(cast):
    by = cast.stranger.pk
    legal = made.published(cast.other, by, topics=("legal", "trust"))
    trust = made.published(cast.other, by, topics=("trust",))
    made.published(cast.other, by, topics=("funding",))
    made.published(cast.service, cast.coordinator.pk, topics=("legal",))
    travel.want(organisation=cast.service.pk, topics=["legal", "trust"], by=by, now=NOW)
    found = queries.suggestions(cast.service)
    assert [row for row, _answers in found] == [legal, trust]
    made.adopted(legal, cast.service, by)
    assert [row for row, _answers in queries.suggestions(cast.service)] == [trust]


def test_the_needs_that_no_practice_answers_come_first(cast):
    made.published(cast.service, cast.coordinator.pk, topics=("legal", "trust"))
    needs = picture.needs()
    assert (needs[-1].topic, needs[-1].practices) == ("legal", 1)
    assert all(need.practices == 0 for need in needs[:-1])


def test_how_many_asked_comes_from_the_newest_round_that_is_released(cast, monkeypatch):
    by = cast.coordinator.pk
    old = an_open_round(cast.service, by)
    new = an_open_round(cast.other, cast.stranger.pk)
    Round.objects.filter(pk=new.pk).update(
        assessment=old.assessment, version=old.version, opens=old.opens + timedelta(days=1)
    )
    released = {old.collection_id: (40, 50)}

    def needs(collections, audience, **_more):
        assert audience == "public"
        asked = released.get(collections[0].pk)
        if asked is None:
            return None
        cell = SimpleNamespace(asked_for=asked[0], answered=asked[1])
        hidden = SimpleNamespace(asked_for=None, answered=50)
        return [SimpleNamespace(item=SimpleNamespace(name=name), cells=(one,))
                for name, one in (("need_legal", cell), ("need_staff", hidden))]  # fmt: skip

    monkeypatch.setattr(asked_in.results, "needs", needs)
    assert picture.asked_for("public") == {"legal": (40, 50)}
    released[Round.objects.get(pk=new.pk).collection_id] = (30, 60)
    assert picture.asked_for("public") == {"legal": (30, 60)}
    assert picture.needs()[0].asked == 30, "the one most asked for comes first"


def test_only_reviewers_of_other_countries_see_what_is_in_review(cast):
    row = made.in_review(cast.service, cast.coordinator.pk)
    reference = row.practice.reference
    neighbour = member("neighbour", "coordinator", cast.community)
    assert queries.seen(viewer(neighbour), reference) is None
    assert queries.seen(viewer(cast.stranger), reference) == row
    assert list(queries.to_review(viewer(cast.stranger))) == [row]
    made.reviewed(row, cast.other, cast.stranger.pk)
    assert not queries.to_review(viewer(cast.stranger))
    assert queries.public(reference) is None
