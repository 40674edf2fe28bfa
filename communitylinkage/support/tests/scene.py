"""A request that a mentor said yes to, with the visit that follows from it."""

from dataclasses import replace
from datetime import timedelta

from communitylinkage.mentors.tests.hall import another_mentor, mentor_page
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.people.tests.cast import NOW
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act, Party
from communitylinkage.referrals.rules import Urgency
from communitylinkage.referrals.tests.mentor_requests.scene import DETAILS, SUMMARY
from communitylinkage.support import actions
from communitylinkage.support.models import SupportAction
from communitylinkage.support.papers import Plan

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PLAN = Plan("Marked rule", "Marked corner", "+999 5", "Marked note")
# As it is read afterwards: the mentor's number is sealed apart from it.
AGREED = replace(PLAN, mentor_number="")


def a_visit(cast, consent=None, now=NOW, mentors=None):
    """`first` said yes; `second` and `third` come after her in the order."""
    if not hasattr(cast, "second"):
        mentor_page(cast.mentor)
        cast.first, cast.second = cast.mentor, another_mentor(cast, "second")
        cast.third = another_mentor(cast, "third")
    row = requests.ask(
        post=cast.service.post,
        summary=SUMMARY,
        details=DETAILS,
        mentors=[one.pk for one in mentors or (cast.first, cast.second, cast.third)],
        urgency=Urgency.DAY,
        agreed=True,
        by=cast.professional.pk,
        now=now,
        consent=consent,
    )
    requests.do(request=row, act=Act.ACCEPT, party=Party.MENTOR, by=cast.first.pk, now=now)
    return SupportAction.objects.get(request=row)


def planned(cast, row, begins=NOW, check_in=NOW + HOUR, now=NOW):
    """The mentor agreed it with the woman."""
    return actions.plan(
        action=row, content=PLAN, begins=begins, check_in=check_in, by=cast.first.pk, now=now
    )


def a_programme(cast, contract="P-1"):
    """In which the service and the other one work; the service leads it."""
    programme = Programme.objects.create(
        name="Programme", contract_number=contract, starts=NOW.date() - timedelta(days=300),
        ends=NOW.date() + timedelta(days=300), lead_organisation=cast.service,
    )  # fmt: skip
    for organisation in (cast.service, cast.other):
        Partnership.objects.create(programme=programme, organisation=organisation, role="partner")
    return programme
