"""The pages of impact: by role and country, from a figure to what was counted, and strangers."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.facts import actions as facts
from communitylinkage.impact import actions, freezing
from communitylinkage.impact.models import Freeze, Version
from communitylinkage.impact.rules.definition import read
from communitylinkage.impact.sources import known
from communitylinkage.impact.tests import cast as made
from communitylinkage.organisations.models import Programme
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


@pytest.fixture
def world(cast):
    """A programme that began a year ago, by the real clock: pages read it."""
    today = timezone.localdate()
    cast.programme = made.with_set(
        cast, starts=today - timedelta(days=365), ends=today + timedelta(days=365)
    )
    cast.last_month = today.replace(day=1) - timedelta(days=1)
    return cast


def happened(world, kind, number, region="ES", codes=()):
    """Counted in the last month that is over."""
    for _time in range(number):
        now = timezone.now().replace(
            year=world.last_month.year, month=world.last_month.month, day=1
        )
        facts.count(kind=kind, region=region, codes=codes, now=now)
    facts.flush(now=timezone.now())


def page(who, name, *arguments, query=""):
    answer = client_of(who).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def frozen(world):
    return freezing.freeze(
        programme=world.programme, through=f"{world.last_month:%Y-%m}", by=world.lead.pk,
        now=timezone.now(),
    )  # fmt: skip


def test_who_leads_sees_what_is_late_and_whom_to_ask(world):
    told = page(world.lead, "impact")
    assert "What is late, and what to ask whom" in told
    assert "Which group begins next, and who waits for a seat?" in told
    assert re.search(r"3\d missing", told), "half of 60 is expected by now"
    assert "<svg" in told
    assert "The part that counts this is not installed here." not in told


def test_others_see_only_what_was_let_out_and_no_small_figure(world):
    happened(world, "signs_noticed", 30)
    happened(world, "signs_noticed", 3, "IT")
    before = page(world.stranger, "impact")
    assert "Nothing was let out yet." in before
    frozen(world)
    happened(world, "signs_noticed", 44)
    for who in (world.stranger, world.mentor, world.professional, world.coordinator):
        told = page(who, "impact", query="?country=IT")
        assert "hidden, so that nobody can be found" in told
        assert "44" not in told
        assert "74" not in told
    trace = page(world.stranger, "impact_trace", "signs_noticed")
    assert "What was let out" in trace
    assert "By month and country" not in trace


def test_a_dashboard_begins_with_the_country_of_who_reads_it(world):
    frozen(world)
    assert "Italy" in page(world.stranger, "impact").split("</h1>")[1].split("<nav")[0]
    assert "All together" in page(world.lead, "impact").split("</h1>")[1].split("<nav")[0]


def test_a_dashboard_weighs_less_than_50_kilobytes_with_all_that_it_loads(world):
    happened(world, "signs_noticed", 30)
    frozen(world)
    folder = Path(settings.ROOT) / "communitylinkage/website/static/website"
    files = sum((folder / one).stat().st_size for one in ("frame.css", "exit.js", "icon.svg"))
    for who in (world.lead, world.stranger):
        assert len(page(who, "impact").encode()) + files < 50_000


def test_a_trace_shows_what_was_counted_and_what_was_left_out(world):
    happened(world, "referral_closed", 5, codes=["outcome:provided"])
    happened(world, "referral_feedback", 3, codes=["helped:yes"])
    happened(world, "referral_closed", 2, "FR", codes=["outcome:provided"])
    told = page(world.lead, "impact_trace", "referrals_with_feedback")
    assert "60 of 100 (3 of 5)" in told
    assert "count(referral_feedback)" in told
    assert f"{world.last_month:%Y-%m}" in told
    assert "In a country that is not in the programme: 2" in told


def test_rows_are_shown_to_who_keeps_them_and_only_counted_for_others(world):
    award = made.award(world, world.programme, "Amal", timezone.localdate())
    own = page(world.lead, "impact_trace", "women_empowered")
    assert reverse("learner", args=[award.learner_id]) in own
    type(award).objects.update(cohort=made.award(
        world, world.programme, "Noor", timezone.localdate(), country="IT").cohort)  # fmt: skip
    type(award.cohort).objects.update(organisation=world.other)
    other = page(world.lead, "impact_trace", "women_empowered")
    assert str(award.learner_id) not in other
    assert "2 more are counted, which are not yours to see one by one." in other


def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(world):
    client, address = (
        client_of(world.coordinator),
        reverse("impact_definition", args=["women_engaged"]),
    )
    form = client.get(address).context["form"].initial
    said = {name: form[name] for name in form if isinstance(form[name], str | int | float)}
    for field, typed, words in (
        ("formula", "count(unicorns)", "At sign 7 nothing of this kind is counted: unicorns"),
        ("targets", "soon: 60", "This line cannot be read: soon: 60"),
        ("unit", "share", "The unit does not fit the formula."),
        ("by", "sign", "The formula cannot be laid apart by this: sign"),
    ):
        answer = client.post(address, said | {field: typed})
        assert words in str(answer.context["form"].errors[field]), field
        assert typed in answer.content.decode()
    assert not Version.objects.filter(published_at=None).exists()


def test_a_coordinator_drafts_who_leads_publishes_and_the_figure_follows(world):
    happened(world, "signs_noticed", 4, codes=["met:street"])
    client, address = (
        client_of(world.coordinator),
        reverse("impact_definition", args=["signs_noticed"]),
    )
    form = client.get(address).context["form"].initial
    said = {name: form[name] for name in form if isinstance(form[name], str | int | float)}
    changed = said | {"formula": "count(signs_noticed, met:home)", "targets": "24: 9\n12 ES: 4.5"}
    assert client.post(address, changed).status_code == 302
    assert ">4 <" in page(world.lead, "impact", query="?country=")
    assert client.post(reverse("impact_publish", args=["signs_noticed"])).status_code == 404
    publish(world.lead, "signs_noticed", page(world.lead, "impact_definition", "signs_noticed"))
    told = page(world.lead, "impact_trace", "signs_noticed")
    assert "count(signs_noticed, met:home)" in told
    assert "Counted of the same kind, but not what the formula asks for: 4" in told
    row = Version.objects.get(number=2)
    assert [(one.month, one.value, one.country) for one in read(row.text, known()).targets] == [
        (24, 9, ""), (12, 4.5, "ES")
    ]  # fmt: skip


def publish(who, code, read):
    """Presses the button of the page as she reads it."""
    mark = re.search(r'name="mark" value="(\w+)"', read)[1]
    address = reverse("impact_publish", args=[code])
    return client_of(who).post(address, {"mark": mark}, follow=True).content.decode()


def test_another_draft_kept_after_she_read_hers_is_shown_to_her_and_not_published(world):
    address, code = reverse("impact_definition", args=["signs_noticed"]), "signs_noticed"
    client = client_of(world.coordinator)
    form = client.get(address).context["form"].initial
    said = {name: form[name] for name in form if isinstance(form[name], str | int | float)}
    client.post(address, said | {"formula": "count(signs_noticed, met:home)"})
    read = page(world.lead, "impact_definition", code)
    client.post(address, said | {"formula": "count(signs_noticed, met:street)"})
    told = publish(world.lead, code, read)
    assert "Somebody kept another draft meanwhile." in told
    assert "count(signs_noticed, met:street)" in told
    assert Version.objects.filter(published_at=None).count() == 1
    assert client_of(world.lead).post(reverse("impact_publish", args=[code])).status_code == 302
    assert Version.objects.filter(published_at=None).count() == 1, "nor without having read"
    assert "Published." in publish(world.lead, code, told)
    assert "met:street" in Version.objects.get(number=2, indicator__code=code).text


def test_a_file_with_mistakes_is_told_with_its_lines(world):
    client = client_of(world.coordinator)
    text = made.text_of(world.programme, words={'unit = "times"': 'unit = "cats"\nvalue = 3'})
    told = client.post(reverse("impact_file", args=["signs_noticed"]), {"text": text})
    said = told.content.decode()
    assert "Line 3: Choose one of these:" in said
    assert "Line 4: A figure cannot be typed." in said
    new = text.replace("value = 3\n", "").replace("cats", "times")
    new = new.replace('code = "signs_noticed"', 'code = "signs_again"')
    assert client.post(reverse("impact_new"), {"text": new}).status_code == 302
    again = client.post(reverse("impact_new"), {"text": new}).content.decode()
    assert "There is an indicator with this code already." in again


def test_freezing_differences_and_letting_everybody_see(world):
    client, month = client_of(world.lead), f"{world.last_month:%Y-%m}"
    happened(world, "signs_noticed", 31)
    happened(world, "signs_noticed", 42, "IT")
    assert "No figures are public yet." in Client().get(reverse("impact_public")).content.decode()
    client.post(reverse("impact_freezes"), {"through": month})
    row = Freeze.objects.get()
    happened(world, "signs_noticed", 1)
    told = page(world.lead, "impact_frozen", row.pk)
    assert "Counted again by the same definitions" in told
    address = reverse("impact_let_out", args=[row.pk])
    assert "Let everybody see these figures?" in client.post(address).content.decode()
    client.post(address, {"sure": "1"})
    public = Client().get(reverse("impact_public")).content.decode()
    assert "about 75" in public
    assert "42" not in public


def test_what_everybody_may_read_of_one_programme_is_not_hidden_by_a_later_one(world):
    later = Programme.objects.create(
        name="Together again", contract_number="again", countries=["ES"],
        lead_organisation=world.service, starts=world.programme.starts,
        ends=world.programme.ends + timedelta(days=400),
    )  # fmt: skip
    now = timezone.now()
    actions.take_shipped(programme=later, by=world.lead.pk, now=now)
    for row in (world.programme, later):
        kept = made.frozen(row, world.lead.pk, f"{world.last_month:%Y-%m}", now)
        freezing.let_out(row=kept, by=world.lead.pk, now=now)
    address = reverse("impact_public")
    told = Client().get(address)
    assert told.context["programme"].name == "Together again"
    (other,) = [where for one, where, _here in told.context["programmes"] if one.name == "Together"]
    assert other in told.content.decode()
    assert Client().get(other).context["programme"].name == "Together"
    assert Client().get(f"{address}?programme=nothing").status_code == 404


def test_a_month_that_is_not_over_is_refused_beside_the_field(world):
    answer = client_of(world.lead).post(reverse("impact_freezes"), {"through": "2199-01"})
    assert answer.context["form"].errors["through"]
    assert not Freeze.objects.exists()


def test_without_a_programme_or_indicators_the_page_says_what_to_do_next(cast):
    assert "Your organisation is in no programme yet." in page(cast.mentor, "impact")
    for name in ("impact_definitions", "impact_new", "impact_freezes"):
        assert "Your organisation is in no programme yet." in page(cast.lead, name)
    today = timezone.localdate()
    row = made.programme(cast, starts=today - timedelta(days=40), ends=today)
    assert "Take the ready indicators" in page(cast.lead, "impact")
    client_of(cast.lead).post(reverse("impact_begin"))
    assert actions.take_shipped(programme=row, by=cast.lead.pk, now=timezone.now()) == 0


def test_a_lead_of_a_partner_sees_what_partners_see(world):
    world.programme.lead_organisation = world.other
    world.programme.save()
    assert "Nothing was let out yet." in page(world.lead, "impact")
    assert client_of(world.lead).get(reverse("impact_freezes")).status_code == 404


def test_strangers_and_other_roles_find_no_such_page(world):
    row = frozen(world)
    for who in (world.coordinator, world.mentor, world.administrator):
        assert client_of(who).get(reverse("impact_frozen", args=[row.pk])).status_code == 404
    for name, *arguments in (("impact_definitions",), ("impact_definition", "women_engaged")):
        address = reverse(name, args=arguments)
        assert client_of(world.mentor).get(address).status_code == 404
    assert client_of(world.administrator).get(reverse("impact")).status_code == 404
    assert Client().get(reverse("impact")).status_code == 302


@pytest.mark.parametrize("code", ["nothing", "a\x00b", "x" * 300])
def test_what_is_not_measured_is_no_page(world, code):
    for who in (world.lead, world.stranger):
        assert client_of(who).get(reverse("impact_trace", args=[code])).status_code == 404
    address = reverse("impact_definition", args=[code])
    assert client_of(world.coordinator).get(address).status_code == 404


def test_a_frozen_figure_leads_to_what_was_counted_for_it_and_left_out(world):
    happened(world, "referral_closed", 5, codes=["outcome:provided"])
    happened(world, "referral_feedback", 3, codes=["helped:yes"])
    happened(world, "referral_closed", 2, "FR", codes=["outcome:provided"])
    row = frozen(world)
    happened(world, "referral_feedback", 1, codes=["helped:yes"])
    address = reverse("impact_frozen_figure", args=[row.pk, "referrals_with_feedback"])
    assert address in page(world.lead, "impact_frozen", row.pk)
    told = page(world.lead, "impact_frozen_figure", row.pk, "referrals_with_feedback")
    assert "60 of 100 (3 of 5)" in told
    assert "share(count(referral_feedback)" in told, "the formula"
    assert re.search(r"<code[^>]*>count\(referral_closed\)</code> · 5", told), "what was counted"
    assert "In a country that is not in the programme: 2" in told
    assert "frozen 60 of 100 (3 of 5), now 80 of 100 (4 of 5)" in told
    for who in (world.coordinator, world.mentor, world.stranger):
        assert client_of(who).get(address).status_code == 404
    for code in ("nothing", "x" * 300):
        address = reverse("impact_frozen_figure", args=[row.pk, code])
        assert client_of(world.lead).get(address).status_code == 404
