"""A group is one action; each woman counts once by her own code, and nobody is named."""

import uuid
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.facts.models import Waiting
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.support import queries
from communitylinkage.support.counting.actions import counted_by
from communitylinkage.support.counting.models import Period, Tag
from communitylinkage.support.counting.rules import Standing, Women, plain_code
from communitylinkage.support.groups.rules import codes_in, said_twice
from communitylinkage.support.models import Effort
from communitylinkage.support.tests.scene import a_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
__all__ = ["cast"]
GROUP = "/en/staff/support/group/"


def said(**more):
    return {
        "number": uuid.uuid4(),
        "day": "2026-11-20",
        "where": "service",
        "women": "10",
        "standing": "known",
        "codes": "Amina 47\r\nFatou 12\r\n\r\n",
        "follows": "again",
        "minutes": "90",
        **more,
    }


def women(standing=Standing.KNOWN):
    return queries.women_supported(Period.objects.get(), "ES", standing)


def test_ten_women_of_whom_two_said_a_code_are_two_sure_ones_and_eight_perhaps_twice(cast):
    a_programme(cast)
    browser = client_of(cast.professional)
    form = said()
    for _twice in range(2):
        answer = browser.post(GROUP, form)
        assert "It is counted." in browser.get(answer["Location"]).content.decode()
    assert women() == Women(certain=2, maybe_twice=8)
    kinds = Waiting.objects.values_list("kind", "codes")
    assert list(kinds.filter(kind="support_action")) == [
        ("support_action", f"follows:again kind:group {counted_by(cast.service)} where:service")
    ]
    assert kinds.filter(kind="woman_supported").count() == 2
    assert (Effort.objects.get().minutes, Effort.objects.get().mentor) == (90, cast.professional.pk)
    browser.post(GROUP, said(women="3", codes="amina-47"))
    assert women() == Women(certain=2, maybe_twice=10), "the same code again adds nobody"


def test_the_same_code_in_a_group_and_at_a_visit_is_one_woman(cast):
    from communitylinkage.support.counting.actions import count_woman

    a_programme(cast)
    client_of(cast.professional).post(GROUP, said(women="2", codes="amina47\nfatou12"))
    count_woman(
        organisation=cast.service, consent=None, code="Amina 47", standing=Standing.POSSIBLE,
        day=timezone.now().date(), by=cast.mentor.pk, now=timezone.now(),
    )  # fmt: skip
    assert (women(), women(Standing.POSSIBLE)) == (Women(2), Women(0))


def test_not_counted_only_hours_and_one_action_stay(cast):
    a_programme(cast)
    client_of(cast.mentor).post(GROUP, said(standing="none"))
    assert not Tag.objects.exists()
    assert Waiting.objects.count() == Effort.objects.count() == 1


def test_what_can_no_longer_be_counted_is_not_called_counted(cast):
    programme = a_programme(cast)
    browser = client_of(cast.professional)
    programme.starts = date(2026, 11, 21)
    programme.save()
    answer = browser.post(GROUP, said())
    page = browser.get(answer["Location"]).content.decode()
    assert "The women were not counted: no programme ran here on that day" in page
    assert not Tag.objects.exists()
    programme.starts, programme.ends = date(2026, 1, 1), date(2026, 11, 20)
    programme.save()
    answer = browser.post(GROUP, said())
    assert "It is counted." in browser.get(answer["Location"]).content.decode()
    assert women() == Women(certain=2, maybe_twice=8), "the programme of that day, not of today"


WRONG = [
    ("day", "2026-11-25"),
    ("day", "2026-09-01"),
    ("day", "x"),
    ("women", "1"),
    ("women", "61"),
    ("women", "9" * 10_000),
    ("standing", ""),
    ("codes", "abc"),
    ("codes", "amina47\nAMINA 47"),
    ("codes", "\n".join(f"woman{n}" for n in range(11))),
    ("codes", "ami\x00na47"),
    ("where", "moon"),
    ("minutes", "0"),
    ("expense", "bribe"),
    ("number", "x"),
]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_counted(cast):
    a_programme(cast)
    browser = client_of(cast.mentor)
    for name, value in WRONG:
        answer = browser.post(GROUP, said(**{name: value}))
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {name}, (name, value)
    assert not Effort.objects.exists()
    assert not Tag.objects.exists()


def test_who_takes_no_part_finds_no_such_page(cast):
    for who in (cast.lead, cast.administrator):
        assert client_of(who).get(GROUP).status_code == 404


@given(st.lists(st.text("aAbB 1-é\n", max_size=8), max_size=12))
def test_codes_are_one_woman_each_or_said_twice(lines):
    codes = codes_in("\n".join(lines))
    different = {plain_code(code) for code in codes}
    assert len(codes) - len(said_twice(codes)) == len(different)
