"""A school of two years in four countries: mentors are certified, then they teach professionals."""

import os
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction

from communitylinkage.assessment.actions import take
from communitylinkage.facts import actions as facts
from communitylinkage.learning import made_up
from communitylinkage.learning.chain.certifying import write_down
from communitylinkage.learning.chain.issuing import issue
from communitylinkage.learning.courses import actions as courses
from communitylinkage.learning.models import (
    Asked,
    Attendance,
    Award,
    Cohort,
    Course,
    Enrolment,
    Learner,
    Session,
    Test,
    Trainer,
)
from communitylinkage.learning.rules.codes import How, Kind, Seat, State, Track, Wave
from communitylinkage.learning.rules.time import moment
from communitylinkage.learning.sessions.actions import count_visit, visit_of
from communitylinkage.learning.testing import asking
from communitylinkage.learning.testing.forms import READY
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, Side
from communitylinkage.people.demo import NOBODY
from communitylinkage.people.models import Account
from communitylinkage.people.rules import zone_of
from communitylinkage.surveys.answering.models import Collection, Invitation, Submission
from communitylinkage.surveys.answering.rules import State as Answer

DAY = timedelta(days=1)
MENTORS_BEGIN, SESSIONS_OF_MENTORS = 640, 6
# Days before today on which the groups of professionals begin, and how many sessions they have.
PROFESSIONALS_BEGIN, SESSIONS_OF_PROFESSIONALS = (420, 160), 4


def load(now: datetime) -> tuple[int, int]:
    """Makes it once; returns how many mentors are certified and professionals trained."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if programme and not Course.objects.exists():
        with transaction.atomic(), transaction.atomic(using="locks"):
            _School(programme, now).grow()
    awards = Award.objects.values_list("cohort__course__track", flat=True)
    given = list(awards)
    return given.count(Track.MENTORS), given.count(Track.PROFESSIONALS)


@dataclass
class _Group:
    """A cohort with its seats, in the order of its people: those who finish come first."""

    cohort: Cohort
    seats: list[Enrolment]
    finish: int
    sessions: list[Session] = field(default_factory=list)


class _School:
    """Two years of courses, always the same."""

    def __init__(self, programme: Programme, now: datetime) -> None:
        self.programme, self.now = programme, now
        rows = Organisation.objects.filter(
            side=Side.SERVICE, partnerships__programme=programme
        ).order_by("country")
        self.homes = {row.country: row for row in rows}
        self.courses = {track: self._course(track) for track in Track}
        self.questions = {
            track: take(
                name=READY[track], organisation=programme.lead_organisation_id, by=NOBODY, now=now
            )
            for track in Track
        }
        self.mentors: dict[str, list[Learner]] = {}

    def grow(self) -> None:
        """Mentors first, then the professionals whom they teach, then what is to come."""
        for country in self.homes:
            self._mentors(country)
        for country in self.homes:
            self._professionals(country)
        self._to_come()

    def _course(self, track: Track) -> Course:
        titles = made_up.TITLES[track]
        row = courses.keep_course(
            course=None, programme=self.programme,
            organisation=self.programme.lead_organisation_id, by=NOBODY, now=self.now,
            words=courses.Words(track, "en", titles["en"], "", 75, True),
        )  # fmt: skip
        for language in ("es", "ar"):
            courses.keep_text(
                course=row, module=None, language=language, title=titles[language], body="",
                by=NOBODY, now=self.now,
            )  # fmt: skip
        for title in made_up.MODULES[track]:
            courses.keep_module(
                course=row, module=None, title=title, aims="", by=NOBODY, now=self.now
            )
        return row

    def _group(self, track: Track, country: str, name: str, people: list[made_up.Person],
               finish: int, began: datetime) -> _Group:  # fmt: skip
        home = self.homes[country]
        cohort = Cohort.objects.create(
            course=self.courses[track], organisation=home, country=country, name=name,
            language=home.languages[0], capacity=30, made_at=began,
        )  # fmt: skip
        learners = Learner.objects.bulk_create(
            Learner(
                organisation=home, name=one.name, language=one.language, country=country,
                track=track, works_at=one.works_at, made_at=began,
            )
            for one in people
        )  # fmt: skip
        seats = Enrolment.objects.bulk_create(
            Enrolment(cohort=cohort, learner=one, seat=Seat.ENROLLED, arrived=at, changed_at=began)
            for at, one in enumerate(learners, 1)
        )
        return _Group(cohort, seats, finish)

    def _day(self, days: int) -> date:
        return (self.now - days * DAY).date()

    def _session(self, group: _Group, day: date, title: str, trainers: list[Learner],
                 kind: Kind = Kind.LESSON, **more: object) -> Session:  # fmt: skip
        country = group.cohort.country
        zone = zone_of(country)
        row = Session.objects.create(
            organisation=self.homes[country], kind=kind, title=title, country=country, zone=zone,
            begins=moment(day, time(16), zone), ends=moment(day, time(19), zone),
            place=f"Community house, {made_up.PLACES[country]} (made up)", childcare=True,
            travel=True, interpreters=["ar"], access=["step_free"], state=State.HELD, **more,
        )  # fmt: skip
        row.cohorts.set([group.cohort])
        Trainer.objects.bulk_create(Trainer(session=row, learner=one) for one in trainers)
        group.sessions.append(row)
        return row

    def _sheets(self, group: _Group) -> None:
        """Who was at which of its sessions."""
        rows = []
        for at, seat in enumerate(group.seats):
            came = made_up.there(group.cohort.country, at, at < group.finish, len(group.sessions))
            rows += [
                Attendance(session=one, learner=seat.learner, how=How.SEEN, noted_at=one.ends)
                for one, there in zip(group.sessions, came, strict=True)
                if there
            ]
        Attendance.objects.bulk_create(rows)

    def _awards(self, group: _Group, day: date) -> list[Award]:
        """Certificates for those who finish, with the share that they really have."""
        held = {row.learner_id: 0 for row in group.seats}
        for learner in Attendance.objects.filter(session__in=group.sessions).values_list(
            "learner", flat=True
        ):
            held[learner] += 1
        given = Award.objects.bulk_create(
            Award(
                learner=seat.learner, cohort=group.cohort, day=day, tests=2,
                share=100 * held[seat.learner_id] // len(group.sessions),
            )
            for seat in group.seats[: group.finish]
        )  # fmt: skip
        track = group.cohort.course.track
        issue(cohort=group.cohort, awards=given, by=NOBODY, now=self.now)
        then = datetime.combine(day, time(12), tzinfo=self.now.tzinfo)
        for _one in given:
            facts.count(
                kind="trained", region=group.cohort.country, codes=[f"track:{track}"], now=then
            )
        return given

    def _tests(self, group: _Group, first: int, before: datetime, after: datetime) -> None:
        """Both tests, asked and closed; who is who is forgotten, as it is in real life."""
        track = Track(group.cohort.course.track)
        test = asking.choose(
            cohort=group.cohort, questionnaire=self.questions[track], by=NOBODY, now=before
        )
        pairs = [secrets.token_hex(10) for _seat in group.seats]
        for wave, when in ((Wave.BEFORE, before), (Wave.AFTER, after)):
            asking.open_wave(test=test, wave=wave, by=NOBODY, now=when)
            collection = asking.collection_of(Test.objects.get(pk=test.pk), wave)
            assert collection is not None  # nosec B101 -- it was opened just now
            many = len(group.seats) if wave == Wave.BEFORE else group.finish
            self._answers(group, collection, wave, pairs[:many], first)
            asking.close_wave(test=test, wave=wave, by=NOBODY, now=when + 10 * DAY)

    def _answers(self, group: _Group, collection: Collection, wave: Wave, pairs: list[str],
                 first: int) -> None:  # fmt: skip
        country, later = group.cohort.country, wave == Wave.AFTER
        track = group.cohort.course.track
        make = made_up.mentor if track == Track.MENTORS else made_up.professional
        tags = [{"pair": pair, "country": country} for pair in pairs]
        invitations = Invitation.objects.bulk_create(
            Invitation(
                collection=collection, tag=os.urandom(32).hex(), group=tag, state=Answer.FINISHED
            )
            for tag in tags
        )
        Submission.objects.bulk_create(
            Submission(
                collection=collection, invitation=invitation, group=tag,
                answers=make(country, first + at, later=later), day=collection.opens.date(),
                mixed=True,
            )
            for at, (invitation, tag) in enumerate(zip(invitations, tags, strict=True))
        )  # fmt: skip
        Asked.objects.bulk_create(
            Asked(enrolment=seat, wave=wave, invitation=invitation.pk)
            for seat, invitation in zip(group.seats, invitations, strict=False)
        )

    def _mentors(self, country: str) -> None:
        finish = made_up.MENTORS_IN[country]
        people = made_up.people(country, Track.MENTORS, finish + made_up.UNFINISHED)
        began = self.now - MENTORS_BEGIN * DAY
        name = f"Mentors, {made_up.PLACES[country]}"
        group = self._group(Track.MENTORS, country, name, people, finish, began)
        for at in range(SESSIONS_OF_MENTORS):
            title = made_up.MODULES[Track.MENTORS][at % 4]
            self._session(group, self._day(MENTORS_BEGIN - 7 * at), title, [])
        self._sheets(group)
        self._tests(group, 0, began - 5 * DAY, began + 50 * DAY)
        given = self._awards(group, self._day(MENTORS_BEGIN - 60))
        self.mentors[country] = [one.learner for one in given]
        self._link(country)

    def _link(self, country: str) -> None:
        """The first mentor of a country signs in with the demo's account."""
        account = Account.objects.filter(email=f"{made_up.EMAILS[country]}@demo.invalid").first()
        if account:
            first = self.mentors[country][0]
            first.account = account
            first.save()
            write_down(account=account.pk, by=NOBODY, now=self.now)

    def _professionals(self, country: str) -> None:
        many = sum(made_up.PROFESSIONALS_IN[country]) + 2 * made_up.UNFINISHED
        people, begin = made_up.people(country, Track.PROFESSIONALS, many), 0
        for at, finish in enumerate(made_up.PROFESSIONALS_IN[country]):
            days = PROFESSIONALS_BEGIN[at]
            began = self.now - days * DAY
            end = begin + finish + made_up.UNFINISHED
            name = f"Professionals {at + 1}, {made_up.PLACES[country]}"
            group = self._group(
                Track.PROFESSIONALS, country, name, people[begin:end], finish, began
            )
            self._lessons(group, at, days)
            self._sheets(group)
            self._tests(group, begin, began - 5 * DAY, began + 50 * DAY)
            self._awards(group, self._day(days - 60))
            begin = end

    def _lessons(self, group: _Group, at: int, days: int) -> None:
        """Taught by two mentors each time; the second group is visited by mentors from abroad."""
        country = group.cohort.country
        own = self.mentors[country]
        for lesson in range(SESSIONS_OF_PROFESSIONALS):
            day, first = self._day(days - 14 * lesson), (4 * at + 2 * lesson) % (len(own) - 1)
            visit = (
                lesson == SESSIONS_OF_PROFESSIONALS - 1 and at == 1 and made_up.VISITS.get(country)
            )
            trainers = self.mentors[visit][:2] if visit else own[first : first + 2]
            title = made_up.MODULES[Track.PROFESSIONALS][lesson % 3]
            row = self._session(
                group, day, title, trainers,
                kind=Kind.EXCHANGE if visit else Kind.LESSON,
                host=self.homes[country] if visit else None,
            )  # fmt: skip
            if visit:
                row.visitors.set([self.homes[visit]])
                count_visit(visit_of(row), "exchange_visit")

    def _to_come(self) -> None:
        """An open group with a waiting list, a session that goes on now, one of the coming days,
        and supervision for the mentors of each country."""
        people = made_up.people("ES", "to come", 14)
        group = self._group(
            Track.PROFESSIONALS, "ES", "Professionals 3, Barcelona", people, 0, self.now - 9 * DAY
        )
        Cohort.objects.filter(pk=group.cohort.pk).update(capacity=12, listed=True)
        waiting = [row.pk for row in group.seats[12:]]
        Enrolment.objects.filter(pk__in=waiting).update(seat=Seat.WAITING)
        own = self.mentors["ES"][:2]
        now = self._session(group, self.now.date(), "Seeing early", own)
        coming = self._session(group, self._day(-6), "Asking well", own)
        planned = [now.pk, coming.pk]
        for country in self.homes:
            mentors = _Group(Cohort.objects.get(
                course__track=Track.MENTORS, country=country), [], 0)  # fmt: skip
            talk = self._session(
                mentors, self._day(-4), "Talking it over", [], kind=Kind.SUPERVISION
            )
            planned.append(talk.pk)
        Session.objects.filter(pk__in=planned).update(state=State.PLANNED)
        hour = timedelta(hours=1)
        Session.objects.filter(pk=now.pk).update(begins=self.now - hour, ends=self.now + 2 * hour)
