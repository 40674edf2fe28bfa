"""For each staff route with an argument: how an object of another organisation is made.

The cast's mentor belongs to `community`, its professional, coordinator, lead and administrator to
`service`; what is made here belongs to `other`.
"""

import uuid
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from communitylinkage.assessment.models import Publication
from communitylinkage.assessment.tests.made import an_open_round
from communitylinkage.consent import actions as consents
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.models import Place
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
from communitylinkage.network.members import actions as members
from communitylinkage.network.models import Community
from communitylinkage.network.steps import actions as network_steps
from communitylinkage.organisations.models import Partnership, Post, Programme
from communitylinkage.participants.models import Participant
from communitylinkage.people import actions as people
from communitylinkage.people.models import Duty
from communitylinkage.people.tests.cast import member
from communitylinkage.people.tests.passkeys.cast import with_passkey
from communitylinkage.practices.tests import cast as practices
from communitylinkage.procedures.tests import cast as procedures
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks import papers as ask_papers
from communitylinkage.referrals.mentor_requests import actions as mentor_requests
from communitylinkage.referrals.mentor_requests import papers
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act as MentorAct
from communitylinkage.referrals.mentor_requests.rules import Party as MentorParty
from communitylinkage.referrals.papers import Content, Summary, to_bytes
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.research.tests import cast as research
from communitylinkage.support.models import SupportAction
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.papers import Letter
from communitylinkage.surveys.models import Collection, Incoming, Questionnaire, Version
from communitylinkage.surveys.xlsform import example
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.vault.models import Holder

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def a_referral(cast):
    """Of another mentor, on its way to another service."""
    mentor = member("other-mentor", "mentor", cast.other)
    holder = Holder.objects.get(pk=mentor.key_holder)
    post = Holder.objects.get(pk=cast.other.post.key_holder)
    consent = consents.give(
        participant=Participant.objects.create(),
        organisation=cast.other.pk,
        paper=b"paper",
        kept_by=[holder],
        recipients=[consents.Named(cast.other.pk, post)],
        until=NOW + timedelta(days=1000),
        by=mentor.pk,
        now=NOW + timedelta(days=900),
    )
    referral = referrals.make(
        consent=consent,
        summary=to_bytes(Summary("talk", urgency=Urgency.WEEK)),
        content=to_bytes(Content("x")),
        kept_by=[holder],
        recipients=[post],
        urgency=Urgency.WEEK,
        by=mentor.pk,
        now=NOW + timedelta(days=900),
    )
    referrals.do(
        referral=referral,
        act=Act.SEND,
        party=Party.MENTOR,
        by=mentor.pk,
        now=NOW + timedelta(days=900),
    )
    return {"reference": referral.reference}


def a_colleague(cast):
    """A membership in another organisation."""
    return {"membership": cast.other_professional.membership.pk}


def an_invitation(cast):
    """Into another organisation, of a role that the administrator has nothing to do with."""
    made, _token = people.invite(
        by=cast.stranger, email="new@example.org", organisation=cast.other, role="mentor", now=NOW
    )
    return {"invitation": made.pk}


def a_mentor_request(cast):
    """Of another service, that another mentor is asked for."""
    mentor = member("other-mentor", "mentor", cast.other)
    row = mentor_requests.ask(
        post=cast.other.post,
        summary=papers.Summary("bn", "Barcelona", "ES", papers.Company.TALK),
        details=papers.Details("x", "1", "x"),
        mentors=[mentor.pk],
        urgency=Urgency.WEEK,
        agreed=True,
        by=cast.other_professional.pk,
        now=NOW,
    )
    return {"reference": row.reference}


def a_visit(cast):
    """Of another service, to which another mentor goes."""
    row = MentorRequest.objects.get(reference=a_mentor_request(cast)["reference"])
    mentor_requests.do(
        request=row, act=MentorAct.ACCEPT, party=MentorParty.MENTOR,
        by=row.turns.get().account_id, now=NOW,
    )  # fmt: skip
    return {"reference": SupportAction.objects.get(request=row).reference}


def a_complaint(cast):
    """About the service, which another organisation hears."""
    programme = Programme.objects.create(
        name="x", contract_number="x", starts=NOW.date(), ends=NOW.date(),
        lead_organisation=cast.other,
    )  # fmt: skip
    for one in (cast.other, cast.service):
        Partnership.objects.create(programme=programme, organisation=one, role="partner")
    row = voices.complain(
        about=cast.service.pk, letter=Letter(("other",)), by=uuid.uuid4(), now=NOW
    )
    return {"reference": row.reference}


def a_post(cast):
    """A post of another organisation, whose key its own people should make anew."""
    Post.objects.filter(pk=cast.other.post.pk).update(needs_key_since=NOW)
    return {"post": cast.other.post.pk}


def a_duty(cast):
    """A line of another organisation's rota."""
    duty = Duty.objects.create(
        post=cast.other.post,
        account=cast.other_professional,
        starts=NOW,
        ends=NOW + timedelta(days=1),
    )
    return {"post": cast.other.post.pk, "duty": duty.pk}


def an_ask(cast):
    """Sealed to the post of another organisation."""
    letter = ask_papers.Letter(kind="talk", soon=ask_papers.Soon.WEEK)
    sent = asks.send(
        number=uuid.uuid4(), post=cast.other.post, letter=letter, digits="2468", crowded=False,
        now=NOW,
    )  # fmt: skip
    return {"reference": sent.ask.reference}


def an_entry(cast):
    """A service of an organisation of the directory that is another's."""
    listed = Organization.objects.create(name="x")
    cast.other.listed_as = listed.pk
    cast.other.save()
    return {"number": Service.objects.create(organization=listed, name="x", status="active").pk}


def a_listing(cast):
    """The place where another organisation would make a new entry."""
    an_entry(cast)
    return {"organization": cast.other.listed_as}


def an_upload(cast):
    """A file that somebody else brought."""
    upload = Upload.objects.create(by=cast.other_professional.pk, rows={}, made_at=timezone.now())
    return {"number": upload.pk}


def a_questionnaire(cast):
    """Of another organisation, in one version."""
    made = convert(example.SHEETS)
    row = Questionnaire.objects.create(organisation=cast.other, title="x", made_at=NOW)
    Version.objects.create(
        questionnaire=row, number=1, sheets=made.sheets, xform=made.xform, made_at=NOW
    )
    return {"number": row.pk}


def a_version(cast):
    """Of another organisation's questionnaire."""
    return a_questionnaire(cast) | {"version": 1}


def an_incoming(cast):
    """A workbook that somebody of another organisation brought."""
    row = Incoming.objects.create(
        organisation=cast.other,
        title="x",
        sheets=example.SHEETS,
        by=cast.other_professional.pk,
        made_at=timezone.now(),
    )
    return {"number": row.pk}


def a_round(cast):
    """Of an assessment that another organisation runs."""
    return {"number": an_open_round(cast.other, cast.stranger.pk).pk}


def an_assessment(cast):
    """That another organisation runs."""
    return {"number": an_open_round(cast.other, cast.stranger.pk).assessment_id}


def a_publication(cast):
    """Figures that another organisation shows."""
    row = an_open_round(cast.other, cast.stranger.pk).assessment
    made = Publication.objects.create(
        assessment=row, rounds=[], audience="public", title="x", token="x", made_at=NOW
    )
    return {"number": row.pk, "publication": made.pk}


def a_collection(cast):
    """Of another organisation's questionnaire."""
    version = Version.objects.get(questionnaire=a_questionnaire(cast)["number"])
    row = Collection.objects.create(version=version, opens=NOW, anonymous=True, editable=False)
    return {"number": row.pk}


def a_question(cast):
    """Of another organisation's collection."""
    return a_collection(cast) | {"at": 1}


def _a_community():
    """All coordinators keep it together; what is done with it is an organisation's own."""
    place = Place.objects.create(
        name="x", country="IT", latitude=38, longitude=13, population=1, pk=9_999_999
    )
    return Community.objects.create(name="x", language="bn", place=place)


def a_member(cast):
    """Engaged with another organisation."""
    row = members.engage(
        organisation=cast.other, community=_a_community(), how="contact", since=NOW.date(),
        reach="x", by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_contact(cast):
    """A line of another organisation's log."""
    row = network_steps.log_contact(
        organisation=cast.other, community=_a_community(), node=None, day=NOW.date(),
        kind="call", outcome="talked", note="x", by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_step(cast):
    """What another organisation's mentors are to do."""
    row = network_steps.plan_step(
        organisation=cast.other, community=_a_community(), todo="call", role="mentor",
        account=None, due=NOW.date(), by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_procedure(cast):
    """A draft of another organisation, of which nobody of the cast is a party."""
    row = procedures.a_draft(cast, organisation=cast.other, named=False)
    return {"number": row.procedure_id}


def a_procedure_version(cast):
    """Its first version."""
    return a_procedure(cast) | {"version": 1}


def a_procedure_step(cast):
    """A step of it."""
    return a_procedure(cast) | {"step": "notice"}


def a_passkey(cast):
    """Of somebody of another organisation."""
    _device, row = with_passkey(cast.stranger, NOW)
    return {"passkey": row.pk}


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


def everybodys(cast):
    """Belongs to the site, not to an organisation."""
    return None


OTHERS = {
    "let_in": a_colleague,
    "leave": a_colleague,
    "post": a_post,
    "post_name": a_post,
    "post_end": a_post,
    "our_languages": lambda cast: {"organisation": cast.other.pk},
    "our_number": lambda cast: {"organisation": cast.other.pk},
    "call_back": an_invitation,
    "invite_anew": an_invitation,
    "post_key": a_post,
    "off_duty": a_duty,
    "passkey_name": a_passkey,
    "passkey_remove": a_passkey,
    "site_programme": everybodys,
    "site_partner": everybodys,
    "site_organisation": everybodys,
    "site_first": everybodys,
    "asked": an_ask,
    "ask_read": an_ask,
    "ask_act": an_ask,
    "ask_link": an_ask,
    "organisation_list": lambda cast: {"organisation": cast.other.pk},
    "entry_new": a_listing,
    "entry": an_entry,
    "entry_texts": an_entry,
    "entry_preview": an_entry,
    "entry_publish": an_entry,
    "entry_drop": an_entry,
    "entry_history": an_entry,
    "entry_again": lambda cast: an_entry(cast) | {"version": 1},
    "entry_confirm": an_entry,
    "entry_room": an_entry,
    "directory_plan": an_upload,
    # Gives out what the viewer may write, so there is no other's.
    "directory_export": everybodys,
    "questionnaire_example": everybodys,
    "questionnaire_incoming": an_incoming,
    "questionnaire": a_questionnaire,
    "questionnaire_again": a_questionnaire,
    "questionnaire_words": a_version,
    "questionnaire_try": a_version,
    "questionnaire_language": a_version,
    "questionnaire_act": lambda cast: a_version(cast) | {"act": "publish"},
    "questionnaire_file": lambda cast: a_version(cast) | {"form": "xlsx"},
    "questionnaire_compare": lambda cast: a_questionnaire(cast) | {"old": 1, "new": 1},
    "assessment": an_assessment,
    "round_new": an_assessment,
    "assessment_needs": an_assessment,
    "assessment_compare": an_assessment,
    "assessment_publish": an_assessment,
    "publication_back": a_publication,
    "round_results": a_round,
    "round": a_round,
    "round_act": lambda cast: a_round(cast) | {"act": "close"},
    "round_invite": a_round,
    "round_dates": a_round,
    "round_link": lambda cast: a_round(cast) | {"country": "ES", "kind": "services"},
    "round_sheet": lambda cast: a_round(cast) | {"country": "ES", "kind": "services"},
    "collection_results": a_collection,
    "collection_export": a_collection,
    "collection_release": lambda cast: a_collection(cast) | {"audience": "partners"},
    "collection_question": a_question,
    "collection_texts": a_question,
    "collection_code": a_question,
    "collection_read": a_question,
    "procedure": a_procedure,
    "procedure_findings": a_procedure,
    "procedure_rehearsal": a_procedure,
    "procedure_trail": a_procedure,
    "procedure_talk": a_procedure,
    "procedure_meetings": a_procedure,
    "procedure_wall": a_procedure_version,
    "procedure_file": a_procedure_version,
    "procedure_pdf": a_procedure_version,
    "procedure_compare": lambda cast: a_procedure(cast) | {"old": 1, "new": 1},
    "procedure_take_over": a_procedure,
    "procedure_agreement": a_procedure,
    "procedure_parties": a_procedure,
    "procedure_hours": a_procedure,
    "procedure_step_new": a_procedure,
    "procedure_step": a_procedure_step,
    "procedure_step_drop": a_procedure_step,
    "procedure_mend": lambda cast: a_procedure(cast) | {"place": 0},
    "procedure_again": a_procedure,
    "procedure_offer": a_procedure,
    "procedure_answer": lambda cast: a_procedure(cast) | {"objection": uuid.uuid4()},
    "procedure_act": lambda cast: a_procedure(cast) | {"act": "propose"},
    "procedure_figures": a_procedure_version,
    "procedure_sign": a_procedure_version,
    "procedure_unsign": a_procedure_version,
    "help_line_confirm": everybodys,
    "help_line_correct": everybodys,
    "help_line_hide": everybodys,
    "consent_text_review": everybodys,
    "community": everybodys,
    "community_edit": everybodys,
    "association_new": everybodys,
    "association_end": everybodys,
    "tie_new": everybodys,
    "tie": everybodys,
    "member_new": everybodys,
    "contact_new": everybodys,
    "step_new": everybodys,
    "community_contact": a_contact,
    "community_step": a_step,
    "member": a_member,
    "member_further": a_member,
    "member_leave": a_member,
    "member_erase": a_member,
    "member_merge": a_member,
    "member_apart": a_member,
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
    "award_revoke": an_award,
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
    "mentor_request": a_mentor_request,
    "complaint": a_complaint,
    "support_action": a_visit,
    "support_plan": a_visit,
    "support_report": a_visit,
    "referral": a_referral,
    "referral_mentor": a_referral,
    "referral_read": lambda cast: a_referral(cast) | {"part": "summary"},
    "referral_act": lambda cast: a_referral(cast) | {"act": "accept"},
    "referral_messages": a_referral,
    "referral_step": a_referral,
    "referral_departure": a_referral,
    "referral_told": a_referral,
    "referral_withdraw": a_referral,
    "referral_hand_over": a_referral,
    "referral_take_over": a_referral,
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
    "research_publish": a_finding,
}
