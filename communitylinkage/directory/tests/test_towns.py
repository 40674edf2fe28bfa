"""Before anybody has said yes, a place is told by a large town: a village would say who she is."""

import pytest

from communitylinkage.directory.models import Place
from communitylinkage.directory.queries import COARSE, town_near

pytestmark = pytest.mark.django_db


def place(number, name, country, latitude, population):
    return Place.objects.create(
        id=number, name=name, country=country, latitude=latitude, longitude=14.0,
        population=population,
    )  # fmt: skip


def test_a_village_is_told_by_the_nearest_large_town_of_its_country():
    village = place(1, "Village", "SI", 46.00, 600)
    place(2, "Small", "SI", 46.01, COARSE - 1)
    place(3, "Abroad", "IT", 46.02, COARSE)
    place(4, "Near", "SI", 46.30, COARSE)
    capital = place(5, "Capital", "SI", 46.90, 300_000)
    assert town_near(village) == "Near"
    assert town_near(capital) == "Capital"


def test_where_a_country_has_no_large_town_the_country_alone_is_told():
    assert town_near(place(1, "Village", "SI", 46.0, 600)) == ""
