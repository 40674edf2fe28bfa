"""For each staff route with an argument: how an object of another organisation is made.

The cast's mentor belongs to `community`, its professional, coordinator, lead and administrator to
`service`; what is made here belongs to `other`.
"""

import uuid
from datetime import timedelta

from django.utils import timezone

from communitylinkage.assessment.models import Publication
from communitylinkage.assessment.tests.made import an_open_round
from communitylinkage.consent import actions as consents
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.organisations.models import Partnership, Post, Programme
from communitylinkage.participants.models import Participant
from communitylinkage.people import actions as people
from communitylinkage.people.models import Duty
from communitylinkage.people.tests.cast import NOW, member
from communitylinkage.people.tests.passkeys.cast import with_passkey
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
from communitylinkage.support.models import SupportAction
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.papers import Letter
from communitylinkage.surveys.media import Taken, put
from communitylinkage.surveys.models import Collection, Incoming, Questionnaire, Version
from communitylinkage.surveys.xlsform import example
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.vault.models import Holder
from tests.architecture import (
    campaign,
    campaigning,
    coverage,
    events,
    impact,
    intersections,
    kept,
    learnt,
    reports,
    stewards,
    together,
)


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


def a_picture(cast):
    """Beside a question of another organisation's questionnaire."""
    at = a_version(cast)
    version = Version.objects.get(questionnaire=at["number"])
    put({"x.png": Taken("image/png", b"x")}, version=version)
    return at | {"file": version.media.get().pk}


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


def a_passkey(cast):
    """Of somebody of another organisation."""
    _device, row = with_passkey(cast.stranger, NOW)
    return {"passkey": row.pk}


def everybodys(cast):
    """Belongs to the site, not to an organisation."""
    return None


OTHERS = {
    **coverage.OTHERS,
    **campaigning.OTHERS,
    **campaign.OTHERS,
    **impact.OTHERS,
    **kept.OTHERS,
    **learnt.OTHERS,
    **intersections.OTHERS,
    **reports.OTHERS,
    **events.OTHERS,
    **stewards.OTHERS,
    **together.OTHERS,
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
    "questionnaire_shown": a_picture,
    "questionnaire_media": a_version,
    "questionnaire_files": a_version,
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
    "collection_files": a_question,
    "collection_texts": a_question,
    "collection_code": a_question,
    "collection_read": a_question,
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
    "contact_new": everybodys,
    "member_new": everybodys,
    "step_new": everybodys,
    "mentor_request": a_mentor_request,
    "complaint": a_complaint,
    "support_action": a_visit,
    "support_plan": a_visit,
    "support_report": a_visit,
    "referral": a_referral,
    "referral_mentor": a_referral,
    "referral_wish": a_referral,
    "referral_read": lambda cast: a_referral(cast) | {"part": "summary"},
    "referral_act": lambda cast: a_referral(cast) | {"act": "accept"},
    "referral_messages": a_referral,
    "referral_step": a_referral,
    "referral_departure": a_referral,
    "referral_told": a_referral,
    "referral_withdraw": a_referral,
    "referral_hand_over": a_referral,
    "referral_take_over": a_referral,
}
