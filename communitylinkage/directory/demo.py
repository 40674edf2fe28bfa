"""Made-up services in real cities, marked as made up wherever they show.

Their telephone numbers begin with +999, a code that no country has (ITU-T E.164 assignments).
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from communitylinkage.directory import candidates, taxonomy
from communitylinkage.directory.actions import load_taxonomy
from communitylinkage.directory.hsds import (
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from communitylinkage.directory.models import ServiceCapacity
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.places import Point

_NAMESPACE = uuid.UUID("0d2f4c7e-8c7a-5e1f-9d55-1f0a5a1d9e02")
CITIES = {
    "ES": [
        ("Barcelona", 41.3888, 2.159, "ca es en ar ur"),
        ("Madrid", 40.4165, -3.7026, "es en ar ro"),
        ("València", 39.4698, -0.3774, "es ca fr"),
        ("Sevilla", 37.3828, -5.9732, "es ar"),
    ],
    "IT": [
        ("Palermo", 38.1158, 13.3614, "it en bn fr"),
        ("Roma", 41.8919, 12.5113, "it en es ar zh"),
        ("Milano", 45.4643, 9.1895, "it en ar uk"),
        ("Torino", 45.0705, 7.6868, "it ro fr"),
    ],
    "GR": [
        ("Αθήνα", 37.9838, 23.7278, "el en ar fa"),
        ("Θεσσαλονίκη", 40.6436, 22.9309, "el en sq"),
        ("Πάτρα", 38.2444, 21.7344, "el en"),
        ("Ηράκλειο", 35.3279, 25.1434, "el en ar"),
    ],
    "SI": [
        ("Ljubljana", 46.0511, 14.5051, "sl en ar sq"),
        ("Maribor", 46.5547, 15.6467, "sl en de"),
        ("Koper", 45.5469, 13.7294, "sl it en"),
        ("Celje", 46.2309, 15.2604, "sl sq"),
    ],
}
NAMES = {
    "ES": ("Casa Faro", "Derecho Cercano", "Salud Abierta", "Punto Violeta", "Línea Cerca"),
    "IT": ("Porta Aperta", "Diritti Vicini", "Salute Insieme", "Punto Lilla", "Linea Vicina"),
    "GR": ("Φάρος", "Δίκαιο", "Υγεία Μαζί", "Σημείο Επαφής", "Γραμμή Κοντά"),
    "SI": ("Luč", "Pravica", "Zdravje", "Vijolična točka", "Linija blizu"),
}
# Those that answer from a link in a letter; the others can only be called, or sit in the demo.
ANSWER_BY_LINK = (1, 2, 3)
WEEK = "MO,TU,WE,TH,FR"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one of the made-up services of every city is like."""

    codes: tuple[str, ...]
    days: str
    opens: time
    closes: time
    amount: float = 0.0


DAY_AND_NIGHT = ("MO,TU,WE,TH,FR,SA,SU", time(0), time(0))
PROFILES = (
    Profile(
        ("help:shelter", "help:children", "feature:women-only", "feature:children",
         taxonomy.SECRET, "tells-police:never", "tells-immigration:never",
         "tells-child-protection:must", "bridge:telephone"),
        *DAY_AND_NIGHT,
    ),
    Profile(
        ("help:legal", "help:papers", "asks:identity-card", "tells-police:never",
         "tells-immigration:never", "tells-child-protection:never", "feature:step-free"),
        WEEK, time(9), time(15),
    ),
    Profile(
        ("help:health", "feature:step-free", "feature:children", "papers:yes",
         "tells-police:must", "tells-child-protection:must", "tells-immigration:never"),
        "MO,TU,WE,TH,FR,SA", time(8), time(20),
    ),
    Profile(
        ("help:talk", "help:mind", "help:money", "feature:women-only", "feature:children",
         "papers:yes", "tells-police:never", "tells-immigration:never",
         "tells-child-protection:must", "bridge:mediator"),
        WEEK, time(10), time(19),
    ),
)  # fmt: skip
LINE = Profile(
    ("help:talk", "help:mind", "help:legal", "feature:remote", "feature:women-only", "papers:yes",
     "tells-police:never", "tells-immigration:never", "tells-child-protection:never",
     "bridge:telephone"),
    *DAY_AND_NIGHT,
)  # fmt: skip


# Which of the programme's organisations offers the first services of its country.
LISTED = {
    "Casa Faro (made up)": "ES",
    "Porta Aperta (made up)": "IT",
    "Fos (made up)": "GR",
    "Luč (made up)": "SI",
}
# What the house of each country says about itself, in its language first.
TOLD = {
    "ES": ("es", "Un lugar seguro para ti y tus hijos. Llama a cualquier hora."),
    "IT": ("it", "Un luogo sicuro per te e i tuoi figli. Chiama a qualsiasi ora."),
    "GR": ("el", "Ένα ασφαλές μέρος για εσένα και τα παιδιά σου. Κάλεσε όποτε θέλεις."),
    "SI": ("sl", "Varen kraj zate in za tvoje otroke. Pokliči kadar koli."),
}
FURTHER = {
    "en": "A safe place for you and your children. Call at any hour.",
    "ar": "مكان آمن لك ولأطفالك. اتصلي في أي وقت.",
}


def made_up(country: str, turn: int) -> str:
    """The name of an organisation. It stands on cases, receipts and letters, which have no mark."""
    return f"{NAMES[country][turn]} (made up)"


def _id(*words: object) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, " ".join(map(str, words)))


def _codes(profile: Profile, at: int, turn: int) -> set[str]:
    """A profile's terms; where it says nothing about papers, cities differ."""
    codes = {*profile.codes, taxonomy.MADE_UP}
    if not any(code.startswith("papers:") for code in codes):
        codes.add(("papers:yes", "papers:ask", "papers:no")[(at + turn) % 3])
    return codes


def _service(country: str, city: tuple[str, float, float, str], at: int, turn: int,
             profile: Profile, terms: dict[str, TaxonomyTerm], now: datetime) -> None:  # fmt: skip
    place, latitude, longitude, spoken = city
    name = f"{NAMES[country][turn]} · {place}"
    key = (country, place, turn)
    organization, _made = Organization.objects.get_or_create(
        id=_id("organization", country, turn),
        defaults={"name": made_up(country, turn), "description": "Made up for the demo."},
    )
    service = Service.objects.create(
        id=_id("service", *key),
        organization=organization,
        name=name,
        status="active",
        email=f"{country}.{at}.{turn}@demo.invalid".lower() if turn in ANSWER_BY_LINK else "",
        assured_date=now.date() - timedelta(days=(at * 29 + turn * 11) % 110),
    )
    codes = _codes(profile, at, turn)
    where = Point(latitude, longitude)
    Attribute.objects.bulk_create(
        Attribute(
            id=_id("attribute", *key, code),
            link_id=service.pk,
            link_entity="service",
            taxonomy_term=terms[code],
        )
        for code in sorted(codes)
    )
    if taxonomy.SECRET in codes:
        _tell(service, key, country, terms)
    Language.objects.bulk_create(
        Language(id=_id("language", *key, code), service=service, code=code, name=code)
        for code in spoken.split()
    )
    Phone.objects.create(
        id=_id("phone", *key), service=service, number=f"+999 000 {at + 1:02d}{turn + 1:02d}"
    )
    Schedule.objects.create(
        id=_id("schedule", *key),
        service=service,
        byday=profile.days,
        freq="WEEKLY",
        opens_at=profile.opens,
        closes_at=profile.closes,
    )
    CostOption.objects.create(id=_id("cost", *key), service=service, amount=profile.amount)
    ServiceArea.objects.create(
        id=_id("area", *key),
        service=service,
        name=place,
        extent_type="geojson",
        extent=taxonomy.extent_of(
            taxonomy.coarse(where) if taxonomy.SECRET in codes else where, country
        ),
    )
    if taxonomy.SECRET in codes:
        room = at % 3
        ServiceCapacity.objects.create(
            service=service, available=room, updated=now - timedelta(days=at * 3)
        )
    elif "feature:remote" not in codes:
        _where(service, key, place, country, latitude + turn / 100, longitude - turn / 100)


def _tell(service: Service, key: tuple[object, ...], country: str,
          terms: dict[str, TaxonomyTerm]) -> None:  # fmt: skip
    """A description in the country's language, and the same in others."""
    language, service.description = TOLD[country]
    service.save()
    told = [(taxonomy.TEXT_LANGUAGE, "", language)]
    told += [("text:description", code, text) for code, text in FURTHER.items()]
    Attribute.objects.bulk_create(
        Attribute(
            id=_id("text", *key, code, spoken),
            link_id=service.pk,
            link_entity="service",
            taxonomy_term=terms[code],
            link_type=spoken,
            value=text,
        )
        for code, spoken, text in told
    )


def _where(service: Service, key: tuple[object, ...], city: str, country: str, latitude: float,
           longitude: float) -> None:  # fmt: skip
    location = Location.objects.create(
        id=_id("location", *key), location_type="physical", latitude=latitude, longitude=longitude
    )
    Address.objects.create(
        id=_id("address", *key),
        location=location,
        address_1=f"({service.name})",
        city=city,
        state_province=city,
        postal_code="00000",
        country=country,
        address_type="physical",
    )
    ServiceAtLocation.objects.create(id=_id("at", *key), service=service, location=location)


@transaction.atomic
def load(now: datetime) -> int:
    """Makes the made-up services where the directory is empty; returns how many there are."""
    if not Service.objects.exists():
        load_taxonomy()
        terms = {term.code: term for term in TaxonomyTerm.objects.all()}
        for country, cities in CITIES.items():
            for at, city in enumerate(cities):
                for turn, profile in enumerate(PROFILES):
                    _service(country, city, at, turn, profile, terms, now)
            _service(country, cities[0], 0, 4, LINE, terms, now)
        candidates.rebuild()
    return Service.objects.count()


@transaction.atomic
def link() -> None:
    """Lets the made-up organisations keep the made-up entries of their country."""
    for name, country in LISTED.items():
        found = Organisation.objects.filter(name=name, listed_as=None)
        found.update(listed_as=_id("organization", country, 0))
