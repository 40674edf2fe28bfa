"""Made-up communities in the four countries of the demo, said to be so in their names."""

from datetime import datetime

from communitylinkage.directory.models import Place
from communitylinkage.mentors.demo import EMAIL
from communitylinkage.mentors.models import Mentor
from communitylinkage.network.models import Circle, Community

# Name, language, origin (ISO 3166), country and GeoNames name of the town.
COMMUNITIES = [
    ("Arabic speakers of the harbour (made up)", "ar", "MA", "ES", "Barcelona"),
    ("Urdu speakers of the old town (made up)", "ur", "PK", "ES", "Barcelona"),
    ("Romanian speakers of the south (made up)", "ro", "RO", "ES", "Madrid"),
    ("Bengali speakers of the market (made up)", "bn", "BD", "IT", "Palermo"),
    ("Ukrainian speakers of the north (made up)", "uk", "UA", "IT", "Milan"),
    ("Farsi speakers of the centre (made up)", "fa", "IR", "GR", "Athens"),
    ("Albanian speakers of the station (made up)", "sq", "AL", "GR", "Thessaloníki"),
    ("Albanian speakers of the hill (made up)", "sq", "", "SI", "Ljubljana"),
    ("Arabic speakers of the coast (made up)", "ar", "SY", "SI", "Koper"),
]


def load(now: datetime) -> int:
    """Adds what is missing, and the demo mentor's circle; returns how many were added."""
    made = 0
    for name, language, origin, country, town in COMMUNITIES:
        place = Place.objects.filter(country=country, name=town).order_by("-population").first()
        if place:
            _row, new = Community.objects.get_or_create(
                name=name, place=place, defaults={"language": language, "origin": origin}
            )
            made += new
    mentor = Mentor.objects.filter(account__email=EMAIL).first()
    if mentor and not Circle.objects.filter(pk=mentor.pk).exists():
        circle = Circle.objects.create(mentor=mentor, said=now)
        circle.communities.set(Community.objects.filter(name=COMMUNITIES[0][0]))
    return made
