"""The pages of assessments, as a coordinator uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import actions
from communitylinkage.assessment.models import Assessment, Invited, Round
from communitylinkage.assessment.tests.made import a_round, an_open_round, programme_of
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.models import Questionnaire

READY = "ready:gbv-services-needs"
ABOUT = {"title": "What is needed", "purpose": "To plan.", "kinds": ["services", "communities"],
         "countries": ["ES", "IT"]}  # fmt: skip


@pytest.fixture
def here(cast):  # noqa: F811
    """The coordinator's browser, in a programme with a partner."""
    cast.programme = programme_of(cast.service, cast.other)
    cast.client = client_of(cast.coordinator)
    return cast


@pytest.fixture
def opened(here):
    """An open round of hers."""
    now = timezone.now()
    here.round = a_round(
        here.service, here.coordinator.pk, programme=here.programme, opens=now - timedelta(days=1),
        closes=now + timedelta(days=9), now=now,
    )  # fmt: skip
    actions.open_round(row=here.round, by=here.coordinator.pk, now=now)
    return here


def days(first=0, last=20):
    today = timezone.localdate()
    return {"opens": str(today + timedelta(days=first)),
            "closes": str(today + timedelta(days=last))}  # fmt: skip


def everything(cast, **more):  # noqa: F811
    return {"step": "2", "questionnaire": READY, "programme": cast.programme.pk, **ABOUT,
            "wave": "baseline", "languages": ["English (en)"], **days(), **more}  # fmt: skip


def test_an_empty_list_says_what_to_do(here):
    assert "None yet. Make one" in here.client.get(reverse("assessments")).content.decode()


def test_three_steps_make_a_draft(here):
    new = reverse("assessment_new")
    page = here.client.get(new).content.decode()
    assert "What services need" in page
    page = here.client.post(new, {"step": "0", "questionnaire": READY}).content.decode()
    assert f'name="questionnaire" value="{READY}"' in page
    assert "In which countries?" in page
    said = {"step": "1", "questionnaire": READY, "programme": here.programme.pk, **ABOUT}
    page = here.client.post(new, said).content.decode()
    assert "Slovenščina (sl)" in page
    assert not Assessment.objects.exists()
    answer = here.client.post(new, everything(here), follow=True)
    assert "nobody is asked before you open it" in answer.content.decode()
    row = Round.objects.get()
    assert row.languages == ["English (en)"]
    assert row.doors.count() == 4
    assert row.assessment.running.count() == 1


def test_a_partner_who_runs_it_too_sees_it(here):
    here.client.post(reverse("assessment_new"), everything(here, partners=[str(here.other.pk)]))
    partner = client_of(here.stranger)
    assert partner.get(reverse("round", args=[Round.objects.get().pk])).status_code == 200


def test_what_was_said_wrongly_is_said_beside_the_field_and_kept(here):
    new = reverse("assessment_new")
    page = here.client.post(new, everything(here, **days(5, 2))).content.decode()
    assert "The last day is before the first." in page
    page = here.client.post(new, everything(here, **days(-9, -3))).content.decode()
    assert "This day is past." in page
    page = here.client.post(new, everything(here, title="a\x07b")).content.decode()
    assert "invisible sign" in page or "Null" in page
    assert "To plan." in page
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"questionnaire": "own:00000000-0000-4000-8000-000000000000"},
        {"questionnaire": "own:x"},
        {"questionnaire": "ready:../../etc"},
        {"countries": ["XX"]},
        {"kinds": ["women"]},
        {"languages": ["Klingon"]},
        {"programme": "00000000-0000-4000-8000-000000000000"},
        {"partners": ["x"]},
        {"step": "99"},
        {"opens": "0001-01-01", "closes": "9999-12-31"},
        {"opens": "9999-12-31", "closes": "9999-12-31"},
        {"title": "\x00"},
        {"title": "‮abc"},
        {"title": "a" * 10_000},
    ],
)
def test_forged_answers_make_nothing(here, more):
    answer = here.client.post(reverse("assessment_new"), everything(here, **more))
    assert answer.status_code == 200
    assert not Assessment.objects.exists()


def test_another_organisations_questionnaire_is_not_offered(here):
    other = Questionnaire.objects.create(
        organisation=here.other, title="Theirs", made_at=timezone.now()
    )
    new = reverse("assessment_new")
    assert "Theirs" not in here.client.get(new).content.decode()
    here.client.post(new, everything(here, questionnaire=f"own:{other.pk}"))
    assert not Assessment.objects.exists()


def test_an_organisation_without_a_programme_is_told_whom_to_ask(cast):  # noqa: F811
    page = client_of(cast.coordinator).get(reverse("assessment_new")).content.decode()
    assert "ask the administrator" in page


def test_addresses_are_invited_and_the_first_wrong_one_is_named(opened):
    invite = reverse("round_invite", args=[opened.round.pk])
    door = opened.round.doors.get(country="ES").pk
    page = opened.client.post(invite, {"door": door, "addresses": "a@example.org, nobody"})
    assert "Number 2 is no e-mail address: nobody" in page.content.decode()
    assert not Invited.objects.exists()
    many = " ".join(f"{n}@example.org" for n in range(501))
    page = opened.client.post(invite, {"door": door, "addresses": many}).content.decode()
    assert "These are 501 addresses" in page
    text = "a@example.org; B@example.org\nc@example.org A@example.org"
    page = opened.client.post(invite, {"door": door, "addresses": text}, follow=True)
    assert "The letters are on their way." in page.content.decode()
    assert Invited.objects.count() == 3


def test_a_door_of_another_round_is_refused(opened):
    other = an_open_round(opened.other, opened.stranger.pk)
    invite = reverse("round_invite", args=[opened.round.pk])
    said = {"door": other.doors.first().pk, "addresses": "a@example.org"}
    assert opened.client.post(invite, said).status_code == 200
    assert not Invited.objects.exists()


def test_the_sheet_shows_the_link_in_a_picture_and_in_letters(opened):
    door = opened.round.doors.get(country="ES")
    address = reverse("round_sheet", args=[opened.round.pk, "ES", "services"])
    page = opened.client.get(address).content.decode()
    assert "<svg" in page
    assert door.token in page
    assert "style=" not in page
    nothing = reverse("round_sheet", args=[opened.round.pk, "ES", "communities"])
    assert opened.client.get(nothing).status_code == 404


def test_closing_is_asked_once_more(opened):
    close = reverse("round_act", args=[opened.round.pk, "close"])
    assert "Close this round?" in opened.client.get(close).content.decode()
    assert Round.objects.get().state == "open"
    page = opened.client.post(close, follow=True).content.decode()
    assert "The addresses are deleted." in page
    page = opened.client.post(close, follow=True).content.decode()
    assert "This cannot be done with this round now." in page


def test_an_act_that_is_none_is_no_page(opened):
    act = reverse("round_act", args=[opened.round.pk, "explode"])
    assert opened.client.post(act).status_code == 404
    act = reverse("round_act", args=[opened.round.pk, "invite"])
    assert opened.client.post(act).status_code == 404


def test_a_further_round_asks_the_same_again(opened):
    again = reverse("round_new", args=[opened.round.assessment_id])
    assert "What services need" in opened.client.get(again).content.decode()
    said = {"questionnaire": opened.round.version.questionnaire_id, "kinds": ["services"],
            "wave": "follow_up", "languages": ["Español (es)"], **days(30, 60)}  # fmt: skip
    page = opened.client.post(again, said, follow=True).content.decode()
    assert "Open it by itself on its first day" in page
    later = Round.objects.get(wave="follow_up")
    assert later.version_id == opened.round.version_id
    opened.client.post(reverse("round_act", args=[later.pk, "plan"]))
    later.refresh_from_db()
    assert later.state == "planned"


@pytest.mark.parametrize("route", ["round", "round_invite"])
def test_a_stranger_finds_no_such_page(opened, route):
    address = reverse(route, args=[opened.round.pk])
    # A partner of the programme who does not run this one.
    assert client_of(opened.stranger).get(address).status_code == 404
    assert client_of(opened.mentor).get(address).status_code == 404
    assert client_of(opened.lead).get(address).status_code == 200


def test_a_stranger_closes_nothing(opened):
    close = reverse("round_act", args=[opened.round.pk, "close"])
    assert client_of(opened.stranger).post(close).status_code == 404
    assert Round.objects.get().state == "open"


def test_the_last_day_of_an_open_round_is_changed_on_its_page(opened):
    address = reverse("round_dates", args=[opened.round.pk])
    assert 'name="opens"' not in opened.client.get(address).content.decode()
    later = str(timezone.localdate() + timedelta(days=40))
    page = opened.client.post(address, {"closes": "2020-01-01"}).content.decode()
    assert "This day is past." in page
    page = opened.client.post(address, {"closes": later}, follow=True).content.decode()
    assert "The days are changed." in page
    opened.round.refresh_from_db()
    assert str(timezone.localdate(opened.round.last_day)) == later
    actions.close(row=opened.round, by=opened.coordinator.pk, now=timezone.now())
    page = opened.client.get(address, follow=True).content.decode()
    assert "The last day must be still to come" in page


def test_a_draft_changes_both_days(here):
    here.client.post(reverse("assessment_new"), everything(here))
    row = Round.objects.get()
    address = reverse("round_dates", args=[row.pk])
    page = here.client.post(address, {**days(9, 3)}).content.decode()
    assert "The last day is before the first." in page
    here.client.post(address, days(3, 9))
    page = here.client.get(address).content.decode()
    assert all(f'value="{day}"' in page for day in days(3, 9).values())


def test_an_open_link_is_limited_called_back_and_made_anew(opened):
    address = reverse("round_link", args=[opened.round.pk, "ES", "services"])
    page = opened.client.get(address).content.decode()
    assert "0 of 500 places are taken." in page
    page = opened.client.post(address, {"do": "limit", "most": "0"}).content.decode()
    assert 'aria-invalid="true"' in page
    page = opened.client.post(address, {"do": "limit", "most": "20"}, follow=True).content.decode()
    assert "0 of 20 places are taken." in page
    page = opened.client.post(address, {"do": "back"}, follow=True).content.decode()
    assert "The link was called back." in page
    assert "Make a new link" in opened.client.get(address).content.decode()
    page = opened.client.post(address, {"do": "new"}, follow=True).content.decode()
    assert "The new link is ready." in page
    actions.close(row=opened.round, by=opened.coordinator.pk, now=timezone.now())
    page = opened.client.post(address, {"do": "back"}, follow=True).content.decode()
    assert "This was done already, or the round is not open." in page


def test_a_further_round_chooses_its_languages(opened):
    again = reverse("round_new", args=[opened.round.assessment_id])
    form = opened.round.version.questionnaire_id
    said = {"questionnaire": form, "kinds": ["services"], "wave": "follow_up", **days()}
    page = opened.client.post(again, said).content.decode()
    assert 'aria-invalid="true"' in page
    opened.client.post(again, {**said, "languages": ["Español (es)", "Italiano (it)"]})
    assert Round.objects.get(wave="follow_up").languages == ["Español (es)", "Italiano (it)"]
