"""Another organisation's objects of learning, research and practices; objects.py says what for."""

import uuid
from datetime import timedelta

from communitylinkage.learning.models import (
    Award,
    Cohort,
    Course,
    Enrolment,
    Learner,
    Material,
    Module,
    Note,
    Session,
)
from communitylinkage.organisations.models import Programme
from communitylinkage.people.tests.cast import NOW, member
from communitylinkage.practices.tests import cast as practices
from communitylinkage.research.tests import cast as research


def a_cycle(cast):
    """In which nobody of the cast researches."""
    return {"number": research.begun(cast.stranger, cast.other).pk}


def a_piece(cast):
    """Given to another group."""
    cycle = research.begun(cast.stranger, cast.other)
    row, _code = research.given(cycle, cast.stranger)
    return {"number": cycle.pk, "reference": row.reference}


def a_code(cast):
    """Of another group."""
    cycle = research.begun(cast.stranger, cast.other)
    return {"number": cycle.pk, "code": research.coded(cycle, "x", "y", cast.stranger).pk}


def a_finding(cast):
    """Of another group."""
    cycle = research.begun(cast.stranger, cast.other)
    return {"number": cycle.pk, "finding": research.found(cycle, cast.stranger).pk}


def a_picture(cast):
    """Shown in a finding of that group, which everybody can read."""
    cycle = research.begun(cast.stranger, cast.other)
    row = research.told_back(cycle, cast.stranger)
    return {"number": cycle.pk, "finding": row.pk, "picture": research.shown(row, cast.stranger).pk}


def a_researcher(cast):
    """Of another group."""
    cycle = research.begun(cast.stranger, cast.other)
    return {"number": cycle.pk, "person": cycle.researchers.get().pk}


def a_course(cast):
    """Of another organisation, in a programme of its own."""
    programme, _made = Programme.objects.get_or_create(
        contract_number="other", defaults={
            "name": "x", "starts": NOW.date(), "ends": NOW.date(), "lead_organisation": cast.other,
        },
    )  # fmt: skip
    row = Course.objects.create(
        programme=programme, organisation=cast.other, track="professionals", language="en",
        title="x", made_at=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_module(cast):
    """Of that course."""
    row = Module.objects.create(course_id=a_course(cast)["number"], number=1, title="x")
    return {"number": row.pk}


def a_material(cast):
    """Of that module."""
    row = Material.objects.create(
        module_id=a_module(cast)["number"], language="en", title="x", link="https://example.org/"
    )
    return {"number": row.pk}


def a_cohort(cast):
    """That takes the course with another organisation."""
    row = Cohort.objects.create(
        course_id=a_course(cast)["number"], organisation=cast.other, country="IT", name="x",
        language="en", made_at=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_learner(cast):
    """Whom another organisation wrote down."""
    row = Learner.objects.create(
        organisation=cast.other, name="x", language="en", country="IT", track="professionals",
        made_at=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def an_enrolment(cast):
    """In the other's cohort."""
    row = Enrolment.objects.create(
        cohort_id=a_cohort(cast)["number"], learner_id=a_learner(cast)["number"], seat="enrolled",
        arrived=1, changed_at=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def an_award(cast):
    """That another organisation gave."""
    seat = Enrolment.objects.get(pk=an_enrolment(cast)["number"])
    row = Award.objects.create(learner=seat.learner, cohort=seat.cohort, day=NOW.date(), share=100)
    return {"number": row.pk}


def a_session(cast):
    """Planned by another organisation, taught by nobody of the cast."""
    row = Session.objects.create(
        organisation=cast.other, kind="lesson", title="x", country="IT", zone="Europe/Rome",
        begins=NOW, ends=NOW + timedelta(hours=1),
    )  # fmt: skip
    row.cohorts.add(a_cohort(cast)["number"])
    return {"number": row.pk}


def a_note(cast):
    """Of a mentor to her supervisor, both of another organisation."""
    mentor = member("other-mentor", "mentor", cast.other)
    row = Note.objects.create(
        mentor=mentor, supervisor=cast.stranger, record=uuid.uuid4(), written_at=NOW
    )
    return {"number": row.pk}


def a_practice(cast):
    """A draft of another organisation."""
    row = practices.a_draft(cast.other, cast.stranger.pk)
    return {"reference": row.practice.reference}


OTHERS = {
    **dict.fromkeys(
        ("course", "course_edit", "course_words", "module_new", "cohort_new"), a_course
    ),
    **dict.fromkeys(("module", "module_words", "material_new"), a_module),
    **dict.fromkeys(("material", "material_drop"), a_material),
    **dict.fromkeys(
        ("cohort", "cohort_edit", "cohort_add", "learning_session_new", "cohort_questions"),
        a_cohort,
    ),
    "cohort_wave": lambda cast: a_cohort(cast) | {"wave": "before", "act": "opened"},
    "enrolment_act": lambda cast: an_enrolment(cast) | {"act": "cancel"},
    **dict.fromkeys(
        ("learner", "learner_edit", "learner_merge", "learner_apart", "learner_forget"), a_learner
    ),
    **dict.fromkeys(("award", "award_anew", "award_revoke"), an_award),
    "award_out": lambda cast: an_award(cast) | {"what": "file"},
    **dict.fromkeys(
        (
            "learning_session",
            "learning_session_edit",
            "attendance",
            "attendance_sheet",
            "session_code",
        ),
        a_session,
    ),
    "learning_session_act": lambda cast: a_session(cast) | {"act": "held"},
    **dict.fromkeys(("care_note", "care_erase"), a_note),
    "practice_work": a_practice,
    "practice_facts": a_practice,
    "practice_words": lambda cast: a_practice(cast) | {"language": "en"},
    "practice_review": a_practice,
    "practice_adapt": a_practice,
    "practice_questions": a_practice,
    "practice_act": lambda cast: a_practice(cast) | {"act": "submit"},
    "practice_again": a_practice,
    "practice_withdraw": a_practice,
    "practice_adopt": a_practice,
    "practice_result": lambda cast: a_practice(cast) | {"months": 3},
    "practice_understood": a_practice,
    "research_cycle": a_cycle,
    "research_move": a_cycle,
    "research_again": a_cycle,
    "research_join": a_cycle,
    "research_new_key": a_cycle,
    "research_evidence": a_cycle,
    "research_give": a_cycle,
    "research_codes": a_cycle,
    "research_agreement": a_cycle,
    "research_quotes": a_cycle,
    "research_overlaps": a_cycle,
    "research_findings": a_cycle,
    "research_finding_new": a_cycle,
    "research_ask": a_cycle,
    "research_piece": a_piece,
    "research_file": a_piece,
    "research_mark": a_piece,
    "research_translate": a_piece,
    "research_piece_back": a_piece,
    "research_code": a_code,
    "research_leave": a_researcher,
    "research_finding": a_finding,
    "research_finding_edit": a_finding,
    "research_quote": a_finding,
    "research_picture": a_finding,
    "research_picture_seen": a_picture,
    "research_leads": a_finding,
    "research_publish": a_finding,
}
