"""The list of colleagues: its search and its file."""

import pytest

from communitylinkage.people.tests.cast import cast, client_of, member

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
PAGE = "/en/staff/colleagues/"


def text(account, **said):
    answer = client_of(account).get(PAGE, said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_finds_names_and_roles_of_ones_own_organisation(cast):
    member("Zoë", "professional", cast.service)
    page = text(cast.coordinator, q="zoe")
    assert "Zoë" in page
    assert "<bdi>lead</bdi>" not in page
    assert "<bdi>lead</bdi>" in text(cast.coordinator, q="lead")
    assert "Nothing in this list has these words." in text(cast.coordinator, q="stranger")


@pytest.mark.parametrize("typed", ["x" * 10_000, "\x00", "\u202eabc", "<script>", "=1+1"])
def test_whatever_is_typed_is_answered(cast, typed):
    assert "<script>" not in text(cast.coordinator, q=typed).split("<main")[1].split("</main")[0]


def test_the_file_names_colleagues_and_neither_addresses_nor_strangers(cast):
    member("=cmd()", "professional", cast.service)
    answer = client_of(cast.coordinator).get(PAGE, {"as": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    told = answer.content.decode()
    assert told.startswith("\ufeffName,Role,Organisation,State\r\n")
    assert "'=cmd()" in told
    assert "@example.org" not in told
    assert "stranger" not in told
    one = client_of(cast.coordinator).get(PAGE, {"as": "csv", "q": "cmd"}).content.decode()
    assert one.count("\r\n") == 2


def test_who_may_not_see_the_list_gets_no_file(cast):
    for account in (cast.mentor, cast.professional):
        assert client_of(account).get(PAGE, {"as": "csv"}).status_code == 404
