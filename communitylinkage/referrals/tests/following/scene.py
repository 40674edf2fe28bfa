"""A referral from the cast's mentor to its service, which follows one of our procedures."""

from dataclasses import replace
from uuid import uuid4

from communitylinkage.consent.actions import Named
from communitylinkage.participants.models import Participant
from communitylinkage.people.tests.cast import NOW
from communitylinkage.procedures.tests import cast as procedures
from communitylinkage.referrals import actions, making
from communitylinkage.referrals.following import rules
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.papers import Content, Paper, Summary
from communitylinkage.referrals.rules import Party, Urgency
from communitylinkage.vault.models import Holder

PAPER = Paper("link", ("need",), ("Service",), "", "", "en", "en", "read_aloud", "said")
SUMMARY = Summary("talk", urgency=Urgency.THREE_DAYS)


def follows(cast, version, now=NOW, to=(), **said):
    """On its way; `said` changes the summary, `to` names who is asked first."""
    summary = replace(SUMMARY, **said)
    return making.begin(
        number=uuid4(),
        participant=Participant.objects.create(),
        organisation=cast.community.pk,
        paper=PAPER,
        summary=summary,
        content=Content("x"),
        kept_by=[Holder.objects.get(pk=cast.mentor.key_holder)],
        recipients=[
            Named(one.pk, Holder.objects.get(pk=one.post.key_holder))
            for one in to or (cast.service,)
        ],
        days=60,
        by=cast.mentor.pk,
        now=now,
        follows=version,
    )


def running(cast, start="warm-referral", **said):
    """A procedure in force, and a referral that follows it."""
    version = procedures.in_force(cast, start=start)
    return version, follows(cast, version, **said)


def does(row, act, by, now=NOW, party=Party.SERVICE, **more):
    """An act of the referral's own table."""
    return actions.do(referral=row, act=act, party=party, by=by.pk, now=now, **more)


def at(row):
    """The codes of the steps at which it may stand."""
    one = Followed.objects.select_related("version__procedure__organisation", "referral").get(
        referral=row
    )
    here = one.stand(one.version.value, rules.trail_of(one.trail))
    return [step.code for step in here.steps]


def of(row):
    """The row of its following."""
    return Followed.objects.get(referral=row)


def due(row):
    """The referral's own clock."""
    return Referral.objects.get(pk=row.pk).due
