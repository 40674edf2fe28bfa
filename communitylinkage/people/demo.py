"""Made-up people and organisations, which a real programme refuses."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, PartnerRole, Side
from communitylinkage.people import keys
from communitylinkage.people.accounts import make_account
from communitylinkage.people.models import Membership, SecondFactor
from communitylinkage.people.posts import new_post
from communitylinkage.people.roles import ROLES
from communitylinkage.people.rules import MembershipState, NotAllowed
from communitylinkage.vault.keys import AccountKey, new_account_key

# Made-up people only; printed by `make run`.
PASSWORD = "only for the demo"  # noqa: S105 # nosec -- as above
ORGANISATIONS = [
    ("Casa Faro (made up)", Side.SERVICE, "ES", ["es", "en", "ar"]),
    ("Mujeres en Camino (made up)", Side.COMMUNITY, "ES", ["es", "ar"]),
    ("Porta Aperta (made up)", Side.SERVICE, "IT", ["it", "en"]),
    ("Voci Vicine (made up)", Side.COMMUNITY, "IT", ["it", "ar"]),
    ("Fos (made up)", Side.SERVICE, "GR", ["el", "en"]),
    ("Gefyra (made up)", Side.COMMUNITY, "GR", ["el", "ar"]),
    ("Luč (made up)", Side.SERVICE, "SI", ["sl", "en"]),
    ("Most (made up)", Side.COMMUNITY, "SI", ["sl", "sq"]),
]
# Nobody has them: a zero after the country's code, or a row of zeros.
NUMBERS = {
    "ES": "+34 000 000 000",
    "IT": "+39 000 000 0000",
    "GR": "+30 000 000 0000",
    "SI": "+386 0 000 00 00",
}
TOWNS = {"ES": "Barcelona", "IT": "Palermo", "GR": "Αθήνα", "SI": "Koper"}
# A post has a name of its organisation's own, in its language. In Spain "guardia" is the police.
ON_DUTY = {"ES": "Acogida", "IT": "Di turno", "GR": "Σε υπηρεσία", "SI": "Dežurna"}
NOBODY = UUID(int=0)
# Who sits where: her name before @demo.invalid, and the organisation's place in the list above.
FIVE = {"mentor": 1, "professional": 0, "coordinator": 0, "lead": 0, "administrator": 0}
ELSEWHERE = {
    f"{role}.{country}": at + (role == "mentor")
    for country, at in (("it", 2), ("gr", 4), ("si", 6))
    for role in ("mentor", "professional", "coordinator")
}
AT = {**FIVE, **ELSEWHERE}


def seed_of(name: str) -> bytes:
    """The fixed seed of a made-up person's code app."""
    return (name.encode() * 20)[:20]


def _organisations() -> list[Organisation]:
    made = []
    for name, side, country, languages in ORGANISATIONS:
        organisation = Organisation.objects.create(
            name=name,
            side=side,
            country=country,
            languages=languages,
            telephone=NUMBERS[country],
            town=TOWNS[country],
        )
        made.append(organisation)
    return made


def _person(
    name: str, key: AccountKey, organisation: Organisation, programme: Programme, now: datetime
) -> None:
    role = name.partition(".")[0]
    account = make_account(
        email=f"{name}@demo.invalid",
        display_name=f"Demo {role} ({organisation.country})",
        language="en",
        key=key,
    )
    Membership.objects.create(
        account=account,
        organisation=organisation,
        programme=programme,
        role=role,
        state=MembershipState.ACTIVE,
        may_open=ROLES[role].opens,
        since=now,
    )
    SecondFactor.objects.create(
        account=account, sealed_seed=keys.seal_seed(seed_of(name)), confirmed=True
    )


def load(now: datetime) -> str:
    """Makes the demo programme and its people once; returns what `make run` prints.

    Raises:
        NotAllowed: a real programme lives here.
    """
    if Programme.objects.exclude(contract_number=DEMO_CONTRACT).exists():
        raise NotAllowed("A real programme lives here: the demo stays out.")
    if not Programme.objects.exists():
        # Each account costs one slow run: one on each core, and no transaction waits for them.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            made = dict(zip(AT, pool.map(new_account_key, [PASSWORD] * len(AT)), strict=True))
        _load(made, now)
    lines = [f"  {name}@demo.invalid  password: {PASSWORD}" for name in FIVE]
    return "\n".join(
        [
            *lines,
            "  Code of the second step (as mentor): make code ROLE=mentor",
            "  In Italy, Greece and Slovenia: mentor.it, professional.gr, coordinator.si, ...",
        ]
    )


@transaction.atomic
def _load(made: dict[str, AccountKey], now: datetime) -> None:
    organisations = _organisations()
    programme = Programme.objects.create(
        name="CommunityLinkage demo",
        contract_number=DEMO_CONTRACT,
        funder="Nobody",
        # Two years, near their end: what the other parts make up happened within them.
        starts=now.date() - timedelta(days=665),
        ends=now.date() + timedelta(days=65),
        lead_organisation=organisations[0],
        countries=["ES", "IT", "GR", "SI"],
    )
    for organisation in organisations:
        lead = organisation == organisations[0]
        Partnership.objects.create(
            programme=programme,
            organisation=organisation,
            role=PartnerRole.LEAD if lead else PartnerRole.PARTNER,
        )
    for name, at in AT.items():
        _person(name, made[name], organisations[at], programme, now)
    for organisation in organisations:
        name = ON_DUTY[organisation.country]
        new_post(organisation=organisation, name=name, by=NOBODY, now=now)
