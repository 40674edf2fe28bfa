"""Made-up referrals that follow the demo's procedures, and figures of quarters that are over."""

import random
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from communitylinkage.consent.actions import Named
from communitylinkage.directory.hsds import Service
from communitylinkage.facts import actions as facts
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.organisations.rules import Side
from communitylinkage.participants.models import Participant
from communitylinkage.people.demo import NOBODY
from communitylinkage.people.models import Account
from communitylinkage.procedures.models import Procedure, Version
from communitylinkage.procedures.rules import State
from communitylinkage.referrals import actions, making
from communitylinkage.referrals.following import counting, queries
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.papers import Content, Paper, Summary
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes.papers import Wish
from communitylinkage.vault.models import Holder

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# For each country: how urgent, how long ago it was sent, and what happened since.
SENT: tuple[tuple[str, Urgency, timedelta, tuple[Act, ...]], ...] = (
    ("legal", Urgency.THREE_DAYS, HOUR, ()),
    ("talk", Urgency.THREE_DAYS, 30 * HOUR, (Act.ACCEPT,)),
    ("papers", Urgency.WEEK, 70 * HOUR, (Act.ACCEPT, Act.CONTACT, Act.BEGIN)),
    ("shelter", Urgency.DAY, HOUR / 2, ()),
)
# Whose woman asks for somebody at her side.
WISHED = "talk"
# Of the handover, by the number of a step: how often done in a day, in three, later, too late,
# another way.
HANDOVER = {
    4: (31, 0, 0, 0, 0),
    5: (14, 9, 0, 8, 0),
    6: (5, 0, 0, 6, 0),
    7: (12, 7, 6, 5, 6),
    8: (16, 9, 0, 0, 0),
    9: (6, 7, 11, 5, 0),
}
HOWS = (("done", "day"), ("done", "three_days"), ("done", "longer"), ("late", "longer"),
        ("otherwise", "day"))  # fmt: skip
WHY = ("she_asked", "danger", "nobody")
_DICE = random.Random(5)  # noqa: S311 # nosec -- made-up figures, the same each time


def load(now: datetime) -> None:
    """Makes them once."""
    if Referral.objects.exists() or not Procedure.objects.exists():
        return
    with transaction.atomic(), transaction.atomic(using="locks"):
        for service in Organisation.objects.filter(side=Side.SERVICE).order_by("name"):
            _send(service, now)
        _count(now)
        facts.flush(now=now)


def _send(service: Organisation, now: datetime) -> None:
    """What the mentor of the country sent to the service that signed with her organisation."""
    mentor = Account.objects.filter(
        memberships__role="mentor",
        memberships__organisation__country=service.country,
        email__endswith="@demo.invalid",
    ).first()
    post = Post.objects.filter(organisation=service, key_holder__isnull=False).first()
    if mentor is None or post is None:
        return
    for kind, urgency, ago, acts in SENT:
        row = _one(mentor, service, post, Summary(kind, urgency=urgency, languages=("ar",)),
                   now - ago)  # fmt: skip
        for n, act in enumerate(acts, 1):
            at = now - ago + n * ago / (len(acts) + 1)
            actions.do(referral=row, act=act, party=Party.SERVICE, by=NOBODY, now=at)
        if kind == WISHED:
            wish = Wish(
                ("hospital",), "ar", part="morning", text="Somebody who is patient, please."
            )
            wishes.write(referral=row, wish=wish, number=uuid4(), now=now - HOUR)


def _one(
    mentor: Account, service: Organisation, post: Post, summary: Summary, at: datetime
) -> Referral:
    home = mentor.memberships.get().organisation_id
    listed = Service.objects.filter(organization=service.listed_as).order_by("name").first()
    urgency = Urgency(summary.urgency)
    return making.begin(
        number=uuid4(),
        participant=Participant.objects.create(),
        organisation=home,
        paper=Paper(
            "link", ("need", "name", "contact"), (service.name,),
            (at + 90 * DAY).date().isoformat(), "en 1", "en", "ar", "read_aloud", "said",
        ),
        summary=summary,
        content=Content(f"Made-up woman ({service.country})"),
        kept_by=[Holder.objects.get(pk=str(mentor.key_holder))],
        recipients=[
            Named(
                service.pk,
                Holder.objects.get(pk=str(post.key_holder)),
                listed.pk if listed else None,
            )
        ],
        days=90,
        by=mentor.pk,
        now=at,
        follows=queries.found(organisation=home, recipient=service.pk, urgency=urgency, now=at),
    )  # fmt: skip


def _count(now: datetime) -> None:
    """A quarter that is over, for each handover."""
    first = now.replace(day=1, month=(now.month - 1) // 3 * 3 + 1)
    over = first - 15 * DAY
    for row in Version.objects.filter(state=State.IN_FORCE).select_related(
        "procedure__organisation"
    ):
        if row.value.step("ask"):
            for step, figures in HANDOVER.items():
                for (how, waited), number in zip(HOWS, figures, strict=True):
                    _counted(row, step, how, waited, number, over)


def _counted(row: Version, step: int, how: str, waited: str, number: int, at: datetime) -> None:
    for _n in range(number and max(0, number + _DICE.randint(0, 3))):
        codes = [
            f"version:{counting.code_of(row.pk)}", f"how:{how}", f"waited:{waited}", f"step:{step}",
            *([f"reason:{_DICE.choice(WHY)}"] if how == "otherwise" else []),
        ]  # fmt: skip
        country = row.procedure.organisation.country
        facts.count(kind=counting.KIND, region=country, codes=codes, now=at)
