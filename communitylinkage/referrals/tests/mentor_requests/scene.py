"""A service, three mentors in their order, and a request on its way."""

import pytest

from communitylinkage.mentors.tests.hall import another_mentor, mentor_page
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import NOW, cast  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions, queries
from communitylinkage.referrals.mentor_requests.papers import Company, Details, Summary
from communitylinkage.referrals.mentor_requests.rules import Act, Party
from communitylinkage.referrals.rules import Urgency

SUMMARY = Summary("bn", "Barcelona", "ES", Company.TALK, "2026-12-01", "morning")
DETAILS = Details("Marta", "+999 1", "Marked Street 7", call_her="Marked Name", not_told="Omar")


@pytest.fixture
def scene(cast):  # noqa: F811
    """The cast, with `first`, `second` and `third` as mentors who have filled in their pages."""
    mentor_page(cast.mentor)
    cast.first = cast.mentor
    cast.second = another_mentor(cast, "second")
    cast.third = another_mentor(cast, "third")
    return cast


def asked(scene, mentors=None, now=NOW):
    """A request that the first mentor is asked for."""
    mentors = mentors or [scene.first, scene.second, scene.third]
    return actions.ask(
        post=scene.service.post,
        summary=SUMMARY,
        details=DETAILS,
        mentors=[account.pk for account in mentors],
        urgency=Urgency.DAY,
        agreed=True,
        by=scene.professional.pk,
        now=now,
    )


def does(row, act, mentor, now=NOW):
    """A mentor's act."""
    return actions.do(request=row, act=act, party=Party.MENTOR, by=mentor.pk, now=now)


def cancels(row, scene, now=NOW):
    """The service ends it."""
    return actions.do(
        request=row, act=Act.CANCEL, party=Party.SERVICE, by=scene.professional.pk, now=now
    )


def viewer_of(account):
    """Her as pages see her."""
    return Viewer(account, (account.membership,))


def case_of(account, row):
    """The request as she sees it."""
    return queries.case_for(viewer_of(account), row.reference)


def turn_of(row):
    """The account whose turn it is."""
    row.refresh_from_db()
    return row.turns.get(position=row.position).account_id
