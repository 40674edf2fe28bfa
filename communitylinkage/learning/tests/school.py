"""A small school: a course for mentors, one for professionals, groups, people and sessions."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from communitylinkage.learning import links
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.chain import queries as chain_queries
from communitylinkage.learning.courses import actions as courses
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.joining import seats
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Award, Enrolment, Session
from communitylinkage.learning.rules import earning
from communitylinkage.learning.rules.codes import How
from communitylinkage.learning.sessions import actions as sessions
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.outbox import actions as outbox
from communitylinkage.people.tests.cast import NOW, make_cast, member

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class School:
    """Makes things for tests, in the words of the domain. `now` can be moved."""

    def __init__(self, cast):
        self.cast, self.now, self.by = cast, NOW, cast.coordinator.pk
        self.programme = Programme.objects.create(
            name="P", contract_number="1", starts=NOW.date(), ends=NOW.date(),
            lead_organisation=cast.service,
        )  # fmt: skip
        Partnership.objects.create(programme=self.programme, organisation=cast.service, role="lead")

    def course(self, track="professionals", **values):
        given = {"language": "en", "title": f"A course for {track}", "about": "", "share": 80,
                 "tests": False}  # fmt: skip
        return courses.keep_course(
            course=None, programme=self.programme, organisation=self.cast.service.pk,
            words=courses.Words(track=track, **{**given, **values}), by=self.by, now=self.now,
        )  # fmt: skip

    def group(self, course=None, **values):
        given = {"name": "Group", "country": "ES", "language": "en", "capacity": 20,
                 "listed": True}  # fmt: skip
        return courses.keep_cohort(
            course=course or self.course(), cohort=None, organisation=self.cast.service.pk,
            group=courses.Group(**{**given, **values}), by=self.by, now=self.now,
        )  # fmt: skip

    def person(self, name="Amina", account=None, **values):
        given = {"email": "", "telephone": "", "language": "en", "country": "ES",
                 "track": "professionals", "works_at": ""}  # fmt: skip
        return people.write(
            learner=None, organisation=self.cast.service.pk, account=account,
            known=people.Known(name=name, **{**given, **values}), by=self.by, now=self.now,
        )  # fmt: skip

    def seat(self, group, person=None, **values):
        return seats.enrol(
            cohort=group, learner=person or self.person(), by=self.by, now=self.now, **values
        )

    def mentor(self, name="Rosa", account=None, days_ago=100):
        """A certified mentor."""
        person = self.person(name, account, track="mentors")
        group = self.group(self.course("mentors"))
        row = self.seat(group, person)
        self.held(group, [person], begins=self.now - days_ago * DAY)
        return chain.award(
            enrolment=row, day=(self.now - (days_ago - 1) * DAY).date(), by=self.by, now=self.now
        )

    def plan(self, begins=None, hours=2, kind="lesson", zone="Europe/Madrid", **values):
        begins = begins or self.now + DAY
        return sessions.Plan(
            **{"kind": kind, "title": "Meeting", "country": "ES", "zone": zone, "begins": begins,
               "ends": begins + hours * HOUR, "place": "Room 2", **values}
        )  # fmt: skip

    def session(self, group, trainers=(), session=None, visitors=(), **values):
        return sessions.keep_session(
            session=session, organisation=self.cast.service.pk, plan=self.plan(**values),
            whom=sessions.Whom([group] if not isinstance(group, list) else group, list(trainers),
                               visitors),
            by=self.by, now=self.now,
        )  # fmt: skip

    def sheet(self, session, people, how=How.SEEN, minutes=None, there=True):
        lines = [sessions.Seen(one.pk, there, minutes) for one in people]
        return sessions.note_sheet(session=session, sheet=lines, how=how, by=self.by, now=self.now)

    def held(self, group, people, trainers=(), begins=None, **values):
        """A session that took place, with those who were there."""
        row = self.session(group, trainers, begins=begins or self.now - DAY, **values)
        self.sheet(row, people)
        sessions.hold(session=row, by=self.by, now=self.now)
        return Session.objects.get(pk=row.pk)

    def trained(self, name="Ines", mentor=None, country="ES"):
        """A professional whom a certified mentor trained, with her certificate."""
        mentor = mentor or self.mentor().learner
        group = self.group(country=country)
        row = self.seat(group, self.person(name, country=country))
        self.held(group, [row.learner], [mentor])
        return chain.award(enrolment=row, day=self.now.date(), by=self.by, now=self.now)

    def quarter_over(self, quarters=1):
        """The clock, once the running quarter is over: what is shown of it is let out."""
        later = self.now + quarters * 95 * DAY
        # Above learning, so that it is named and not imported, as in the settings.
        import_string("communitylinkage.intersections.actions.freeze")(now=later)


@pytest.fixture
def school(db):
    """The school, with the cast of people."""
    return School(make_cast())


def again(row):
    """The row as it is now."""
    return type(row).objects.get(pk=row.pk)


def trained(track):
    """How many persons finished a course of the track, as indicators count them."""
    return sum(one.track == track for one in earning.firsts(chain_queries.trained_rows()))


def page_of(row):
    """The address of her own page of a seat."""
    return reverse("my_seat", args=[links.token(row.pk, Purpose.SEAT)])


def act(row, name):
    """What she reads after she pressed a button of her own page."""
    address = reverse("my_seat_act", args=[links.token(row.pk, Purpose.SEAT), name])
    return Client().post(address, follow=True).content.decode()


def mails(school):
    """The letters that went out since the last look."""
    outbox.run_due(now=school.now)
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def names(group, seat):
    """Who of a group stands where, in order of arrival."""
    rows = group.enrolments.filter(seat=seat).order_by("arrived")
    return [row.learner.name for row in rows]


__all__ = ["DAY", "HOUR", "Award", "Enrolment", "SimpleNamespace", "member"]
