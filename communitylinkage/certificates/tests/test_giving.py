"""Giving a certificate and taking it back, and the keys that sign."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet
from django.test import override_settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from communitylinkage.certificates import actions, keys, queries, rules
from communitylinkage.certificates.models import Certificate, KeyPair
from communitylinkage.certificates.rules import NotGivenError, Reason, TakenBackError, Wanted
from communitylinkage.certificates.tests.quick import given, quick_keys
from communitylinkage.credentials import LENGTH, Standing, Why, read_keys, verify
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import NOW, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_keys")]
__all__ = ["cast", "quick_keys"]


def published():
    return read_keys(json.dumps(queries.key_set()))


def offline(row, now=NOW, **more):
    """What somebody finds who has the file, the keys and the list of this moment."""
    status = actions.signed_list(number=row.list_number, now=now)
    return verify(row.credential, published(), now=now, status=status, **more)


def test_what_is_given_stands_offline_for_its_name_only(cast):
    row = given(cast, NOW)
    found = offline(row, name="amal redouane")
    assert found.standing == Standing.STANDS
    assert (found.achievement, found.given_by, found.day) == (
        "دورة المرشدات",
        "Community",
        "2026-11-20",
    )
    assert found.number == row.pk.urn
    assert offline(row, name="Another").why == Why.OTHER_NAME


def test_giving_and_taking_back_stand_in_the_journal(cast):
    row = given(cast, NOW)
    actions.revoke(certificate=row.pk, reason=Reason.MISTAKE, by=cast.coordinator.pk, now=NOW)
    lines = Line.objects.filter(act__startswith="certificate.").order_by("number")
    assert [(line.act, line.reference) for line in lines] == [
        ("certificate.give", str(row.pk)),
        ("certificate.revoke", str(row.pk)),
    ]


def test_no_name_is_kept_anywhere(cast):
    given(cast, NOW)
    columns = [str(value) for row in Certificate.objects.values_list() for value in row]
    assert "Amal" not in " ".join(columns)
    body = offline(Certificate.objects.get()).payload
    assert "Amal" not in json.dumps(body, ensure_ascii=False)


def test_what_was_taken_back_is_found_so_by_whoever_has_the_new_list(cast):
    row, other = given(cast, NOW), given(cast, NOW, name="Olena")
    before = actions.signed_list(number=1, now=NOW)
    actions.revoke(certificate=row.pk, reason=Reason.NOT_MET, by=cast.coordinator.pk, now=NOW)
    assert offline(row).standing == Standing.REVOKED
    assert offline(other).standing == Standing.STANDS
    # An old list says what was so on its day, and the verdict names that day.
    found = verify(row.credential, published(), now=NOW, status=before)
    assert (found.standing, found.list_day[:10]) == (Standing.STANDS, "2026-11-24")


def test_it_is_taken_back_once(cast):
    row = given(cast, NOW)
    for_good = {"certificate": row.pk, "by": cast.coordinator.pk}
    actions.revoke(reason=Reason.ASKED, now=NOW, **for_good)
    with pytest.raises(TakenBackError):
        actions.revoke(reason=Reason.MISTAKE, now=NOW + timedelta(days=1), **for_good)
    row.refresh_from_db()
    assert (row.revoked_on, row.reason) == (NOW.date(), "asked")
    with pytest.raises(IntegrityError):
        Certificate.objects.filter(pk=row.pk).update(reason="")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " … "}, "name"),
        ({"achievement": " "}, "text"),
        ({"criteria": ""}, "text"),
        ({"day": date(2026, 11, 26)}, "day"),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_code(cast, values, code):
    with pytest.raises(NotGivenError) as refused:
        given(cast, NOW, **values)
    assert refused.value.args == (code,)
    assert not Certificate.objects.exists()


def test_one_of_today_is_valid_at_once_in_every_time_zone(cast):
    for day in (date(2026, 11, 24), date(2026, 11, 25)):
        assert offline(given(cast, NOW, day=day)).standing == Standing.STANDS


@for_all(st.integers(0, 400_000))
def test_no_list_is_more_than_half_full(count):
    assert rules.list_of(count) == count // rules.FULLEST + 1
    assert rules.FULLEST * 2 <= LENGTH


def test_places_in_the_list_are_random(cast):
    places = [given(cast, NOW).list_index for _n in range(5)]
    assert len(set(places)) == 5
    assert places != sorted(range(5))


def test_the_first_certificate_makes_the_key_and_the_next_use_it(cast):
    assert queries.key_set() == {"keys": []}
    given(cast, NOW)
    given(cast, NOW)
    assert KeyPair.objects.count() == 1


def test_a_new_key_signs_and_old_certificates_stand(cast):
    old = given(cast, NOW)
    actions.renew_key(now=NOW + timedelta(days=1))
    new = given(cast, NOW + timedelta(days=1))
    assert offline(old, NOW + timedelta(days=1)).standing == Standing.STANDS
    assert offline(new, NOW + timedelta(days=1)).standing == Standing.STANDS
    heads = {row.credential.split(".")[0] for row in (old, new)}
    assert len(heads) == 2
    assert KeyPair.objects.filter(current=True).count() == 1


def test_nothing_of_a_stolen_key_is_believed(cast):
    row = given(cast, NOW)
    actions.withdraw_key(thumbprint=KeyPair.objects.get().pk, now=NOW)
    assert offline(row).why == Why.UNKNOWN_KEY
    assert offline(given(cast, NOW)).standing == Standing.STANDS


def test_a_thief_of_the_database_cannot_sign(cast):
    given(cast, NOW)
    row = KeyPair.objects.get()
    private = keys.signing_key(NOW).to_bytes()
    assert private not in bytes(row.wrapped_key)
    with override_settings(PEPPER="another"):
        assert keys._opened(row) is None


def test_without_the_pepper_a_new_key_is_made_and_old_certificates_stand(cast):
    old = given(cast, NOW)
    with override_settings(PEPPER="another"):
        new = given(cast, NOW)
        assert offline(old).standing == Standing.STANDS
        assert offline(new).standing == Standing.STANDS
    assert KeyPair.objects.count() == 2


def test_a_key_that_came_second_is_kept_before_it_signs(cast, monkeypatch):
    """Another process was first, with a pepper that is not ours: its key cannot be opened here."""
    with override_settings(PEPPER="another"):
        given(cast, NOW)
    put_down, seen = QuerySet.update, []

    def too_late(rows, **values):
        seen.append(values)
        return 0 if len(seen) == 1 else put_down(rows, **values)

    monkeypatch.setattr(QuerySet, "update", too_late)
    key = keys.new_key(NOW)
    assert len(seen) == 2
    assert KeyPair.objects.get(current=True).thumbprint == key.thumbprint
    assert offline(given(cast, NOW)).standing == Standing.STANDS


def test_a_key_that_can_never_be_kept_signs_nothing(cast, monkeypatch):
    with override_settings(PEPPER="another"):
        given(cast, NOW)
    monkeypatch.setattr(QuerySet, "update", lambda _rows, **_values: 0)
    with pytest.raises(IntegrityError):
        given(cast, NOW)
    assert Certificate.objects.count() == 1


def test_many_are_given_with_one_opening_of_the_key_and_all_or_none(cast, monkeypatch):
    keys.signing_key(NOW)
    opened, opens = [], keys._opened
    monkeypatch.setattr(keys, "_opened", lambda row: opened.append(row) or opens(row))
    rows = actions.issue_all(
        organisation=cast.community.pk, by=cast.coordinator.pk, now=NOW,
        wanted=[Wanted(name, "Course", "Was there", NOW.date(), "en") for name in "ABC"],
    )  # fmt: skip
    assert len(opened) == 1
    for row, name in zip(rows, "ABC", strict=True):
        assert offline(row, name=name).standing == Standing.STANDS
    with pytest.raises(NotGivenError):
        actions.issue_all(
            organisation=cast.community.pk, by=cast.coordinator.pk, now=NOW,
            wanted=[Wanted(name, "Course", "Was there", NOW.date(), "en") for name in "D–"],
        )  # fmt: skip
    assert Certificate.objects.count() == 3


def test_an_installation_that_moved_keeps_what_it_gave(cast):
    old = given(cast, NOW)
    with override_settings(SITE_ADDRESS="https://new.example.org"):
        actions.renew_key(now=NOW)
        found = verify(old.credential, published(), now=NOW)
        assert (found.standing, found.why) == (Standing.GIVEN, Why.NO_LIST)
        assert offline(given(cast, NOW)).standing == Standing.STANDS


def test_a_row_that_somebody_changed_in_the_database_is_found_out(cast):
    row, other = given(cast, NOW), given(cast, NOW, name="Olena", achievement="Another course")
    head, _body, signature = row.credential.split(".")
    row.credential = f"{head}.{other.credential.split('.')[1]}.{signature}"
    assert queries.standing(row, NOW).why == Why.CHANGED
