"""A visit that ends without its mentor's report: what is still hers to write down, and what never.

Time is that of the scene; the woman's receipt is made on the day on which the test runs.
"""

import pytest
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.facts.models import Waiting
from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act as RequestAct
from communitylinkage.referrals.mentor_requests.rules import Party as RequestParty
from communitylinkage.referrals.receipt import mentors
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.receipt.hers import accepted, hers, quick
from communitylinkage.support import actions, queries, rules
from communitylinkage.support.counting.models import Tag
from communitylinkage.support.models import Effort
from communitylinkage.support.reporting import Work, report, write_hours
from communitylinkage.support.rules import Act, Alert, NotNow, Party, State
from communitylinkage.support.tests.scene import HOUR, MINUTE, a_programme, a_visit, planned
from communitylinkage.support.tests.test_pages import REPORT as TYPED
from communitylinkage.support.tests.test_visit import REPORT

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
WRITE = "write down your hours"


@pytest.fixture
def visit(hers):
    """It began ten minutes ago; a sign is due within the hour."""
    accepted(hers)
    a_programme(hers.cast)
    hers.first, hers.now = hers.cast.mentor, timezone.now()
    row = a_visit(hers.cast, consent=hers.consent, now=hers.now)
    hers.row = planned(
        hers.cast, row, begins=hers.now - 10 * MINUTE, check_in=hers.now + HOUR, now=hers.now
    )
    hers.address = f"/en/staff/support/{hers.row.reference}/"
    hers.phone = client_of(hers.first, opens=True)
    Task.objects.all().delete()
    Waiting.objects.all().delete()
    return hers


def does(scene, act, party=Party.MENTOR, now=None, **more):
    by = scene.first if party == Party.MENTOR else scene.cast.professional
    actions.do(action=scene.row, act=act, party=party, by=by.pk, now=now or scene.now, **more)
    scene.row.refresh_from_db()


def service_ends(scene, how=RequestAct.FINISH, now=None):
    requests.do(
        request=scene.row.request, act=how, party=RequestParty.SERVICE,
        by=scene.cast.professional.pk, now=now or scene.now,
    )  # fmt: skip
    scene.row.refresh_from_db()


def she_stops(scene):
    mentors.stop(request=mentors.requests_of(scene.participant).get(), now=scene.now)
    scene.row.refresh_from_db()


def home(scene, now=None):
    lines = queries.today(viewer_of(scene.first), now or scene.now)
    return [line.sentence for line in lines]


def test_what_the_service_calls_done_first_is_reported_and_counted_all_the_same(visit):
    does(visit, Act.SAFE)
    service_ends(visit)
    assert visit.row.state == State.UNTOLD
    assert home(visit) == [f"{visit.row.reference}: {WRITE}"]
    page = visit.phone.get(visit.address).content.decode()
    assert f'href="{visit.address}report/"' in page
    answer = visit.phone.post(f"{visit.address}report/", TYPED)
    assert "?done=counted_" in answer["Location"]
    visit.row.refresh_from_db()
    assert visit.row.state == State.DONE
    assert Effort.objects.get().minutes == 90
    assert Waiting.objects.filter(kind="support_action").count() == 1
    assert Tag.objects.filter(stands_for=None).count() == 1, "her receipt stands for her code"
    assert home(visit) == []
    assert str(visit.cast.professional.pk) in {str(task.subject_id) for task in Task.objects.all()}
    with pytest.raises(NotNow):
        report(action=visit.row, said=REPORT, by=visit.first.pk, now=visit.now)
    assert visit.phone.get(f"{visit.address}report/").status_code == 404


@pytest.mark.parametrize("how", [RequestAct.CANCEL, RequestAct.FINISH])
def test_who_is_sent_home_by_the_service_reports_when_she_is_there(visit, how):
    service_ends(visit, how)
    assert visit.row.state == State.STOPPED
    assert visit.phone.get(f"{visit.address}report/").status_code == 404, "first she goes home"
    assert home(visit) == [f"{visit.row.reference}: please stop and go home safely"]
    does(visit, Act.HOME)
    assert home(visit) == [f"{visit.row.reference}: {WRITE}"]
    report(action=visit.row, said=REPORT, by=visit.first.pk, now=visit.now)
    assert Effort.objects.get().minutes == 90


def test_what_was_done_without_a_plan_is_reported_too(visit):
    visit.row.begins = visit.row.check_in = None
    visit.row.save()
    service_ends(visit)
    assert visit.row.state == State.UNTOLD
    report(action=visit.row, said=REPORT, by=visit.first.pk, now=visit.now)
    assert Effort.objects.get().day == visit.now.date()


def test_of_what_never_began_nothing_is_owed(visit):
    planned(
        visit.cast, visit.row, begins=visit.now + HOUR, check_in=visit.now + 2 * HOUR,
        now=visit.now,
    )  # fmt: skip
    service_ends(visit, RequestAct.CANCEL)
    assert visit.row.state == State.CANCELLED
    assert home(visit) == []
    assert visit.phone.get(f"{visit.address}report/").status_code == 404


@pytest.mark.parametrize("how", ["she hands it back", "the woman stops it"])
def test_who_had_not_set_out_when_its_time_had_come_owes_nothing(visit, how):
    if how == "she hands it back":
        requests.do(
            request=visit.row.request, act=RequestAct.HAND_BACK, party=RequestParty.MENTOR,
            by=visit.first.pk, now=visit.now,
        )  # fmt: skip
    else:
        does(visit, Act.SAFE)
        she_stops(visit)
    visit.row.refresh_from_db()
    assert home(visit) == [f"{visit.row.reference}: {WRITE}"]
    for page in (visit.address, f"{visit.address}report/"):
        assert 'value="did_not_go"' in visit.phone.get(page).content.decode()
    other = client_of(visit.cast.professional, opens=True)
    assert other.post(visit.address, {"act": "did_not_go"}).status_code in (404, 409)
    answer = visit.phone.post(visit.address, {"act": "did_not_go"})
    told = visit.phone.get(answer["Location"]).content.decode()
    assert "Nothing is asked of you for this visit." in told
    visit.row.refresh_from_db()
    assert visit.row.state == State.CANCELLED
    assert home(visit) == []
    assert not Effort.objects.exists()
    assert not Waiting.objects.filter(kind__startswith="support").exists()
    assert visit.phone.post(visit.address, {"act": "did_not_go"}).status_code == 409
    assert 'value="did_not_go"' not in visit.phone.get(visit.address).content.decode()


def test_when_the_woman_stops_it_only_the_mentors_own_hours_are_kept(visit):
    she_stops(visit)
    assert visit.row.state == State.LEFT
    does(visit, Act.HOME)
    assert home(visit) == [f"{visit.row.reference}: {WRITE}"]
    form = visit.phone.get(f"{visit.address}report/").content.decode()
    assert 'name="minutes"' in form
    for name in ("outcome", "kind", "standing", "code", "note", "where", "follows"):
        assert f'name="{name}"' not in form, "nothing about her is asked"
    for word in ("woman", "withdr", "consent", "stopped"):
        assert word not in form[form.index("<main") : form.index("</main")], "nor why"
    typed = {**TYPED, "note": "Marked", "expense": "travel", "amount": "7"}
    answer = visit.phone.post(f"{visit.address}report/", typed)
    assert "Your hours are written down." in visit.phone.get(answer["Location"]).content.decode()
    effort = Effort.objects.get()
    assert (effort.minutes, effort.amount) == (90, 7)
    visit.row.refresh_from_db()
    assert (visit.row.state, visit.row.debrief) == (State.CANCELLED, None)
    assert not Waiting.objects.exists()
    assert not Tag.objects.exists()
    assert home(visit) == []


@pytest.mark.parametrize("act", ["report", "hours twice"])
def test_after_her_stop_nothing_else_is_taken(visit, act):
    she_stops(visit)
    does(visit, Act.HOME)
    if act == "hours twice":
        write_hours(action=visit.row, work=Work(5), by=visit.first.pk, now=visit.now)
        with pytest.raises(NotNow):
            write_hours(action=visit.row, work=Work(5), by=visit.first.pk, now=visit.now)
        assert Effort.objects.count() == 1
    else:
        with pytest.raises(NotNow):
            report(action=visit.row, said=REPORT, by=visit.first.pk, now=visit.now)
        assert not Effort.objects.exists()


def test_nobody_writes_the_hours_of_another(visit):
    she_stops(visit)
    does(visit, Act.HOME)
    with pytest.raises(NotNow):
        write_hours(action=visit.row, work=Work(5), by=visit.cast.second.pk, now=visit.now)
    for account in (visit.cast.professional, visit.cast.second):
        assert client_of(account, opens=True).get(f"{visit.address}report/").status_code == 404


@pytest.mark.parametrize("where", ["on her way home", "at home"])
def test_who_withdraws_after_the_service_ended_it_is_written_of_no_more(visit, where):
    service_ends(visit)
    if where == "at home":
        does(visit, Act.HOME)
    consents.withdraw(consent=visit.consent, by=visit.first.pk, now=visit.now)
    visit.row.refresh_from_db()
    assert visit.row.state == (State.HOURS if where == "at home" else State.LEFT)
    with pytest.raises(NotNow):
        report(action=visit.row, said=REPORT, by=visit.first.pk, now=visit.now)


def test_a_woman_who_withdraws_days_later_raises_no_alarm_about_who_is_home(visit):
    does(visit, Act.SAFE)
    she_stops(visit)
    assert visit.row.state == State.HOURS
    assert actions.sweep(now=visit.now + 100 * HOUR) == 0
    write_hours(action=visit.row, work=Work(90), by=visit.first.pk, now=visit.now)


def test_home_asks_for_hours_for_some_weeks_and_the_page_as_long_as_it_is_there(visit):
    does(visit, Act.SAFE)
    service_ends(visit)
    last = visit.now + rules.ASK_FOR_HOURS
    assert home(visit, last) == [f"{visit.row.reference}: {WRITE}"]
    assert home(visit, last + MINUTE) == []
    report(action=visit.row, said=REPORT, by=visit.first.pk, now=last + MINUTE)


@pytest.mark.parametrize("how", ["the service", "the woman"])
def test_who_was_seen_to_and_forgets_to_say_that_she_is_home_is_let_go_by_the_clock(visit, how):
    (service_ends if how == "the service" else she_stops)(visit)
    late = visit.now + HOUR
    assert actions.sweep(now=late) == 1
    does(visit, Act.SEEN, Party.ROTA, now=late + MINUTE)
    assert visit.row.state in rules.WAY_BACK
    assert visit.row.number, "her colleagues can still call her"
    end = late + MINUTE + rules.SEEN_LONG_AGO
    assert actions.sweep(now=end - MINUTE) == 0
    assert actions.sweep(now=end) == 1
    visit.row.refresh_from_db()
    assert visit.row.state == (State.UNTOLD if how == "the service" else State.HOURS)
    assert visit.row.number is None
    assert actions.sweep(now=end + 100 * HOUR) == 0


def test_the_clock_lets_nobody_go_who_called_again(visit):
    service_ends(visit)
    assert actions.sweep(now=visit.now + HOUR) == 1
    does(visit, Act.SEEN, Party.ROTA, now=visit.now + HOUR)
    end = visit.now + HOUR + rules.SEEN_LONG_AGO
    does(visit, Act.CALL_ME, now=end - MINUTE)
    actions.sweep(now=end)
    visit.row.refresh_from_db()
    assert (visit.row.state, visit.row.alert) == (State.STOPPED, Alert.CALL_ME)
    with pytest.raises(NotNow):
        actions.do(
            action=visit.row, act=Act.EXPIRE, party=Party.CLOCK, by=visit.first.pk,
            now=end + 2 * rules.SEEN_LONG_AGO,
        )  # fmt: skip
