"""The pages of a visit, as the mentor on her phone and the rota see them; no script anywhere."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from communitylinkage.people.models import SignIn
from communitylinkage.people.tests.cast import PASSWORD, cast, client_of  # noqa: F401
from communitylinkage.support.counting.models import Period, Tag
from communitylinkage.support.forms import MOMENT
from communitylinkage.support.models import Effort, SupportAction
from communitylinkage.support.rules import Alert, State
from communitylinkage.support.tests.scene import HOUR, a_programme, a_visit, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
REPORT = {
    "kind": "accompaniment", "where": "court", "outcome": "reached", "follows": "again",
    "minutes": "90", "standing": "known", "code": "amina 47",
}  # fmt: skip


@pytest.fixture
def visit(cast):  # noqa: F811
    cast.now = timezone.now()
    cast.row = a_visit(cast, now=cast.now)
    cast.address = f"/en/staff/support/{cast.row.reference}/"
    cast.phone = client_of(cast.first, opens=True)
    cast.desk = client_of(cast.professional, opens=True)
    return cast


def in_madrid(moment):
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo("Europe/Madrid")).strftime(MOMENT)


def plan(visit, **more):
    said = {
        "begins": in_madrid(visit.now + HOUR), "first_sign": "60",
        "meeting_point": "Marked corner", "contact_rule": "Marked rule",
        "mentor_number": "+999 5", **more,
    }  # fmt: skip
    return visit.phone.post(f"{visit.address}plan/", said)


def shown(browser, address):
    return browser.get(address).content.decode()


def test_a_sign_never_waits_for_a_password_and_what_was_agreed_does(visit):
    plan(visit)
    ago = timezone.now() - timedelta(minutes=30)
    SignIn.objects.filter(account=visit.first).update(started=ago, used=None)
    page = shown(visit.phone, visit.address)
    for words in ("I am safe", "Call me", "Type your password and read it"):
        assert words in page
    assert "Marked" not in page
    answer = visit.phone.post(visit.address, {"act": "call_me"})
    assert answer["Location"].endswith("?done=call_me")
    visit.row.refresh_from_db()
    assert visit.row.alert == Alert.CALL_ME
    assert 'role="status"' in shown(visit.phone, answer["Location"]), "she sees that it arrived"
    address = visit.address + "?read=1"
    assert "Your password once more" in shown(visit.phone, address)
    said = {"again_password": PASSWORD, "again_read": "1"}
    page = visit.phone.post(address, said, follow=True).content.decode()
    assert "Marked corner" in page


def test_from_her_yes_to_her_report(visit):
    a_programme(visit)
    before = shown(visit.phone, visit.address)
    assert 'href="/en/my-plan/">Thinking through with her how she keeps safe' in before
    home = shown(visit.phone, "/en/staff/")
    assert f"{visit.row.reference}: plan the visit" in home
    assert plan(visit)["Location"].endswith("?done=planned")
    page = shown(visit.phone, visit.address + "?done=planned")
    for words in ("The clock is set", "Marked corner", "Marked Street 7", "I am safe", "Call me"):
        assert words in page
    assert 'href="tel:112"' in page
    assert "no emergency service" in page
    visit.row.refresh_from_db()
    assert visit.row.check_in.replace(second=0) == (
        (visit.now + 2 * HOUR).replace(second=0, microsecond=0)
    )
    answer = visit.phone.post(visit.address, {"act": "safe", "following": "15"})
    assert "your first sign stays as you planned it" in shown(visit.phone, answer["Location"])
    form = shown(visit.phone, f"{visit.address}report/")
    assert '<option value="interpretation" selected' in form, "it begins with what was asked for"
    answer = visit.phone.post(f"{visit.address}report/", REPORT)
    assert "counted once, by her own code" in shown(visit.phone, answer["Location"])
    assert Tag.objects.get().country == "ES"
    hours = shown(visit.phone, "/en/staff/support/hours/")
    assert "90 minutes" in hours


@pytest.mark.parametrize(
    ("following", "said"), [("15", "Your next sign is noted."), ("", "Thank you. It is noted.")]
)
def test_no_sign_is_called_noted_where_she_promised_none(visit, following, said):
    plan(visit)
    SupportAction.objects.update(begins=timezone.now() - HOUR)
    answer = visit.phone.post(visit.address, {"act": "safe", "following": following})
    assert said in shown(visit.phone, answer["Location"])


def test_call_me_is_one_button_and_the_rota_sees_whom_to_call(visit):
    plan(visit)
    answer = visit.phone.post(visit.address, {"act": "call_me"})
    assert "get a letter now" in shown(visit.phone, answer["Location"])
    assert "the mentor asks to be called now" in shown(visit.desk, "/en/staff/")
    page = shown(visit.desk, visit.address)
    assert "Look after her now" in page
    assert "The mentor asks to be called" in page
    assert "has not given her sign" not in page
    assert "+999 5" in page
    assert "Never call the woman" in page
    answer = visit.desk.post(visit.address, {"act": "seen"})
    page = shown(visit.desk, answer["Location"])
    assert "Nobody is told again, unless her next sign does not come." in page
    assert "Look after her now" not in page
    for browser in (visit.desk, visit.phone):
        assert "Next “I am safe”: by" in shown(browser, visit.address), "her clock goes on"
    visit.phone.post(visit.address, {"act": "call_me"})
    assert "so does her clock" in shown(visit.desk, visit.address)
    answer = visit.desk.post(visit.address, {"act": "home"})
    assert "Thank you. It is noted." in shown(visit.desk, answer["Location"])


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("begins", "1999-01-01T10:00", "from now on, within a year"),
        ("begins", "2100-01-01T10:00", "from now on, within a year"),
        ("begins", "soon", "Please write the day and the time"),
        ("meeting_point", "", "Please fill this in"),
        ("mentor_number", "+9\u202e99", "invisible sign"),
    ],
)
def test_a_wrong_plan_is_said_beside_its_field_and_what_was_typed_stays(visit, field, typed, words):
    answer = plan(visit, **{field: typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert f"id_{field}_error" in page
    assert "Marked rule" in page
    visit.row.refresh_from_db()
    assert visit.row.plan is None


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("minutes", "0", "Please give 1 or more"),
        ("minutes", "many", "whole number"),
        ("amount", "7", "what was paid for"),
        ("expense", "travel", "how much it was"),
        ("code", "a-1", "at least 4"),
        ("kind", "x", "none of the answers"),
        ("standing", "", "Please choose one of the answers"),
    ],
)
def test_a_wrong_report_keeps_nothing(visit, field, typed, words):
    answer = visit.phone.post(f"{visit.address}report/", {**REPORT, field: typed})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Effort.objects.exists()
    visit.row.refresh_from_db()
    assert visit.row.state == State.OPEN


def test_who_is_not_to_be_counted_is_not(visit):
    a_programme(visit)
    answer = visit.phone.post(f"{visit.address}report/", {**REPORT, "standing": "none"})
    assert "She was not counted." in shown(visit.phone, answer["Location"])
    assert not Tag.objects.exists()


def test_whom_frozen_figures_do_not_take_the_mentor_is_told_so(visit):
    programme = a_programme(visit)
    day = programme.starts
    Period.objects.create(programme=programme, starts=day, ends=programme.ends, frozen=day)
    answer = visit.phone.post(f"{visit.address}report/", REPORT)
    page = shown(visit.phone, answer["Location"])
    assert "She was not counted: no programme ran here" in page
    assert "its figures are frozen" in page
    assert not Tag.objects.exists()


def test_strangers_and_other_mentors_find_nothing(visit):
    plan(visit)
    for account in (visit.third, visit.other_professional, visit.lead, visit.administrator):
        for page in ("", "plan/", "report/"):
            assert client_of(account).get(visit.address + page).status_code == 404
        assert client_of(account).post(visit.address, {"act": "seen"}).status_code == 404
    for page in ("plan/", "report/"):
        assert visit.desk.get(visit.address + page).status_code == 404


def test_an_act_that_is_not_open_changes_nothing_and_says_so(visit):
    for act in ("seen", "home", "take_over", "ask_backup", "yes", "x", ""):
        answer = visit.phone.post(visit.address, {"act": act})
        assert answer.status_code == 409
        assert "Nothing was done" in answer.content.decode()


def test_without_her_key_nothing_sealed_is_shown_but_the_buttons_work(visit):
    plan(visit)
    browser = client_of(visit.first)
    page = shown(browser, visit.address)
    assert "Please sign in again" in page
    assert "Marked" not in page
    answer = browser.post(visit.address, {"act": "safe", "following": ""})
    assert answer.status_code == 302


def test_another_mentor_stands_ready_and_goes(visit):
    plan(visit)
    visit.phone.post(visit.address, {"act": "ask_backup"})
    second = client_of(visit.second, opens=True)
    assert "can you stand ready?" in shown(second, "/en/staff/")
    page = shown(second, visit.address)
    assert "opens only if you go" in page
    assert "Marked" not in page
    for typed, words in (("", "Please fill this in"), ("+9\u202e99", "invisible sign")):
        answer = second.post(visit.address, {"act": "yes", "mentor_number": typed})
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (200, True)
        assert "id_mentor_number_error" in page
        assert f'value="{typed}"' in page or not typed
    second.post(visit.address, {"act": "yes", "mentor_number": "+999 6"})
    assert "I cannot stand ready any more" in shown(second, visit.address)
    answer = visit.phone.post(visit.address, {"act": "take_over"})
    assert answer["Location"] == "/en/staff/support/?done=take_over"
    assert "The other mentor goes now." in shown(visit.phone, answer["Location"])
    assert "Marked corner" in shown(second, visit.address)
    page = shown(visit.desk, visit.address)
    assert "+999 6" in page
    assert "+999 5" not in page, "it is the other mentor who is called now"
    assert visit.phone.get(visit.address).status_code == 404


def test_who_stands_ready_takes_it_back_on_her_page(visit):
    plan(visit)
    visit.phone.post(visit.address, {"act": "ask_backup"})
    second = client_of(visit.second, opens=True)
    second.post(visit.address, {"act": "yes", "mentor_number": "+999 6"})
    answer = second.post(visit.address, {"act": "no"})
    assert "You do not stand ready" in shown(second, answer["Location"])
    assert second.get(visit.address).status_code == 404
    assert "Ask another mentor to stand ready" in shown(visit.phone, visit.address)


def test_while_the_mentor_is_missing_no_page_offers_to_send_the_other_one(visit):
    plan(visit)
    visit.phone.post(visit.address, {"act": "ask_backup"})
    second = client_of(visit.second)
    second.post(visit.address, {"act": "yes", "mentor_number": "+999 6"})
    button = 'value="take_over"'
    assert button in shown(visit.phone, visit.address)
    assert button in shown(visit.desk, visit.address)
    visit.phone.post(visit.address, {"act": "call_me"})
    assert button not in shown(visit.phone, visit.address)
    assert button not in shown(visit.desk, visit.address)
    answer = visit.desk.post(visit.address, {"act": "take_over"})
    assert answer.status_code == 409
    [said] = re.findall(r'role="alert">([^<]+)<', answer.content.decode())
    assert said.startswith("First see to the mentor")
    visit.desk.post(visit.address, {"act": "seen"})
    assert button in shown(visit.desk, visit.address)


def test_lists_search_and_give_a_file(visit):
    planned(visit, visit.row, visit.now, visit.now + timedelta(hours=3), visit.now)
    page = "/en/staff/support/"
    assert visit.row.reference in shown(visit.desk, page)
    assert visit.row.reference not in shown(visit.desk, page + "?q=nothing")
    assert visit.row.reference in shown(visit.desk, page + "?as=csv")
    assert "Minutes" in shown(visit.desk, page + "hours/?as=csv")
    assert "Country" in shown(client_of(visit.lead), page + "counted/?as=csv")
