"""An organisation with entries of its own, what its form sends, and its pages."""

from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import demo
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.models import Place, PlaceName
from communitylinkage.people.tests.cast import make_cast

STREET = "Calle Escondida 17"


def make_town():
    for number, country in ((1, "ES"), (2, "ES"), (3, "SI")):
        name = "Twin" if number < 3 else "Koper"
        Place.objects.create(
            id=number, name=name, country=country, latitude=41.123456 + number,
            longitude=2.654321, population=9000,
        )  # fmt: skip
        PlaceName.objects.create(place_id=number, folded=name.lower())


def make_house():
    """The demo's services; those of one organisation are the coordinator's."""
    make_town()
    cast = make_cast()
    demo.load(timezone.now())
    organization = Organization.objects.get(name="Luč (made up)")
    cast.service.listed_as = organization.pk
    cast.service.save()
    cast.shelter = Service.objects.get(name="Luč · Koper")
    cast.foreign = Service.objects.get(name="Pravica · Koper")
    return cast


def form(**said):
    """What the form sends; a service with a street in Koper."""
    return {
        "status": "active",
        "name": "Our house",
        "language": "en",
        "description": "We listen.",
        "kinds": ["help:talk", "help:legal"],
        "papers": "papers:yes",
        "police": "never",
        "child_protection": "must",
        "immigration": "unknown",
        "features": ["feature:children"],
        "languages": ["ar", "sl"],
        "bridges": ["bridge:mediator"],
        "cost": "free",
        "fees_description": "",
        "phones": "+386 1 000\n+386 2 000",
        "email": "house@example.org",
        "url": "https://example.org/",
        "place": "Koper",
        "street": "Street 3",
        "postal_code": "6000",
        "hours-TOTAL_FORMS": "2",
        "hours-INITIAL_FORMS": "0",
        "hours-0-days": ["MO", "FR"],
        "hours-0-opens": "09:00",
        "hours-0-closes": "17:00",
        "hours-0-first": "",
        "hours-0-last": "2027-06-30",
        "closures-TOTAL_FORMS": "1",
        "closures-INITIAL_FORMS": "0",
        "closures-0-first": "2026-12-24",
        "closures-0-last": "2026-12-26",
        **said,
    }


def address(name, number, **more):
    return reverse(name, kwargs={"number": number, **more})


def sent(ours, there, said):
    """Opens the page of a form and sends it, as a browser does."""
    page = ours.browser.get(there).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return ours.browser.post(there, {"seen": seen, **said})


def written(ours, **said):
    """A new entry from the form to publication; returns its id."""
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    answer = sent(ours, new, form(**said))
    assert answer.status_code == 302, answer.content.decode()
    number = answer.url.split("/")[-3]
    assert ours.browser.post(address("entry_publish", number)).status_code == 302
    return number
