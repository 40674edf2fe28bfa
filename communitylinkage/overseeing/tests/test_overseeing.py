"""Who opened what in an organisation, looked through by its coordinator; numbers for paper."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage import overseeing
from communitylinkage.journal import actions as journal
from communitylinkage.journal import queries as reads
from communitylinkage.journal.models import AppendOnly, Day, Line
from communitylinkage.journal.rules import Compared, day_hash, in_groups, read_hash
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.overseeing import demo, queries, wording
from communitylinkage.overseeing.models import Review
from communitylinkage.overseeing.rules import ASKED_FOR, Month, may_review, waiting
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.tests.cast import cast, client_of, key_of, member
from communitylinkage.referrals.mentor_requests import reading
from communitylinkage.referrals.receipt.queries import WOMAN
from communitylinkage.referrals.tests.mentor_requests.scene import asked, case_of, scene

__all__ = ["cast", "scene"]

MONTHS = st.builds(Month, st.integers(2020, 2030), st.integers(1, 12))


@given(
    st.sets(MONTHS, max_size=8),
    st.sets(MONTHS, max_size=8),
    st.dates(date(2020, 1, 1), date(2031, 12, 31)),
)
@settings(max_examples=50)
def test_a_month_waits_when_it_is_over_something_was_opened_and_nobody_looked(opened, done, today):
    found = waiting(opened, done, today)
    assert found == sorted(found)
    for one in opened:
        age = (today.year * 12 + today.month) - (one.year * 12 + one.month)
        assert (one in found) == (one not in done and 1 <= age <= ASKED_FOR)
        assert may_review(one, today) == (age >= 1)


@given(MONTHS, st.integers(-30, 30))
@settings(max_examples=50)
def test_months_count_on_over_the_turn_of_the_year(month, step):
    assert month.plus(step).plus(-step) == month
    assert month.plus(1).first > month.first


# Not readings of what is locked: something begins, or is a permission.
BEGUN = {"support.opened", "collection.opened", "round.opened", "impact.read"}


def test_every_act_by_which_something_locked_is_read_is_looked_through():
    package = Path(overseeing.__file__).parents[1]
    written = "".join(
        one.read_text()
        for one in package.rglob("*.py")
        if not {"tests", "overseeing"} & set(one.parts)
    )
    acts = set(re.findall(r'"([a-z_]+\.(?:opened\w*|read|note_read))"', written))
    assert acts - BEGUN <= set(wording.ACTS)
    assert set(wording.ACTS) - acts == {"complaint.opened"}, "written in two pieces there"


def at(months_ago=1):
    """Noon of the tenth, so many months ago: the pages read the clock."""
    first = Month.of(timezone.localdate()).plus(-months_ago).first
    return timezone.make_aware(datetime(first.year, first.month, 10, 12))


def opened(organisation, by, when=None, act="ask.opened", reference="REF12345"):
    journal.record(
        organisation_id=organisation.pk, act=act, by=by, reference=reference, now=when or at()
    )


def address(organisation, months_ago=1):
    month = Month.of(timezone.localdate()).plus(-months_ago)
    return reverse("openings_month", args=[organisation.pk, month.year, month.month])


def page(account, where):
    answer = client_of(account).get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def waits(account):
    viewer = Viewer(account, (account.membership,))
    return [one.sentence for one in queries.today(viewer, timezone.now())]


def test_a_coordinator_reads_who_of_her_people_opened_what_and_nothing_of_others(cast):
    opened(cast.service, cast.professional.pk)
    opened(cast.service, WOMAN, reference="HERSELF1")
    gone = uuid4()
    opened(cast.service, gone, reference="GONE1234")
    opened(cast.service, uuid4(), act="account.erased", reference=str(gone))
    for _outside_or_of_a_partner in range(2):
        opened(cast.service, uuid4(), reference="OUTSIDE1")
    opened(cast.service, cast.professional.pk, reference="SENT1234", act="referral.sent")
    opened(cast.service, cast.professional.pk, at(2), reference="BEFORE12")
    opened(cast.other, cast.other_professional.pk, reference="THEIRS12")
    text = page(cast.coordinator, address(cast.service))
    assert "professional: 1" in text.replace("</bdi>", "").replace('<bdi dir="auto">', "")
    assert "REF12345" in text
    assert "An account that is not there any more" in text
    assert "GONE1234" in text
    for other in ("HERSELF1", "OUTSIDE1", "SENT1234", "BEFORE12", "THEIRS12"):
        assert other not in text
    assert client_of(cast.coordinator).get(address(cast.other)).status_code == 404
    for account in (cast.professional, cast.lead, cast.administrator, cast.mentor):
        assert client_of(account).get(address(cast.service)).status_code == 404


@pytest.mark.promise(
    "What a mentor opens of a request is looked through by her own organisation's coordinator"
)
@pytest.mark.django_db
def test_what_a_mentor_opens_of_a_request_is_looked_through_by_her_own_coordinator(scene):
    hers = member("hers", "coordinator", scene.community)
    row = asked(scene)
    for one in (scene.mentor, scene.professional):
        reading.read(case=case_of(one, row), account=one, private_key=key_of(one), now=at())
    assert waits(hers) == ["1 month waits: look through what your people opened."]
    text = page(hers, address(scene.community)).replace("</bdi>", "").replace("<bdi dir=", "")
    assert '"auto">mentor: 1' in text
    assert row.reference in text
    assert "professional" not in text
    text = page(scene.coordinator, address(scene.service)).replace("</bdi>", "")
    assert "professional: 1" in text
    assert "mentor: 1" not in text, "whom the service does not know"


def test_the_made_up_month_stands_where_the_product_writes_it(cast):
    today = timezone.localdate()
    programme = Programme.objects.create(
        name="x", contract_number=DEMO_CONTRACT, starts=today, ends=today,
        lead_organisation=cast.service,
    )  # fmt: skip
    for one in (cast.service, cast.community):
        Partnership.objects.create(programme=programme, organisation=one, role="partner")
    hers = member("hers", "coordinator", cast.community)
    assert demo.load(timezone.now())
    where = Line.objects.filter(by=cast.mentor.pk).values_list("organisation_id", flat=True)
    assert set(where) == {cast.service.pk}
    assert waits(hers) == ["1 month waits: look through what your people opened."]


def who_looks(scene, by, where=None, when=None):
    """The organisations whose coordinator is shown what `by` opens in the chain of a third."""
    before = {one: sum(queries._months(one.pk).values()) for one in scene.all}
    opened(where or scene.third, by, when)
    return [one for one in scene.all if sum(queries._months(one.pk).values()) > before[one]]


def test_of_one_who_belongs_to_several_the_organisation_she_was_first_in_looks_through(cast):
    cast.third = member("host", "coordinator", cast.other).membership.organisation
    cast.all = [cast.service, cast.community, cast.other]
    mentor, moved = cast.mentor.membership, at(1)
    Membership.objects.filter(pk=mentor.pk).update(since=at(12))
    both = Membership.objects.create(
        account=cast.mentor, organisation=cast.service, role="professional", state="active",
        since=at(6),
    )  # fmt: skip
    assert who_looks(cast, cast.mentor.pk, when=at(3)) == [cast.community]
    assert who_looks(cast, cast.mentor.pk, cast.service) == [cast.service], "in our own chain"
    assert who_looks(cast, cast.mentor.pk, cast.community) == [cast.community]
    Membership.objects.filter(pk=mentor.pk).update(state="left", may_open=False, until=moved)
    looked = queries._months(cast.community.pk)
    assert who_looks(cast, cast.mentor.pk, when=moved + timedelta(days=1)) == [cast.service]
    assert who_looks(cast, cast.mentor.pk, when=at(3)) == [cast.community], "it was hers then"
    assert queries._months(cast.community.pk).keys() == looked.keys()
    gone = cast.mentor.pk
    both.delete()
    Membership.objects.filter(pk=mentor.pk).delete()
    for organisation in (cast.community, cast.service):
        opened(organisation, UUID(int=0), act="account.erased", reference=str(gone))
    assert who_looks(cast, gone) == [cast.community], "by one, also when she is gone"


@pytest.mark.promise(
    "A coordinator looks through what her people opened, and is asked until she did"
)
def test_a_month_that_was_not_looked_through_is_counted_on_home_until_it_was(cast):
    opened(cast.service, cast.professional.pk)
    opened(cast.service, cast.professional.pk, at(2))
    opened(cast.service, cast.professional.pk, timezone.now())
    assert waits(cast.coordinator) == ["2 months wait: look through what your people opened."], (
        "not the month that is not over"
    )
    assert waits(cast.professional) == waits(cast.stranger) == []
    client = client_of(cast.coordinator)
    for _twice in range(2):
        client.post(address(cast.service))
    row = Review.objects.get()
    assert (row.by_id, row.openings) == (cast.coordinator.pk, 1)
    assert Line.objects.filter(act="openings.reviewed").count() == 1
    assert waits(cast.coordinator) == ["1 month waits: look through what your people opened."]
    assert "Looked through" in page(cast.coordinator, address(cast.service))
    client.post(address(cast.service, months_ago=0))
    assert Review.objects.count() == 1, "a month that is not over cannot be looked through"


def test_a_line_that_was_added_afterwards_is_seen_and_so_is_her_own_reading(cast):
    opened(cast.service, cast.coordinator.pk)
    text = page(cast.coordinator, address(cast.service))
    assert "You opened some of this yourself." in text
    client_of(cast.coordinator).post(address(cast.service))
    opened(cast.service, cast.professional.pk)
    assert "was another then" in page(cast.coordinator, address(cast.service))


@pytest.fixture
def kept(db):
    """Two days of two chains: after two lines, and after four."""
    now = timezone.now()
    one, other = UUID(int=1), UUID(int=2)
    for day in (now - timedelta(days=1), now):
        for organisation in (one, other):
            journal.record(
                organisation_id=organisation, act="a.b", by=uuid4(), reference="x", now=day
            )
        assert journal.keep_day(now=day) == 1
        assert journal.keep_day(now=day) == 0, "once a day"
    return Day.objects.order_by("day")


@pytest.mark.django_db
def test_what_is_on_paper_shows_that_an_old_line_was_changed_even_if_all_hashes_were_mended(kept):
    first, second = kept
    paper = {one.day: one.hash for one in kept}
    assert second.previous == first.hash
    assert all(reads.compare(day, number) is Compared.SAME for day, number in paper.items())
    assert reads.compare(first.day, "0" * 64) is Compared.OTHER
    assert reads.compare(first.day - timedelta(days=9), first.hash) is Compared.NO_DAY
    line = Line.objects.filter(organisation_id=UUID(int=2), number=1)
    by = line.get().by
    line.update(by="other")
    assert reads.compare(second.day, second.hash, {UUID(int=2)}) is Compared.CHANGED
    assert reads.compare(second.day, second.hash, {UUID(int=1)}) is Compared.SAME, "not hers"
    line.update(by=by)
    Line.objects.filter(organisation_id=UUID(int=1), number=1).update(hash="1" * 64)
    assert reads.compare(first.day, paper[first.day]) is Compared.CHANGED
    # Whoever keeps the server can write the day anew, too; but not the paper.
    heads = [[one[0], one[1], "1" * 64 if one[0] == str(UUID(int=1)) else one[2]]
             for one in first.heads]  # fmt: skip
    told = [(one[0], one[1], one[2]) for one in heads]
    Day.objects.filter(pk=first.pk).update(
        heads=heads, hash=day_hash(first.day, told, first.previous)
    )
    assert reads.compare(first.day, paper[first.day]) is Compared.OTHER
    with pytest.raises(AppendOnly):
        first.delete()


@pytest.mark.django_db
def test_the_command_prints_the_days_and_compares_one(kept, capsys):
    call_command("journal", "heads")
    day, _gap, number = capsys.readouterr().out.splitlines()[0].partition("  ")
    call_command("journal", "compare", day, *number.split())
    assert "whole: 4 lines" in capsys.readouterr().out
    for paper in ([day, "f" * 64], [day, "12"], ["yesterday", number], []):
        with pytest.raises(CommandError):
            call_command("journal", "compare", *paper)


def test_a_number_is_read_as_it_is_printed():
    number = "0123456789abcdef" * 4
    assert read_hash(in_groups(number)) == read_hash(number.upper()) == number
    assert read_hash(number[1:]) is read_hash(number + "g") is None


def test_coordinator_and_administrator_compare_a_number_on_the_page(cast, kept):
    where, row = reverse("journal_days"), kept.last()
    second = member("second", "administrator", cast.community)
    for account in (cast.coordinator, second):
        client = client_of(account)
        assert in_groups(row.hash) in client.get(where).content.decode()
        told = client.post(where, {"day": row.day, "number": in_groups(row.hash)})
        assert "It is the same number" in told.content.decode()
        told = client.post(where, {"day": row.day, "number": "12"}).content.decode()
        assert "The number has 64 signs" in told
        assert 'value="12"' in told, "what was typed is kept"
    for account in (cast.professional, cast.mentor, cast.lead):
        assert client_of(account).get(where).status_code == 404
