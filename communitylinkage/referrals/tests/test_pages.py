"""A referral on its pages, from a need to its close, as each of the people sees it."""

import copy
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from communitylinkage.consent import demo as consent_texts
from communitylinkage.consent.queries import usable_texts
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.hsds import Organization
from communitylinkage.directory.models import Place, PlaceName
from communitylinkage.directory.queries import town_near
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import client_of, make_cast
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.forms import RecipientsForm
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import State
from communitylinkage.vault import actions as vault

__all__ = ["_django_db_helper", "once"]
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def make_world():
    cast = make_cast()
    services.load(NOW)
    directory.load_places(["ES"], smallest=15000)
    consent_texts.load(NOW.date())
    listed = Organization.objects.get(name="Salud Abierta (made up)")
    cast.service.listed_as = listed.pk
    cast.service.save()
    barcelona = listed.services.get(name="Salud Abierta · Barcelona")
    cast.listed = f"{barcelona.pk}.{cast.service.post.pk}"
    return cast


@pytest.fixture(scope="module")
def as_it_began(once):
    return make_world()


@pytest.fixture
def world(as_it_began, db):
    return copy.deepcopy(as_it_began)


NEED = {"kind": "health", "place": "Barcelona", "interpreter": "on", "reach": "50",
        "urgency": "72 hours", "language": "ar"}  # fmt: skip
CONTACT = {"name": "MARKED Amal", "warm": "joint_call", "channel": "message",
           "number": "+34 600 000 001", "when": "Tuesday mornings", "cover_name": "the dentist",
           "agreed_word": "almond"}  # fmt: skip


def consent(**more):
    text = next(text for text in usable_texts() if text.language == "ar")
    return {"text": str(text.id), "spoken": "ar", "how": "read_aloud", "capacity": "alone",
            "days": "90", "agreed": "said", **more}  # fmt: skip


def made(world, client, **more):
    data = {**NEED, "first": world.listed, **CONTACT, **consent(**more), "step": "3"}
    return client.post(reverse("referral_new"), data)


def test_four_steps_make_a_referral_and_nothing_is_kept_before_the_last(world):
    client = client_of(world.mentor, opens=True)
    address = reverse("referral_new")
    data = {**NEED, "step": "0"}
    page = client.post(address, data).content.decode()
    assert "Salud Abierta · Barcelona" in page
    assert "professional" in page  # who can read it there
    data |= {"first": world.listed, "step": "1"}
    assert "What shall they call her?" in client.post(address, data).content.decode()
    data |= CONTACT | {"step": "2"}
    page = client.post(address, data).content.decode()
    assert "Read this to her" in page
    assert "سأكتب" in page
    assert not Referral.objects.exists()
    answer = client.post(address, data | consent() | {"step": "3"})
    row = Referral.objects.get()
    assert answer.url == reverse("referral", args=[row.reference])
    assert row.state == State.SENT


def test_a_form_that_is_sent_twice_makes_one_referral(world):
    client = client_of(world.mentor, opens=True)
    address = reverse("referral_new")
    page = client.get(address).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    for _time in range(2):
        made(world, client, once=once)
    assert Referral.objects.count() == 1


def test_back_keeps_what_was_typed(world):
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT, "step": "2", "back": "0"}
    page = client.post(reverse("referral_new"), data).content.decode()
    assert 'value="Barcelona"' in page


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(world):
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT, "number": "", "step": "2"}
    page = client.post(reverse("referral_new"), data).content.decode()
    assert "This is needed, or choose her mentor." in page
    assert "MARKED Amal" in page


def test_a_meeting_has_a_proposed_time_before_anything_goes_out(world):
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT, "warm": "meeting", "step": "2"}
    page = client.post(reverse("referral_new"), data).content.decode()
    assert "Please propose a time and a place" in page
    data |= {"meeting": "Tuesday at ten"}
    assert "Read this to her" in client.post(reverse("referral_new"), data).content.decode()


@pytest.mark.parametrize("step", range(4))
def test_another_language_keeps_each_step_as_it_is_filled_in_and_writes_nothing(world, step):
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT, **consent(), "step": str(step)}
    page = client.post("/ar/staff/referrals/new/", data | {"again": "form"}).content.decode()
    assert '<html lang="ar"' in page
    assert f'<input type="hidden" name="step" value="{step}">' in page
    assert page.count('class="error"') == 1, "only the one about the signal, which is hidden"
    assert re.search(
        r'form="kept" formaction="/es/staff/referrals/new/" formnovalidate name="again"', page
    )
    for said in ("Barcelona", "MARKED Amal")[: 1 + (step > 1)]:
        assert f'value="{said}"' in page
    assert not Referral.objects.exists()


def test_who_has_not_said_yes_reads_a_large_town_and_no_village(world):
    near = Place.objects.get(name="Barcelona")
    village = Place.objects.create(
        id=1, name="Marked Village", country="ES", latitude=near.latitude + 0.01,
        longitude=near.longitude, population=600,
    )  # fmt: skip
    PlaceName.objects.create(place=village, folded="marked village")
    data = {**NEED, "place": "Marked Village", "first": world.listed, **CONTACT, **consent()}
    client_of(world.mentor, opens=True).post(reverse("referral_new"), data | {"step": "3"})
    row = Referral.objects.get()
    read = reverse("referral_read", args=[row.reference, "summary"])
    page = client_of(world.professional, opens=True).post(read).content.decode()
    assert f"{town_near(village)} (Spain)" in page
    assert "Marked Village" not in page


def test_what_a_button_opens_leads_to_the_page_itself_in_another_language(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    read = reverse("referral_read", args=[row.reference, "summary"])
    page = client_of(world.mentor, opens=True).post(read).content.decode()
    assert f'href="/ar/staff/referrals/{row.reference}/"' in page


def test_the_service_reads_the_need_first_and_the_name_after_its_yes(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    service = client_of(world.professional, opens=True)
    page = reverse("referral", args=[row.reference])
    read = reverse("referral_read", args=[row.reference, "summary"])
    content = reverse("referral_read", args=[row.reference, "content"])
    assert row.reference in service.get(reverse("referrals")).content.decode()
    answer = service.post(content).content.decode()
    assert "MARKED" not in answer
    assert "cannot be read" in answer
    answer = service.post(read).content.decode()
    assert "العربية" in answer
    assert "Barcelona" in answer
    assert "MARKED" not in answer
    row.refresh_from_db()
    assert row.state == State.SEEN
    act = reverse("referral_act", args=[row.reference, "accept"])
    assert "safe" in service.get(act).content.decode()
    assert service.post(act).url == page
    answer = service.post(content).content.decode()
    assert "MARKED Amal" in answer
    assert "almond" in answer
    opened = Line.objects.filter(act="content.opened", organisation_id=world.service.pk)
    assert opened.count() == 2


@pytest.mark.parametrize("not_told", ["", "Omar MARKED"])
def test_the_service_is_warned_before_its_yes_where_some_must_not_know(world, not_told):
    made(world, client_of(world.mentor, opens=True), not_told=not_told)
    row = Referral.objects.get()
    read = reverse("referral_read", kwargs={"reference": row.reference, "part": "summary"})
    page = client_of(world.professional, opens=True).post(read).content.decode()
    assert ("Some persons must not know." in page) is bool(not_told)
    assert "Omar" not in page


def test_it_closes_with_an_outcome_and_what_was_not_as_promised(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    service = client_of(world.professional, opens=True)
    page = reverse("referral", args=[row.reference])
    assert "Answer needed" in service.get(page).content.decode()
    service.post(reverse("referral_act", args=[row.reference, "accept"]))
    accepted = service.get(page).content.decode()
    assert "To speak with her" in accepted
    assert "Answer needed" not in accepted
    close = reverse("referral_act", args=[row.reference, "close"])
    assert "Please choose how it ended." in service.post(close).content.decode()
    service.post(close, {"outcome": "provided", "differed": ["language", "hours"]})
    assert "Answer needed" not in service.get(page).content.decode()
    row.refresh_from_db()
    assert (row.state, row.outcome, row.differed) == ("closed", "provided", "language hours")


def test_after_a_decline_it_does_not_exist_for_the_service(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    service = client_of(world.professional, opens=True)
    decline = reverse("referral_act", args=[row.reference, "decline"])
    assert "or her mentor looks further" in service.get(decline).content.decode()
    said = service.post(decline, {"reason": "no_room"}, follow=True)
    assert said.redirect_chain[0][0].startswith(reverse("referrals"))
    assert "Your answer has arrived" in said.content.decode()
    assert "Your answer has arrived" not in service.get(reverse("referrals")).content.decode()
    assert service.get(reverse("referral", args=[row.reference])).status_code == 404
    page = client_of(world.mentor).get(reverse("people:home")).content.decode()
    assert f"{row.reference} came back" in page


def test_a_stranger_finds_no_referral_and_no_page_of_it(world):
    made(world, client_of(world.mentor, opens=True))
    reference = Referral.objects.get().reference
    for person in (world.stranger, world.other_professional, world.lead, world.administrator):
        client = client_of(person, opens=True)
        for name, more in (("referral", []), ("referral_read", ["summary"]),
                           ("referral_act", ["accept"]), ("referral_told", []),
                           ("referral_withdraw", []), ("referral_hand_over", []),
                           ("referral_take_over", [])):  # fmt: skip
            answer = client.post(reverse(name, args=[reference, *more]))
            assert answer.status_code == 404, (person, name)


def test_a_withdrawal_asks_first_and_then_locks_the_service_out(world):
    mentor = client_of(world.mentor, opens=True)
    made(world, mentor)
    reference = Referral.objects.get().reference
    service = client_of(world.professional, opens=True)
    service.post(reverse("referral_act", args=[reference, "accept"]))
    content = reverse("referral_read", args=[reference, "content"])
    assert "MARKED" in service.post(content).content.decode()
    end = reverse("referral_withdraw", args=[reference])
    assert "cannot be undone" in mentor.get(end).content.decode()
    mentor.post(end)
    assert service.post(content).status_code == 404
    assert Referral.objects.get().state == State.WITHDRAWN
    home = reverse("people:home")
    assert f"{reference} was closed at her wish" in mentor.get(home).content.decode()
    Referral.objects.update(changed=NOW - timedelta(days=400))
    assert "closed at her wish" not in mentor.get(home).content.decode()


def test_a_receipt_is_shown_once_with_its_code(world):
    client = client_of(world.mentor, opens=True)
    answer = made(world, client, receipt="on")
    assert "Please type four digits." in answer.content.decode()
    page = made(world, client, receipt="on", digits="2468").content.decode()
    assert re.search(r"\d{5} \d{5} \d{5} \d{5}", page)


def test_without_a_reviewed_text_no_yes_is_written_down(world):
    from communitylinkage.consent.models import ConsentText

    data = {**NEED, "first": world.listed, **CONTACT, **consent(), "step": "3"}
    ConsentText.objects.update(reviewed_by="", reviewed_on=None)
    page = client_of(world.mentor, opens=True).post(reverse("referral_new"), data)
    assert "No text has been reviewed" in page.content.decode()
    assert not Referral.objects.exists()


def test_who_signed_in_without_the_key_is_asked_to_sign_in_again(world):
    made(world, client_of(world.mentor, opens=True))
    reference = Referral.objects.get().reference
    page = client_of(world.mentor).post(reverse("referral_read", args=[reference, "summary"]))
    assert "Please sign in again" in page.content.decode()


def test_two_who_answer_at_once_are_told_how_it_stands(world):
    made(world, client_of(world.mentor, opens=True))
    reference = Referral.objects.get().reference
    service = client_of(world.professional, opens=True)
    act = reverse("referral_act", args=[reference, "accept"])
    service.post(act)
    assert "Something changed meanwhile" in service.post(act).content.decode()


def test_what_the_law_obliged_to_tell_is_written_down(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    service = client_of(world.professional, opens=True)
    service.post(reverse("referral_act", args=[row.reference, "accept"]))
    service.post(reverse("referral_told", args=[row.reference]), {"authority": "police"})
    assert [told.authority for told in row.told.all()] == ["police"]


def test_what_the_law_obliged_to_tell_is_written_down_also_after_she_stopped_it(world):
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    service = client_of(world.professional, opens=True)
    service.post(reverse("referral_act", args=[row.reference, "accept"]))
    told = reverse("referral_told", args=[row.reference])
    client_of(world.mentor, opens=True).post(reverse("referral_withdraw", args=[row.reference]))
    gone = service.get(reverse("referral", args=[row.reference]))
    assert gone.status_code == 404
    assert told in gone.content.decode()
    page = service.post(told, {"authority": "child-protection"}, follow=True)
    assert page.redirect_chain[0][0] == reverse("referrals")
    assert [one.authority for one in row.told.all()] == ["child-protection"]


def test_the_best_service_is_preset_and_no_second_is_asked_for_where_there_is_none():
    def one(name):
        return SimpleNamespace(number=name, name=name, way="platform", organisation=name)

    alone = RecipientsForm(candidates=[one("best")])
    assert alone["first"].value() == "best"
    assert list(alone.fields) == ["first"]
    assert list(RecipientsForm(candidates=[one("a"), one("b")]).fields) == ["first", "second"]
    assert len(RecipientsForm(candidates=[one("a"), one("b"), one("c")]).fields) == 3


def test_organisations_of_other_countries_are_folded_and_can_be_chosen(world):
    page = client_of(world.mentor).get(reverse("referral_new")).content.decode()
    folded = page[page.index("Organisations of other countries") :].partition("</details>")[0]
    assert world.other.name in folded
    assert world.service.name not in folded
    said = {**NEED, "step": "0", "must_not_know": str(world.other.pk)}
    answer = client_of(world.mentor).post(reverse("referral_new"), said).content.decode()
    assert f'name="must_not_know" value="{world.other.pk}"' in answer


def test_a_yes_for_which_no_half_is_left_says_that_something_changed(world):
    """She locked the service out while its page was open, or it is a restored copy."""
    made(world, client_of(world.mentor, opens=True))
    row = Referral.objects.get()
    vault.destroy_lock_halves(records=[row.content], holders=[world.service.post.key_holder])
    service = client_of(world.professional, opens=True)
    answer = service.post(reverse("referral_act", args=[row.reference, "accept"]))
    assert answer.status_code == 200
    assert "Something changed meanwhile" in answer.content.decode()
    assert Referral.objects.get().state == State.SENT
