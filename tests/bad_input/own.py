"""For each route with arguments: who may use it, and what of her own it needs."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from communitylinkage.consent.models import ConsentText
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.files import actions as files
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.interchange import csv_files
from communitylinkage.directory.models import HelpLine, Place
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Partnership, Post, Programme
from communitylinkage.people import actions as people
from communitylinkage.people import keys, passwords
from communitylinkage.people.models import Account, Duty, PasswordLink
from communitylinkage.people.tests.cast import member
from communitylinkage.people.tests.passkeys.cast import with_passkey
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks import papers as ask_papers
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act as MentorAct
from communitylinkage.referrals.outside import keys as keys_outside
from communitylinkage.referrals.outside import rules
from communitylinkage.referrals.outside.models import WaitingToken
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.mentor_requests.scene import asked, does
from communitylinkage.referrals.tests.outside.conftest import Road
from communitylinkage.referrals.tests.receipt.hers import do, new_link
from communitylinkage.research import findings as research_findings
from communitylinkage.research.tests import cast as research
from communitylinkage.support.models import SupportAction
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.papers import Letter
from communitylinkage.surveys.answering.tests.cast import (
    begin,
    collection_of,
    invited,
    version_of,
)
from tests.architecture.objects import OTHERS


def a_form_to_answer(world):
    """An invitation to answer a form, begun."""
    _row, token = invited(world, collection_of(world))
    begin(token)
    return {"token": token}


def a_version(world):
    """Of the service's questionnaire, to be tried out."""
    version = version_of(world.service)
    return {"number": version.questionnaire_id, "version": 1}


def a_referral(world, act=None):
    """The mentor's, on its way to the professional's service."""
    link = new_link(world)
    do(link, Act.SEND, Party.MENTOR)
    if act:
        do(link, act)
    return {"reference": link.referral.reference}


def a_visit(world):
    """Of the mentor, who said yes to the service."""
    reference = a_mentor_request(world)["reference"]
    row = MentorRequest.objects.get(reference=reference)
    does(row, MentorAct.ACCEPT, world.mentor, timezone.now())
    return {"reference": SupportAction.objects.get(request=row).reference}


def a_complaint(world):
    """About another organisation, which the coordinator of the service hears."""
    programme = Programme.objects.create(
        name="x", contract_number="x-1", starts=timezone.now().date(),
        ends=timezone.now().date(), lead_organisation=world.service,
    )  # fmt: skip
    for one in (world.other, world.service):
        Partnership.objects.create(programme=programme, organisation=one, role="partner")
    row = voices.complain(
        about=world.other.pk, letter=Letter(("other",)), by=uuid.uuid4(), now=timezone.now()
    )
    return {"reference": row.reference}


def a_mentor_request(world):
    """Of the service, that the mentor is asked for."""
    mentor_page(world.mentor)
    world.first = world.mentor
    row = asked(world, [world.mentor], timezone.now())
    assert MentorRequest.objects.filter(pk=row.pk).exists()
    return {"reference": row.reference}


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


def an_ask(world):
    """Sealed to the post of the community."""
    letter = ask_papers.Letter(kind="talk", soon=ask_papers.Soon.WEEK)
    sent = asks.send(
        number=uuid.uuid4(), post=world.community.post, letter=letter, digits="2468",
        crowded=False, now=timezone.now(),
    )  # fmt: skip
    return {"reference": sent.ask.reference}


def a_duty(world):
    now = timezone.now()
    duty = Duty.objects.create(
        post=world.service.post, account=world.professional, starts=now, ends=now + timedelta(1)
    )
    return {"post": world.service.post.pk, "duty": duty.pk}


def a_post_without_key(world):
    Post.objects.filter(pk=world.service.post.pk).update(needs_key_since=timezone.now())
    return {"post": world.service.post.pk}


def a_colleague(world, state="active"):
    return {
        "membership": member(f"new-{state}", "professional", world.service, state).membership.pk
    }


def an_entry(world):
    found = Service.objects.filter(organization=world.service.listed_as).first()
    return {"number": found.pk}


def an_upload(world):
    who = world.administrator
    head = "id,name,description\n00000000-0000-4000-8000-000000000001,a,d\n"
    plan = csv_files.plan({"organizations": head}, None)
    row = files.keep(plan=plan, by=who.pk, now=timezone.now())
    assert Upload.objects.filter(pk=row.pk, by=who.pk).exists()
    return {"number": row.pk}


def a_text(world):
    row = ConsentText.objects.create(language="fr", version=1, body="x")
    return {"number": row.pk}


def a_community(world):
    row = Community.objects.create(name="x", language="bn", place=Place.objects.first())
    return {"number": row.pk}


def a_programme(world):
    day = timezone.localdate()
    row = Programme.objects.create(
        name="x", contract_number="1", starts=day, ends=day, lead_organisation=world.service
    )
    return {"programme": row.pk}


def an_invitation(world):
    _row, token = people.invite(
        by=world.coordinator, email="new@example.org", organisation=world.service,
        role="professional", now=timezone.now(),
    )  # fmt: skip
    return {"token": token}


def a_passkey(world):
    _device, row = with_passkey(Account.objects.get(pk=world.mentor.pk), timezone.now())
    return {"passkey": row.pk}


def a_password_link(world):
    passwords._make_link(Account.objects.get(pk=world.mentor.pk), timezone.now())
    return {"token": keys.link_token(PasswordLink.objects.get().pk)}


def an_outside_link(world):
    link = Road(world.mentor, world.community, timezone.now()).send().link()
    token = keys_outside.open_waiting(link.pk, bytes(WaitingToken.objects.get(pk=link.pk).token))
    return {"token": rules.show_token(token)}


def of_listed(key):
    return lambda world: {key: world.service.listed_as}


OWN = {
    "ask_act": ("mentor", an_ask),
    "ask_read": ("mentor", an_ask),
    "asked": ("mentor", an_ask),
    "community": ("coordinator", a_community),
    "consent_text_review": ("administrator", a_text),
    "directory_export": ("administrator", lambda world: {"form": "json"}),
    "directory_plan": ("administrator", an_upload),
    "entry": ("coordinator", an_entry),
    "entry_again": ("coordinator", lambda world: an_entry(world) | {"version": 1}),
    "entry_confirm": ("coordinator", an_entry),
    "entry_drop": ("coordinator", an_entry),
    "entry_history": ("coordinator", an_entry),
    "entry_new": ("coordinator", of_listed("organization")),
    "entry_preview": ("coordinator", an_entry),
    "entry_publish": ("coordinator", an_entry),
    "entry_room": ("coordinator", an_entry),
    "entry_texts": ("coordinator", an_entry),
    "help_line_confirm": (
        "administrator", lambda world: {"number": HelpLine.objects.order_by("pk").first().pk}
    ),
    "link": (None, an_outside_link),
    "answer": (None, a_form_to_answer),
    "questionnaire_try": ("coordinator", a_version),
    "mentor_request": ("mentor", a_mentor_request),
    "complaint": ("coordinator", a_complaint),
    "support_action": ("mentor", a_visit),
    "support_plan": ("mentor", a_visit),
    "support_report": ("mentor", a_visit),
    "organisation_list": ("coordinator", lambda world: {"organisation": world.service.pk}),
    "accept": (None, an_invitation),
    "begin_again": (None, a_password_link),
    "passkey_name": ("mentor", a_passkey),
    "passkey_remove": ("mentor", a_passkey),
    "leave": ("coordinator", a_colleague),
    "let_in": ("coordinator", lambda world: a_colleague(world, "awaiting")),
    "off_duty": ("coordinator", a_duty),
    "post": ("coordinator", lambda world: {"post": world.service.post.pk}),
    "post_key": ("professional", a_post_without_key),
    "post_name": ("coordinator", lambda world: {"post": world.service.post.pk}),
    "site_first": ("administrator", lambda world: {"organisation": world.other.pk}),
    "site_organisation": ("administrator", lambda world: {"organisation": world.other.pk}),
    "site_partner": ("administrator", a_programme),
    "site_programme": ("administrator", a_programme),
    "referral": ("professional", a_referral),
    "referral_act": ("professional", lambda world: a_referral(world) | {"act": "decline"}),
    "referral_hand_over": ("mentor", a_referral),
    "referral_messages": ("mentor", a_referral),
    "referral_read": ("professional", lambda world: a_referral(world) | {"part": "summary"}),
    "referral_take_over": ("professional", lambda world: a_referral(world, Act.ACCEPT)),
    "referral_told": ("professional", lambda world: a_referral(world, Act.ACCEPT)),
    "referral_withdraw": ("mentor", a_referral),
    "service": (None, lambda world: {"number": Service.objects.first().pk}),
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
    "research_publish": ("mentor", a_finding),
}  # fmt: skip


# Their objects are everybody's, or need more than the access test makes: not swept yet.
NOT_SWEPT_YET = {
    "association_end", "association_new", "collection_code", "collection_read",
    "collection_texts", "community_edit", "community_step", "contact_new", "member_new",
    "procedure", "procedure_answer", "procedure_compare", "procedure_file", "procedure_findings",
    "procedure_meetings", "procedure_rehearsal", "procedure_take_over", "procedure_talk",
    "procedure_trail", "procedure_wall", "questionnaire_example", "questionnaire_incoming",
    "step_new", "tie", "tie_new",
}  # fmt: skip


def made_for(route, world):
    """The arguments of a route, of an object that its role may see.

    What OWN does not name is made as the access test makes it for a stranger's organisation, only
    that the stranger is she who keeps the service.
    """
    if route.name in OWN:
        return OWN[route.name][1](world)
    if not route.arguments:
        return {}
    assert route.name in OTHERS, f"{route.full}: own.py or objects.py must make one"
    return OTHERS[route.name](SimpleNamespace(**{**vars(world), "other": world.service}))


def listed(world):
    """The organisation of the directory that is the service's."""
    row = Organization.objects.get(name="Salud Abierta")
    world.service.listed_as = row.pk
    world.service.save()
