"""Made-up people and organisations, which a real programme refuses."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, PartnerRole, Side
from communitylinkage.people import keys
from communitylinkage.people.actions import create_account
from communitylinkage.people.models import Account, Membership, SecondFactor
from communitylinkage.people.posts import new_post
from communitylinkage.people.roles import ROLES
from communitylinkage.people.rules import MembershipState, NotAllowed

# Made-up people only; printed by `make run`.
PASSWORD = "only for the demo"  # noqa: S105 # nosec
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
NOBODY = UUID(int=0)
AT = {"mentor": 1, "professional": 0, "coordinator": 0, "lead": 0, "administrator": 0}


def seed_of(role: str) -> bytes:
    """The fixed seed of a made-up person's code app."""
    return (role.encode() * 20)[:20]


def _organisations() -> list[Organisation]:
    made = []
    for name, side, country, languages in ORGANISATIONS:
        organisation = Organisation.objects.create(
            name=name, side=side, country=country, languages=languages
        )
        made.append(organisation)
    return made


def _person(role: str, organisation: Organisation, programme: Programme, now: datetime) -> Account:
    account = create_account(
        email=f"{role}@demo.invalid",
        display_name=f"Demo {role}",
        password=PASSWORD,
        language="en",
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
        account=account, sealed_seed=keys.seal_seed(seed_of(role)), confirmed=True
    )
    return account


@transaction.atomic
def load(now: datetime) -> str:
    """Makes the demo programme and its people once; returns what `make run` prints.

    Raises:
        NotAllowed: a real programme lives here.
    """
    if Programme.objects.exclude(contract_number=DEMO_CONTRACT).exists():
        raise NotAllowed("A real programme lives here: the demo stays out.")
    if not Programme.objects.exists():
        made = _organisations()
        programme = Programme.objects.create(
            name="CommunityLinkage demo",
            contract_number=DEMO_CONTRACT,
            funder="Nobody",
            starts=now.date(),
            ends=now.date() + timedelta(days=730),
            lead_organisation=made[0],
            countries=["ES", "IT", "GR", "SI"],
        )
        for organisation in made:
            Partnership.objects.create(
                programme=programme,
                organisation=organisation,
                role=PartnerRole.LEAD if organisation == made[0] else PartnerRole.PARTNER,
            )
        for role, at in AT.items():
            _person(role, made[at], programme, now)
        for organisation in made:
            new_post(organisation=organisation, name="On duty", by=NOBODY, now=now)
    lines = [f"  {role}@demo.invalid  password: {PASSWORD}" for role in AT]
    return "\n".join(
        [
            *lines,
            "  Code of the second step (as mentor): make code ROLE=mentor",
        ]
    )
