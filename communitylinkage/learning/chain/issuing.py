"""The certificate of an award: what it says, issued, made anew, taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from communitylinkage.certificates import actions as certificates
from communitylinkage.certificates.models import Certificate
from communitylinkage.certificates.rules import Reason, Wanted
from communitylinkage.learning.chain.queries import standings
from communitylinkage.learning.courses.queries import languages_of, words_of
from communitylinkage.learning.joining.queries import in_hours, merges_of
from communitylinkage.learning.models import Award, Cohort, Course
from communitylinkage.learning.rules.codes import Why
from communitylinkage.network.rules.engaging import root
from communitylinkage.people.pages import page_language

# Why she does not have it any more is her organisation's business: the certificate says less.
REASONS = {Why.MISTAKE: Reason.MISTAKE, Why.CONDUCT: Reason.ENDED, Why.ASKED: Reason.ASKED}


def issue(*, cohort: Cohort, awards: Sequence[Award], by: UUID, now: datetime) -> None:
    """Issues the certificates of some awards of a cohort, and keeps them with the awards.

    Raises:
        communitylinkage.certificates.rules.NotGivenError: one cannot be given so; none is.
    """
    found, merged = standings(cohort), merges_of()
    minutes = {person: standing.there for person, standing in found.items()}
    wanted = [_wanted(row, minutes.get(root(row.learner_id, merged), 0)) for row in awards]
    made = certificates.issue_all(
        organisation=cohort.organisation_id, wanted=wanted, by=by, now=now
    )
    for row, one in zip(awards, made, strict=True):
        row.credential = one
    Award.objects.bulk_update(awards, ["credential"])


def _wanted(award: Award, minutes: int) -> Wanted:
    course = award.cohort.course
    language = _language(award)
    title, _about = words_of(course, language)
    with translation.override(page_language(language)):
        return Wanted(award.learner.name, title, _criteria(course, minutes), award.day, language)


def _language(award: Award) -> str:
    """Hers, else her group's, where the course and we have words in it; else the course's."""
    course = award.cohort.course
    has = languages_of(course)
    wishes = (award.learner.language, award.cohort.language)
    ours = dict(settings.LANGUAGES)
    return next((one for one in wishes if one in has and one in ours), course.language)


def _criteria(course: Course, minutes: int) -> str:
    told = {"hours": in_hours(minutes), "share": course.share}
    both = _(
        "Hours attended: %(hours)s. Asked for: at least %(share)s of 100 hours of the course, "
        "and the questions before and after it."
    )
    hours = _(
        "Hours attended: %(hours)s. Asked for: at least %(share)s of 100 hours of the course."
    )
    return (both if course.tests else hours) % told


def issue_anew(*, award: Award, by: UUID, now: datetime) -> None:
    """Another certificate in the place of the one that was issued; the old one is taken back.

    Raises:
        communitylinkage.certificates.rules.NotGivenError: it cannot be given so.
    """
    old = award.credential
    issue(cohort=award.cohort, awards=[award], by=by, now=now)
    _end(old, Reason.REPLACED, by, now)


def take_back(*, award: Award, by: UUID, now: datetime) -> None:
    """The certificate of an award that does not stand any more."""
    _end(award.credential, REASONS[Why(award.why)], by, now)


def _end(row: Certificate | None, reason: Reason, by: UUID, now: datetime) -> None:
    if row is not None and row.revoked_on is None:
        certificates.revoke(certificate=row.pk, reason=reason, by=by, now=now)
