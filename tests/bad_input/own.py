"""For each route with arguments: who may use it, and what of her own it needs."""

import uuid
from datetime import timedelta

from django.utils import timezone

from communitylinkage.assessment.models import Publication
from communitylinkage.assessment.tests.made import an_open_round
from communitylinkage.certificates import actions as certificates
from communitylinkage.certificates.models import KeyPair
from communitylinkage.consent.models import ConsentText
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.files import actions as files
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.interchange import csv_files
from communitylinkage.directory.models import HelpLine
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.organisations.models import Partnership, Post, Programme
from communitylinkage.people import actions as people
from communitylinkage.people import keys, passwords
from communitylinkage.people.models import Account, Duty, Invitation, Membership, PasswordLink
from communitylinkage.people.tests.cast import member
from communitylinkage.people.tests.passkeys.cast import with_passkey
from communitylinkage.procedures.tests.cast import in_force
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks import papers as ask_papers
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act as MentorAct
from communitylinkage.referrals.outside import keys as keys_outside
from communitylinkage.referrals.outside import rules
from communitylinkage.referrals.outside.models import WaitingToken
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.following.scene import does as does_step
from communitylinkage.referrals.tests.following.scene import follows
from communitylinkage.referrals.tests.mentor_requests.scene import asked, does
from communitylinkage.referrals.tests.outside.conftest import Road
from communitylinkage.referrals.tests.receipt.hers import do, new_link
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes.papers import Wish as WishPaper
from communitylinkage.support.models import SupportAction
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.papers import Letter
from communitylinkage.surveys.answering.tests.cast import (
    SHOWN,
    begin,
    collection_of,
    invited,
    picture,
    version_of,
)
from communitylinkage.surveys.media import Taken, put
from tests.architecture.objects import OTHERS
from tests.bad_input import (
    campaign,
    campaigning,
    coordinators,
    coverage,
    events,
    impact,
    intersections,
    kept,
    learnt,
    reports,
    stewards,
)
from tests.bad_input.learnt import with_own


def a_help_line(world):
    """The first of the list."""
    return {"number": HelpLine.objects.order_by("pk").first().pk}


def a_certificate(world):
    """Given by the community, with its list and the key that signed it."""
    now = timezone.now()
    return certificates.issue(
        organisation=world.community.pk, name="Amal", achievement="x", criteria="x",
        day=now.date(), language="en", by=world.coordinator.pk, now=now,
    )  # fmt: skip


def its_key(world):
    """The key that signed it."""
    a_certificate(world)
    return {"thumbprint": KeyPair.objects.get().pk}


def a_form_to_answer(world):
    """An invitation to answer a form, begun."""
    _row, token = invited(world, collection_of(world))
    begin(token)
    return {"token": token}


def a_picture_to_see(world):
    """Beside a question of a form that somebody is invited to."""
    one = collection_of(world, SHOWN)
    put({"map.png": Taken("image/png", picture())}, version=one.version)
    _row, token = invited(world, one)
    return {"token": token, "file": one.version.media.get().pk}


def a_published(world):
    """Figures at an address that everybody may open."""
    row = an_open_round(world.service, world.coordinator.pk).assessment
    Publication.objects.create(
        assessment=row, rounds=[], audience="public", title="x", token="x", made_at=row.made_at
    )
    return {"token": "x"}


def a_version(world):
    """Of the service's questionnaire, to be tried out."""
    version = version_of(world.service)
    return {"number": version.questionnaire_id, "version": 1}


def a_shown_version(world):
    """Of a questionnaire that names pictures and sounds."""
    version = version_of(world.service, SHOWN)
    return {"number": version.questionnaire_id, "version": 1}


def a_way(world, figures=False):
    """The mentor's referral, which follows what was signed, at a step of hers."""
    version = in_force(world, start="warm-referral")
    if figures:
        return {"number": version.procedure_id, "version": version.number}
    row = follows(world, version, now=timezone.now())
    does_step(row, Act.ACCEPT, world.professional, now=timezone.now())
    return {"reference": row.reference}


def a_referral(world, act=None):
    """The mentor's, on its way to the professional's service."""
    link = new_link(world)
    do(link, Act.SEND, Party.MENTOR)
    if act:
        do(link, act)
    return {"reference": link.referral.reference}


def a_case_left_behind(world):
    """Its mentor has left; a colleague of hers is there."""
    reference = a_referral(world)
    world.colleague = member("colleague", "mentor", world.community)
    hers = Membership.objects.get(pk=world.mentor.membership.pk)
    people.leave(membership=hers, by=world.coordinator, now=timezone.now())
    return reference


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


def a_wish(world):
    """Of the woman of the mentor's referral: somebody shall go with her."""
    link = new_link(world)
    do(link, Act.SEND, Party.MENTOR)
    wishes.write(
        referral=link.referral, wish=WishPaper(("police",), "ar"), number=uuid.uuid4(),
        now=timezone.now(),
    )  # fmt: skip
    return {"reference": link.referral.reference}


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


def an_open_invitation(world):
    an_invitation(world)
    return {"invitation": Invitation.objects.latest("expires").pk}


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
    **campaign.OWN, **campaigning.OWN, **coordinators.OWN, **coverage.OWN, **events.OWN,
    **impact.OWN, **intersections.OWN, **learnt.OWN, **reports.OWN,
    **impact.OWN, **intersections.OWN, **kept.OWN,
    **learnt.OWN,
    **impact.OWN, **intersections.OWN, **learnt.OWN, **stewards.OWN,
    "ask_act": ("mentor", an_ask),
    "ask_read": ("mentor", an_ask),
    "asked": ("mentor", an_ask),
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
    "help_line_confirm": ("administrator", a_help_line),
    "help_line_correct": ("administrator", a_help_line),
    "help_line_hide": ("administrator", a_help_line),
    "link": (None, an_outside_link),
    "answer": (None, a_form_to_answer),
    "answer_media": (None, a_picture_to_see),
    "figures": (None, a_published),
    "figures_file": (None, a_published),
    "questionnaire_try": ("coordinator", a_version),
    "questionnaire_media": ("coordinator", a_shown_version),
    "mentor_request": ("mentor", a_mentor_request),
    "referral_mentor": ("mentor", a_wish),
    "referral_wish": ("mentor", a_wish),
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
    "call_back": ("coordinator", an_open_invitation),
    "invite_anew": ("coordinator", an_open_invitation),
    "post_end": ("coordinator", lambda world: {"post": world.service.post.pk}),
    "our_number": ("coordinator", lambda world: {"organisation": world.service.pk}),
    "site_first": ("administrator", lambda world: {"organisation": world.other.pk}),
    "site_organisation": ("administrator", lambda world: {"organisation": world.other.pk}),
    "site_partner": ("administrator", a_programme),
    "site_programme": ("administrator", a_programme),
    "referral": ("professional", a_referral),
    "referral_act": ("professional", lambda world: a_referral(world) | {"act": "decline"}),
    "procedure_figures": ("coordinator", lambda world: a_way(world, figures=True)),
    "referral_step": ("mentor", lambda world: a_way(world)),
    "referral_departure": ("mentor", lambda world: a_way(world)),
    "referral_hand_over": ("mentor", a_referral),
    "referral_messages": ("mentor", a_referral),
    "referral_read": ("professional", lambda world: a_referral(world) | {"part": "summary"}),
    "referral_take_over": ("colleague", a_case_left_behind),
    "referral_told": ("professional", lambda world: a_referral(world, Act.ACCEPT)),
    "referral_withdraw": ("mentor", a_referral),
    "check_one": (None, lambda world: {"number": a_certificate(world).pk}),
    "credential_key": (None, its_key),
    "credential_status": (None, lambda world: {"number": a_certificate(world).list_number}),
    "service": (None, lambda world: {"number": Service.objects.first().pk}),
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
    return OTHERS[route.name](with_own(world))


def listed(world):
    """The organisation of the directory that is the service's."""
    row = Organization.objects.get(name="Salud Abierta (made up)")
    world.service.listed_as = row.pk
    world.service.save()
