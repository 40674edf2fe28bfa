"""Towns, and mentors who have said something about themselves."""

from communitylinkage.directory.models import Place, PlaceName
from communitylinkage.mentors.models import Mentor
from communitylinkage.people.tests.cast import NOW, member

TOWNS = {
    1: ("Barcelona", "ES", 41.3888, 2.159),
    2: ("Girona", "ES", 41.9831, 2.8249),
    3: ("Santa Cruz", "ES", 28.4682, -16.2546),
    4: ("Santa Cruz", "IT", 38.0, 13.0),
}


def towns():
    """Four towns; two have the same name."""
    made = {}
    for pk, (name, country, up, along) in TOWNS.items():
        made[pk], _new = Place.objects.get_or_create(
            pk=pk,
            defaults={
                "name": name, "country": country, "latitude": up, "longitude": along,
                "population": 100_000 * pk,
            },
        )  # fmt: skip
        PlaceName.objects.get_or_create(place=made[pk], folded=name.lower())
    return made


def mentor_page(account, **values):
    """What an account says about itself as a mentor."""
    given = {"languages": ["bn", "es"], "place": towns()[1], "changed": NOW, "most": 2}
    return Mentor.objects.create(account=account, **{**given, **values})


def another_mentor(cast, name, **values):
    """A further mentor of the community's organisation, with her page."""
    account = member(name, "mentor", cast.community)
    mentor_page(account, **values)
    return account
