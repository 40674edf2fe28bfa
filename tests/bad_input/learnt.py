"""What somebody has of her own in learning, research and practices."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from communitylinkage.learning import links
from communitylinkage.learning.care import actions as care
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.joining import actions as learning
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import (
    Award,
    Cohort,
    Enrolment,
    Learner,
    Material,
    Module,
    Session,
    Trainer,
)
from communitylinkage.people.tests.cast import member
from communitylinkage.practices.tests import cast as practices
from communitylinkage.research import findings as research_findings
from communitylinkage.research.tests import cast as research
from tests.architecture.objects import OTHERS


def a_group(world):
    """In which the mentor and the professional research, with a piece that they went through."""
    made = research.group(world)
    research.marked(made.piece, world.mentor, [(0, made.word.pk)])
    research.marked(made.piece, world.professional, [])
    research.found(made.cycle, world.mentor, theme="language")
    return made


def a_cycle(world):
    """Of the mentor's group."""
    return {"number": a_group(world).cycle.pk}


def a_piece(world):
    """Given to the mentor's group."""
    made = a_group(world)
    return {"number": made.cycle.pk, "reference": made.piece.reference}


def a_finding(world):
    """Of the mentor's group."""
    made = a_group(world)
    return {"number": made.cycle.pk, "finding": made.cycle.findings.get().pk}


def a_picture(world):
    """In a finding of the mentor's group that everybody can read."""
    made = a_group(world)
    row = research.told_back(made.cycle, world.mentor)
    one = research.shown(row, world.mentor)
    return {"number": made.cycle.pk, "finding": row.pk, "picture": one.pk}


def a_code(world):
    """Of the mentor's group."""
    made = a_group(world)
    return {"number": made.cycle.pk, "code": made.word.pk}


def a_researcher(world):
    """The professional in the mentor's group."""
    made = a_group(world)
    person = made.cycle.researchers.get(account=world.professional).pk
    return {"number": made.cycle.pk, "person": person}


def a_door(world):
    """At which a community is asked about a finding."""
    cycle = a_group(world).cycle
    now = timezone.now()
    return {"door": research_findings.ask(cycle=cycle, by=world.mentor.pk, now=now)}


def a_community_told(world):
    """Of whose research everybody can read."""
    cycle = a_group(world).cycle
    research.told_back(cycle, world.mentor)
    return {"number": cycle.community_id}


def a_public_practice(world):
    """Of another country's organisation, that the service has taken over a year ago."""
    row = practices.published(practices.elsewhere("IT"), world.stranger.pk)
    practices.adopted(row, world.service, world.coordinator.pk, since=date(2025, 1, 1))
    return {"reference": row.practice.reference}


def a_practice_to_take(world):
    """Of another country's organisation."""
    row = practices.published(practices.elsewhere("IT"), world.stranger.pk)
    return {"reference": row.practice.reference}


def a_practice_to_review(world):
    """In review, of another country."""
    row = practices.in_review(practices.elsewhere("IT"), world.stranger.pk)
    return {"reference": row.practice.reference}


def our_practice(world):
    """Published by the service."""
    row = practices.published(world.service, world.coordinator.pk)
    return {"reference": row.practice.reference}


def an_open_course(world):
    """A group that anybody may ask a seat in."""
    number = OTHERS["cohort"](with_own(world))["number"]
    Cohort.objects.filter(pk=number).update(listed=True)
    return {"number": number}


def a_seat(world):
    """A link to a seat of a session that goes on now."""
    number = OTHERS["enrolment_act"](with_own(world))["number"]
    row = Enrolment.objects.get(pk=number)
    now = timezone.now()
    session = Session.objects.create(
        organisation=world.service, kind="lesson", title="x", country="ES", zone="Europe/Madrid",
        begins=now, ends=now + timedelta(hours=1),
    )  # fmt: skip
    session.cohorts.add(row.cohort)
    return {"token": links.token(row.pk, Purpose.SEAT)}


def a_material(world):
    """A material of the course in which that seat is."""
    given = a_seat(world)
    module = Module.objects.create(
        course=Enrolment.objects.get().cohort.course, number=1, title="x"
    )
    row = Material.objects.create(
        module=module, language="en", title="x", content=b"x", media="text/plain", ending=".txt"
    )
    return given | {"number": row.pk}


def a_certificate(world):
    """The link to a seat whose certificate was given, and its award."""
    number = OTHERS["award"](with_own(world))["number"]
    now = timezone.now()
    Award.objects.filter(pk=number).update(day=now.date())
    row = Award.objects.get(pk=number)
    chain.make_anew(award=row, by=world.stranger.pk, now=now)
    return row


def her_certificate(world):
    """The file of it, by the link that only she has."""
    seat = a_certificate(world).learner.enrolments.get()
    return {"token": links.token(seat.pk, Purpose.SEAT), "what": "file"}


def a_wall(world):
    """The link on the wall of that session."""
    a_seat(world)
    return {"token": links.token(Session.objects.get().pk, Purpose.HERE)}


def a_calendar(world):
    """The calendar of who has that seat."""
    a_seat(world)
    feed = learning.new_calendar(learner=Learner.objects.get(), now=timezone.now())
    return {"token": links.token(feed.pk, Purpose.CALENDAR)}


def a_session_to_teach(world):
    """A session that the mentor teaches."""
    a_seat(world)
    row = Session.objects.get()
    teacher = Learner.objects.create(
        organisation=world.service, name="x", language="en", country="ES", track="mentors",
        account=world.mentor, made_at=timezone.now(),
    )  # fmt: skip
    Trainer.objects.create(session=row, learner=teacher)
    return {"number": row.pk}


def a_note(world):
    """Words of the mentor to her coordinator."""
    chief = member("chief", "coordinator", world.community)
    row = care.write(
        mentor=world.mentor, supervisor=chief, text="x", organisation=world.community.pk,
        now=timezone.now(),
    )  # fmt: skip
    return {"number": row.pk}


def with_own(world):
    """The world as the access test makes things, only that the stranger keeps the service."""
    return SimpleNamespace(**{**vars(world), "other": world.service})


OWN = {
    "open_course": (None, an_open_course),
    "my_seat": (None, a_seat),
    "my_seat_act": (None, lambda world: a_seat(world) | {"act": "yes"}),
    "my_material": (None, a_material),
    "my_calendar": (None, a_calendar),
    "my_certificate": (None, her_certificate),
    "award": ("coordinator", lambda world: {"number": a_certificate(world).pk}),
    "award_out": ("coordinator", lambda world: {"number": a_certificate(world).pk, "what": "file"}),
    "here": (None, a_wall),
    **dict.fromkeys(
        ("learning_session", "attendance", "attendance_sheet", "session_code"),
        ("mentor", a_session_to_teach),
    ),
    "learning_session_act": ("mentor", lambda world: a_session_to_teach(world) | {"act": "held"}),
    **dict.fromkeys(("care_note", "care_erase"), ("mentor", a_note)),
    "practice": (None, a_public_practice),
    "practice_version": (None, lambda world: a_public_practice(world) | {"number": 1}),
    "practice_review": ("coordinator", a_practice_to_review),
    "practice_adapt": ("coordinator", a_practice_to_take),
    "practice_adopt": ("coordinator", a_practice_to_take),
    "practice_questions": ("coordinator", a_public_practice),
    "practice_result": ("coordinator", lambda world: a_public_practice(world) | {"months": 3}),
    "practice_understood": ("coordinator", a_public_practice),
    "practice_withdraw": ("coordinator", our_practice),
    "practice_work": ("coordinator", a_public_practice),
    "practice_facts": ("coordinator", lambda world: OTHERS["practice_facts"](with_own(world))),
    "practice_words": ("coordinator", lambda world: OTHERS["practice_words"](with_own(world))),
    "research_cycle": ("mentor", a_cycle),
    "research_move": ("mentor", a_cycle),
    "research_again": ("mentor", a_cycle),
    "research_join": ("mentor", a_cycle),
    "research_new_key": ("mentor", a_cycle),
    "research_evidence": ("mentor", a_cycle),
    "research_give": ("mentor", a_cycle),
    "research_codes": ("mentor", a_cycle),
    "research_agreement": ("mentor", a_cycle),
    "research_quotes": ("mentor", a_cycle),
    "research_overlaps": ("mentor", a_cycle),
    "research_findings": ("mentor", a_cycle),
    "research_finding_new": ("mentor", a_cycle),
    "research_ask": ("mentor", a_cycle),
    "research_piece": ("mentor", a_piece),
    "research_file": ("mentor", a_piece),
    "research_mark": ("mentor", a_piece),
    "research_translate": ("mentor", a_piece),
    "research_piece_back": ("mentor", a_piece),
    "research_code": ("mentor", a_code),
    "research_leave": ("mentor", a_researcher),
    "research_door": (None, a_door),
    "told_back_to": (None, a_community_told),
    "research_finding": ("mentor", a_finding),
    "research_finding_edit": ("mentor", a_finding),
    "research_quote": ("mentor", a_finding),
    "research_picture": ("mentor", a_finding),
    "research_picture_seen": ("mentor", a_picture),
    "told_picture": (None, lambda world: {"picture": a_picture(world)["picture"]}),
    "research_leads": ("mentor", a_finding),
    "research_publish": ("mentor", a_finding),
}
