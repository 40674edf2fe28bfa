"""Letters to those who teach, when a session is moved, cancelled or planned again.

A letter says how the session stands when it goes out, so that of two changes the last one is told.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning.joining.letters import SUBJECT, when_of
from communitylinkage.learning.joining.queries import merges_of, records_of
from communitylinkage.learning.models import Enrolment, Learner, Session, Trainer
from communitylinkage.learning.rules.codes import Seat, State
from communitylinkage.network.rules.engaging import root
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.people.pages import page_language

KIND = "learning.trainer_letter"
TEXTS: dict[str, Promise] = {
    State.PLANNED: _(
        "Something about the meeting in which you teach has changed. It is now on %(when)s."
    ),
    State.CANCELLED: _("The meeting on %(when)s, in which you teach, does not take place."),
}


def tell(*, session: Session, now: datetime) -> int:
    """Leaves a letter for each person who teaches in a session and has an address; how many.

    Who also has a seat in it is told by the letter of her seat.
    """
    merged = merges_of()
    seated = Enrolment.objects.filter(cohort__in=session.cohorts.all(), seat=Seat.ENROLLED)
    written = seated.exclude(learner__email="").values_list("learner", flat=True)
    told = {root(one, merged) for one in written}
    left = 0
    for row in session.trainers.select_related("learner").order_by("pk"):
        person = root(row.learner_id, merged)
        if person not in told and _reached(row.learner):
            told.add(person)
            outbox.later(kind=KIND, subject_id=row.pk, due=now)
            left += 1
    return left


def _reached(learner: Learner) -> Learner | None:
    """The record of hers that has an address, the one that counts before the others."""
    records = records_of(learner)
    rows = Learner.objects.exclude(email="").in_bulk(records)
    return next((rows[one] for one in records if one in rows), None)


def write(*, task: Task, now: datetime) -> Outgoing | None:
    """A letter. Nothing, where she does not teach in it any more, or it is over."""
    rows = Trainer.objects.select_related("session", "learner")
    row = rows.filter(pk=task.subject_id, session__ends__gt=now).first()
    learner = _reached(row.learner) if row else None
    if row is None or learner is None or row.session.state not in TEXTS:
        return None
    language = page_language(learner.language)
    with translation.override(language):
        said = str(TEXTS[row.session.state]) % {"when": when_of(row.session)}
        if learner.account_id:
            page = reverse("learning_session", args=[row.session_id])
            said += f"\n\n{settings.SITE_ADDRESS}{page}"
        return Outgoing(learner.email, str(SUBJECT), f"{said}\n")
