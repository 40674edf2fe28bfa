"""Women are counted once, known and possible apart, and nobody can ask later who was counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communitylinkage.facts.models import Waiting
from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.referrals.tests.receipt.hers import hers, new_link, quick
from communitylinkage.support import queries
from communitylinkage.support.counting import actions
from communitylinkage.support.counting.models import Figure, Period, Tag
from communitylinkage.support.counting.queries import takes
from communitylinkage.support.counting.rules import FREEZE_AFTER, Source, Standing, TooEarly, Women
from communitylinkage.support.tests.scene import a_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
__all__ = ["cast", "hers", "quick"]


DAY = timedelta(days=1)
OVER = NOW + 301 * DAY  # the day after the last one of `a_programme`


@pytest.fixture
def programme(cast):
    return a_programme(cast)


def count(
    cast, code="", consent=None, standing=Standing.KNOWN, organisation=None, now=NOW, day=None
):
    return actions.count_woman(
        organisation=organisation or cast.service,
        consent=consent,
        code=code,
        standing=standing,
        day=day or now.date(),
        by=cast.mentor.pk,
        now=now,
    )


def women(country="ES", standing=Standing.KNOWN):
    return queries.women_supported(Period.objects.get(), country, standing)


def test_the_same_code_counts_once_and_another_code_again(cast, programme):
    assert count(cast, "Amina 47") == Source.CODE
    count(cast, "amina-47")
    count(cast, "Fatou 12")
    assert women() == Women(certain=2)


def test_the_same_receipt_counts_once_also_with_a_code_beside_it(hers, cast, programme):
    other = new_link(cast)
    for code in ("", "amina47"):
        assert count(cast, code, consent=hers.consent) == Source.RECEIPT
    count(cast, consent=other.consent)
    assert women() == Women(certain=2)


def test_a_woman_with_two_receipts_counts_once_by_the_code_that_she_says(hers, cast, programme):
    other = new_link(cast)
    for consent in (hers.consent, other.consent):
        assert count(cast, "Amina 47", consent=consent) == Source.CODE
    assert women() == Women(certain=1)


def test_two_receipts_without_a_code_are_two_and_every_page_says_so(hers, cast, programme):
    other = new_link(cast)
    for consent in (hers.consent, other.consent):
        assert count(cast, consent=consent, now=timezone.now()) == Source.RECEIPT
    assert women() == Women(certain=2)
    page = client_of(cast.lead).get("/en/staff/support/counted/").content.decode()
    assert "By different receipts or codes" in page
    assert "two receipts who says no code counts as two" in page
    assert "urely different" not in page


def test_two_referrals_on_one_receipt_are_one(hers, cast, programme):
    other = new_link(cast).consent
    other.participant = hers.participant
    other.save()
    for consent in (hers.consent, other):
        count(cast, consent=consent)
    assert women() == Women(certain=1)


def test_who_was_counted_by_her_receipt_is_not_counted_again_for_her_code(hers, cast, programme):
    for code in ("", "amina47", ""):
        assert count(cast, code, consent=hers.consent) == Source.RECEIPT
    assert women() == Women(certain=1)


@pytest.mark.parametrize("said", [("amina47", ""), ("", "amina47", ""), ("amina47", "", "amina47"),
                                  ("", "", "amina47")])  # fmt: skip
def test_who_says_a_code_only_now_and_then_is_one_by_her_receipt(hers, cast, programme, said):
    for code in said:
        count(cast, code, consent=hers.consent)
        assert women() == Women(certain=1)
    # Now she is known by the code alone, if she said it, and by the receipt alone.
    for code, consent in (("amina47", None), ("", hers.consent)):
        count(cast, code, consent=consent, organisation=cast.other)
    assert [women(country) for country in ("ES", "IT", "")] == [Women(1)] * 3
    before = women("")
    actions.freeze(period=Period.objects.get(), by=cast.lead.pk, now=OVER)
    assert women("") == before


def test_one_code_holds_together_receipts_of_which_each_is_enough_later(hers, cast, programme):
    other = new_link(cast).consent
    for code, consent in (("amina47", hers.consent), ("amina47", other), ("", other)):
        count(cast, code, consent=consent, standing=Standing.POSSIBLE)
    count(cast, "", consent=hers.consent, standing=Standing.KNOWN)
    assert (women(), women(standing=Standing.POSSIBLE)) == (Women(1), Women())
    assert Tag.objects.filter(stands_for=None).count() == 1


def test_who_was_counted_by_both_apart_is_one_when_she_brings_both(hers, cast, programme):
    july, august = NOW.date() - 120 * DAY, NOW.date() - 90 * DAY
    count(cast, "amina47", standing=Standing.POSSIBLE, day=august)
    count(cast, consent=hers.consent, day=july, organisation=cast.other)
    assert women("") == Women(1), "known by her receipt, possible by her code"
    assert women("", Standing.POSSIBLE) == Women(1)
    count(cast, "amina47", consent=hers.consent, standing=Standing.POSSIBLE)

    def told():
        return [
            queries.women_supported(Period.objects.get(), country, standing, f"{day:%Y-%m}")
            for country in ("", "ES", "IT") for standing in Standing for day in (july, august)
        ]  # fmt: skip

    one, nobody = Women(1), Women()
    before = told()
    assert before == [
        one,
        one,
        nobody,
        nobody,
        nobody,
        one,
        nobody,
        nobody,
        one,
        one,
        nobody,
        nobody,
    ]
    for code, consent in (("amina47", None), ("", hers.consent)):
        count(cast, code, consent=consent, standing=Standing.POSSIBLE)
    assert told() == before
    actions.freeze(period=Period.objects.get(), by=cast.lead.pk, now=OVER)
    assert told() == before


def test_whom_a_code_held_together_follow_it_to_the_receipt(hers, cast, programme):
    other = new_link(cast).consent
    count(cast, "fatou12", consent=other)
    count(cast, consent=hers.consent)
    assert women() == Women(2)
    count(cast, "fatou12", consent=hers.consent)
    count(cast, consent=other)
    assert women() == Women(1)
    assert Tag.objects.filter(stands_for=None).count() == 1


def test_who_has_neither_may_be_counted_twice_and_the_figure_says_so(cast, programme):
    for _visit in range(3):
        assert count(cast) == Source.NOTHING
    count(cast, "amina47")
    assert women() == Women(certain=1, maybe_twice=3)
    assert (women().at_least, women().at_most) == (1, 4)


def test_possible_and_known_are_apart_and_who_is_known_once_stays_so(cast, programme):
    count(cast, "amina47", standing=Standing.POSSIBLE)
    count(cast, "fatou12", standing=Standing.POSSIBLE)
    assert women(standing=Standing.POSSIBLE) == Women(2)
    count(cast, "amina47", standing=Standing.KNOWN)
    count(cast, "amina47", standing=Standing.POSSIBLE)
    assert (women(), women(standing=Standing.POSSIBLE)) == (Women(1), Women(1))


def test_in_two_countries_she_counts_in_each_and_once_in_the_programme(cast, programme):
    count(cast, "amina47", standing=Standing.POSSIBLE)
    count(cast, "amina47", organisation=cast.other)
    assert [women(country) for country in ("ES", "IT", "")] == [Women(1)] * 3


def test_another_programme_has_another_key(cast, programme):
    count(cast, "amina47")
    second = a_programme(cast, "P-2")
    programme.delete()
    assert not Tag.objects.exists()
    count(cast, "amina47")
    assert Period.objects.get().programme == second


def test_without_a_programme_nothing_is_counted(cast):
    assert count(cast, "amina47") is None
    assert not Tag.objects.exists()


def test_the_rows_alone_do_not_tell_whether_a_code_is_among_them(cast, programme, settings):
    from communitylinkage.support.counting.rules import plain_code, tag_of

    count(cast, "amina47")
    row, key = Tag.objects.get(), bytes(Period.objects.get().key)
    assert bytes(row.tag) != tag_of(key, Source.CODE, plain_code("amina47").encode())
    settings.PEPPER = "of another site"
    count(cast, "amina47")
    assert Tag.objects.count() == 2, "half of the key lies outside the database"
    assert {field.name for field in Tag._meta.fields} == {
        "id", "period", "country", "tag", "standing", "sure", "month", "stands_for",
    }  # fmt: skip


def test_up_to_a_month_only_who_was_met_by_then_counts_before_and_after_the_freeze(cast, programme):
    first, then = NOW.date() - 62 * DAY, NOW.date() - 31 * DAY
    count(cast, "amina47", day=then, organisation=cast.other)
    count(cast, "amina47", day=first)
    count(cast, "fatou12", day=NOW.date())
    count(cast, "fatou12", day=then)  # reported late, and earlier than what was reported first
    count(cast, day=NOW.date())
    Tag.objects.create(period=Period.objects.get(), country="ES", tag=b"old", sure=True,
                       standing=Standing.KNOWN)  # fmt: skip

    def told():
        return {
            country: [
                queries.women_supported(Period.objects.get(), country, through=f"{day:%Y-%m}")
                for day in (first - 31 * DAY, first, then, NOW.date())
            ]
            for country in ("", "ES", "IT")
        }

    before = told()
    # Who was counted before months were kept is in it from the beginning.
    assert before[""] == before["ES"] == [Women(1), Women(2), Women(3), Women(3, 1)]
    assert before["IT"] == [Women(), Women(), Women(1), Women(1)]
    actions.freeze(period=Period.objects.get(), by=cast.lead.pk, now=OVER)
    assert told() == before
    assert women("") == Women(3, 1)


def test_frozen_figures_stay_and_tags_and_key_are_gone(cast, programme):
    count(cast, "amina47")
    count(cast)
    count(cast, "fatou12", standing=Standing.POSSIBLE, organisation=cast.other)
    before = [women(c, s) for c in ("ES", "IT", "") for s in Standing]
    for _twice in range(2):
        actions.freeze(period=Period.objects.get(), by=cast.lead.pk, now=OVER)
    assert [women(c, s) for c in ("ES", "IT", "") for s in Standing] == before
    assert not Tag.objects.exists()
    assert Period.objects.get().key is None
    assert count(cast, "amina47") is None, "nobody is added to what is frozen"
    assert Figure.objects.count() == 4, "known in Spain, possible in Italy, both in the programme"


def test_while_a_period_goes_on_nobody_freezes_it_and_the_page_says_until_when(cast, programme):
    count(cast, "amina47")
    period = Period.objects.get()
    last = OVER - DAY
    with pytest.raises(TooEarly):
        actions.freeze(period=period, by=cast.lead.pk, now=last)
    browser = client_of(cast.lead)
    until = f"{last:%-d %B %Y}. Its figures can be frozen when it is over."
    page = browser.get("/en/staff/support/counted/").content.decode()
    assert until in page
    assert "Freeze these figures" not in page
    for sure in ({}, {"sure": "1"}):
        said = {"number": str(period.pk), **sure}
        answer = browser.post("/en/staff/support/counted/freeze/", said)
        assert answer.status_code == 409
        assert until in answer.content.decode()
    assert actions.freeze(period=period, by=cast.lead.pk, now=OVER)


def test_the_clock_freezes_what_is_over_and_nothing_before(cast, programme):
    count(cast, "amina47")
    last = NOW.replace(year=programme.ends.year, month=programme.ends.month, day=programme.ends.day)
    assert actions.sweep(now=last + FREEZE_AFTER) == 0
    assert actions.sweep(now=last + FREEZE_AFTER * 2) == 1
    assert actions.sweep(now=last + FREEZE_AFTER * 3) == 0


def after(programme, span):
    """So long after the last day of a programme."""
    return NOW + (programme.ends - NOW.date()) + span


def test_who_was_met_on_the_last_day_counts_while_late_reports_come_in(cast, programme):
    following = a_programme(cast, "P-2")
    following.starts, following.ends = programme.ends + DAY, programme.ends + 300 * DAY
    following.save()
    late = after(programme, FREEZE_AFTER)
    assert count(cast, "amina47", now=late, day=programme.ends) == Source.CODE
    assert Period.objects.get().programme == programme, "not the one in which it was reported"
    assert women() == Women(1)


def test_of_two_periods_she_counts_in_that_of_her_day_and_never_in_the_next(cast, programme):
    day = NOW.date() - 30 * DAY
    earlier, later = (
        Period.objects.create(programme=programme, starts=starts, ends=ends, key=b"k" * 32)
        for starts, ends in ((programme.starts, day), (day + DAY, programme.ends))
    )
    count(cast, "amina47", day=day)
    assert Tag.objects.get().period == earlier
    actions.freeze(period=earlier, by=cast.lead.pk, now=OVER)
    assert count(cast, "fatou12", day=day) is None
    later.delete()
    assert count(cast, "fatou12") is None
    assert not takes(cast.service, NOW.date(), NOW.date()), "and it is said"


def test_when_late_reports_had_their_time_nobody_is_added(cast, programme):
    late = after(programme, FREEZE_AFTER + DAY)
    assert count(cast, "amina47", now=late, day=programme.ends) is None
    assert not Period.objects.exists()
    count(cast, "amina47")
    assert count(cast, "fatou12", now=late, day=programme.ends) is None, "before the clock froze it"
    assert women() == Women(1)


def test_who_leads_sees_figures_and_freezes_them_after_being_asked(cast, programme):
    count(cast, "amina47", now=timezone.now())
    Period.objects.update(ends=timezone.now().date() - DAY)
    browser = client_of(cast.lead)
    assert (
        "She told of it, or it is known"
        in browser.get("/en/staff/support/counted/").content.decode()
    )
    number = {"number": str(Period.objects.get().pk)}
    asked = browser.post("/en/staff/support/counted/freeze/", number).content.decode()
    assert "It cannot be undone." in asked
    assert f"{timezone.now() - DAY:%-d %B %Y}</p>" in asked, "which time it is"
    assert Tag.objects.exists(), "it asks first"
    browser.post("/en/staff/support/counted/freeze/", {**number, "sure": "1"})
    assert not Tag.objects.exists()
    for account in (cast.mentor, cast.professional, cast.coordinator):
        assert client_of(account).get("/en/staff/support/counted/").status_code == 404


def test_another_programme_is_not_frozen_by_its_number(cast, programme):
    count(cast, "amina47", now=timezone.now())
    programme.lead_organisation = cast.other
    programme.save()
    number = {"number": str(Period.objects.get().pk), "sure": "1"}
    for typed in (number, {"number": "\x00"}, {}):
        answer = client_of(cast.lead).post("/en/staff/support/counted/freeze/", typed)
        assert answer.status_code == 404
    assert Tag.objects.exists()


def test_a_new_woman_leaves_one_fact_with_the_codes_of_her_first_visit(cast, programme):
    def visit(code, standing=Standing.KNOWN):
        actions.count_woman(
            organisation=cast.service, consent=None, code=code, standing=standing,
            day=NOW.date(), by=cast.mentor.pk, now=NOW, codes=["kind:group"],
        )  # fmt: skip

    for code in ("Amina 47", "amina-47", "Fatou 12", ""):
        visit(code, Standing.POSSIBLE)
    visit("Amina 47")
    found = Waiting.objects.filter(kind=actions.NEW_WOMAN)
    ours = actions.counted_by(cast.service)
    assert [one.codes for one in found] == [f"kind:group {ours} standing:possible"] * 2
    assert {one.region for one in found} == {"ES"}


def test_the_fact_of_a_new_woman_is_of_the_month_in_which_her_tag_is(cast, programme):
    day = NOW.date() - 62 * DAY
    actions.count_woman(
        organisation=cast.service, consent=None, code="Amina 47", standing=Standing.KNOWN,
        day=day, by=cast.mentor.pk, now=NOW, codes=["kind:group"],
    )  # fmt: skip
    fact, tag = Waiting.objects.get(kind=actions.NEW_WOMAN), Tag.objects.get()
    assert fact.month == tag.month == f"{day:%Y-%m}"
