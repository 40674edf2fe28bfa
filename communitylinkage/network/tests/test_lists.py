"""The list of communities: its search and its file."""

import pytest

from communitylinkage.mentors.tests.hall import towns
from communitylinkage.network.models import Community
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
PAGE = "/en/staff/communities/"


@pytest.fixture
def two(cast):
    places = towns()
    Community.objects.create(name="=Sylhet", language="bn", origin="BD", place=places[1])
    Community.objects.create(name="Senegal", language="fr", place=places[2], listed=False)
    return cast


def test_a_community_is_found_by_its_town_and_its_language(two):
    for search in ("barcelona", "বাংলা", "sylhet es"):
        page = client_of(two.coordinator).get(PAGE, {"q": search}).content.decode()
        assert "Sylhet" in page
        assert "Senegal" not in page
    page = client_of(two.coordinator).get(PAGE, {"q": "nowhere"}).content.decode()
    assert "Nothing in this list has these words." in page
    assert "None yet" not in page


def test_the_file_holds_the_list_and_no_cell_of_it_runs(two):
    answer = client_of(two.coordinator).get(PAGE, {"as": "csv"})
    assert 'filename="communities.csv"' in answer["Content-Disposition"]
    lines = answer.content.decode().splitlines()
    assert lines[1:] == ["'=Sylhet,বাংলা,Barcelona,ES,BD,yes", "Senegal,français,Girona,ES,,no"]


def test_who_may_not_see_the_list_gets_no_file(two):
    for account in (two.mentor, two.professional, two.lead, two.administrator):
        assert client_of(account).get(PAGE, {"as": "csv"}).status_code == 404
