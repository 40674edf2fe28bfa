"""The demo tells the whole story, and every figure of its pages comes out of its rows again."""

import io
import json
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from communitylinkage.certificates.queries import key_set, known_keys
from communitylinkage.credentials import Standing, verify
from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.learning import demo, made_up
from communitylinkage.learning.chain import queries, showing
from communitylinkage.learning.models import (
    Asked,
    Attendance,
    Award,
    Enrolment,
    Learner,
    Session,
    Trainer,
)
from communitylinkage.learning.rules import earning
from communitylinkage.learning.sessions.queries import untaught
from communitylinkage.learning.testing import queries as testing
from communitylinkage.learning.tests.school import trained
from communitylinkage.mentors.models import Certification
from communitylinkage.people import demo as people
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once

__all__ = ["_django_db_helper", "once"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("school")]


@pytest.fixture(scope="module")
def loaded(once):
    """The demo's people and its school."""
    key = people.new_account_key(people.PASSWORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "new_account_key", lambda _password: key)
        people.load(timezone.now())
        return demo.load(timezone.now())


def test_sixty_mentors_and_a_hundred_and_twenty_professionals_in_four_countries(loaded):
    assert loaded == (60, 120)
    certified = Award.objects.filter(cohort__course__track="mentors", revoked_on=None)
    countries = certified.values_list("cohort__country", flat=True)
    assert Counter(countries) == Counter(made_up.MENTORS_IN)
    assert trained("mentors") == 60
    assert trained("professionals") == 120
    assert demo.load(timezone.now()) == (60, 120)
    assert Certification.objects.count() == 4


def test_every_figure_of_the_chain_is_recomputed_from_rows(loaded):
    """By plain counting over the tables, sharing nothing with the queries."""
    import_string("communitylinkage.intersections.actions.freeze")(now=timezone.now())
    told = showing.chain()
    certified = {row.learner_id for row in Award.objects.filter(cohort__course__track="mentors")}
    country = dict(Learner.objects.values_list("pk", "country"))
    counts = Counter()
    finished = Award.objects.filter(cohort__course__track="professionals")
    for award in finished.filter(day__lte=told.until):
        sat = Attendance.objects.filter(learner=award.learner_id, session__state="held")
        by = {
            country[one.learner_id]
            for one in Trainer.objects.filter(session__in=sat.values("session"))
            if one.learner_id in certified
        }
        counts[award.cohort.country, by.pop() if len(by) == 1 else "several"] += 1
    words = {showing.words_of(code): code for code in [*made_up.MENTORS_IN, "several"]}
    for line in told.lines:
        for head, cell in zip(told.heads, line.cells, strict=True):
            if not cell.hidden:
                assert cell.n == counts[words[line.country], words[head]], (line.country, head)
    assert told.all.all.n == sum(counts.values()) > 60
    assert [one.n for one in told.mentors if one.n] == [16, 15, 15, 14] or not told.mentors[0].n


def test_every_gain_is_recomputed_from_the_answers(loaded):
    found = testing.measured("professionals")
    words = {"ES": "Spain", "IT": "Italy", "GR": "Greece", "SI": "Slovenia"}
    lines = testing.by_group("professionals", found, words)
    changes = []
    for country, finish in made_up.PROFESSIONALS_IN.items():
        at = 0
        for number in finish:
            changes += [
                10 * (made_up.professional(country, at + one, later=True)["knowledge_score"]
                      - made_up.professional(country, at + one, later=False)["knowledge_score"])
                for one in range(number)
            ]  # fmt: skip
            at += number + made_up.UNFINISHED
    total = lines[-1]
    assert total.n == len(changes) == 120
    assert total.change == round(sum(changes) / len(changes))
    assert total.change > 15


def test_the_chain_goes_down_to_the_gains_in_tests(loaded):
    account = Account.objects.get(email="coordinator@demo.invalid")
    page = client_of(account).get(reverse("learning_chain")).content.decode()
    found = testing.measured("professionals")
    lines = testing.by_group("professionals", found, dict.fromkeys(made_up.VISITS, "x"))
    assert "What professionals learned" in page
    assert lines[0].change is None or f">+{lines[0].change}<" in page


def test_every_certificate_meets_the_rule_of_its_course(loaded):
    for seat in Enrolment.objects.filter(seat="enrolled").select_related("cohort__course")[::17]:
        rule = earning.Rule(seat.cohort.course.share, seat.cohort.course.tests)
        standing = queries.standing_of(seat)
        given = Award.objects.filter(learner=seat.learner, cohort=seat.cohort).first()
        assert earning.is_met(rule, standing) == (given is not None)
        if given:
            assert (given.share, given.tests) == (standing.share, standing.tests)


def test_every_session_for_professionals_was_taught_by_a_certified_mentor(loaded):
    assert untaught(Session.objects.all()) == []
    assert queries.exchanges() == 2


def test_its_certificates_are_found_valid_on_the_page_and_at_the_command_line(loaded, tmp_path):
    awards = list(Award.objects.select_related("credential", "learner"))
    keys = known_keys()
    for one in awards:
        found = verify(one.credential.credential, keys, now=timezone.now(), name=one.learner.name)
        assert found.standing == Standing.GIVEN, one.learner.name
    assert {one.credential.language for one in awards} == {"en", "es", "ar"}
    (tmp_path / "keys.json").write_text(json.dumps(key_set()))
    for language in ("es", "ar"):
        file = next(one.credential for one in awards if one.credential.language == language)
        page = Client().post("/en/check/", {"text": file.credential}).content.decode()
        assert "It is valid." in page
        (tmp_path / "certificate.jwt").write_text(file.credential)
        told = io.StringIO()
        call_command(
            "verify", tmp_path / "certificate.jwt", key=tmp_path / "keys.json", stdout=told
        )
        assert "It was really given" in told.getvalue()


def test_facts_say_as_many_as_the_rows(loaded):
    kinds = Counter(Waiting.objects.filter(kind="trained").values_list("codes", flat=True))
    kinds += Counter(Fact.objects.filter(kind="trained").values_list("codes", flat=True))
    assert kinds == {"track:mentors": 60, "track:professionals": 120}


def test_nothing_leads_from_a_person_to_her_answers(loaded):
    assert not Enrolment.objects.exclude(pair="").exists()
    assert not Asked.objects.filter(invitation__isnull=False).exists()


def test_its_mentor_sees_todays_session_and_her_supervision(loaded):
    account = Account.objects.get(email="mentor@demo.invalid")
    browser = client_of(account)
    page = browser.get(reverse("my_sessions")).content.decode()
    assert "Seeing early" in page
    assert "Talking it over" in browser.get(reverse("care")).content.decode()
    (row,) = Session.objects.filter(title="Seeing early", state="planned")
    sheet = browser.get(reverse("attendance", args=[row.pk])).content.decode()
    assert sheet.count('name="there"') == 12


def test_its_coordinator_sees_her_own_groups(loaded):
    account = Account.objects.get(email="coordinator@demo.invalid")
    viewer = Viewer(account, tuple(account.memberships.select_related("organisation")))
    told = queries.mentors_who_taught(viewer)
    assert len(told) == 16
    assert sum(one.professionals > 0 for one in told) >= 8


def test_what_is_answered_is_the_same_at_every_start_and_could_be_answered():
    from communitylinkage.assessment import shelf
    from communitylinkage.surveys.answering.coding import coded
    from communitylinkage.surveys.engine import read
    from communitylinkage.surveys.xlsform.converting import convert

    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    form = read(convert(shelf.rows("professionals-test")).xform)
    order = list(form.nodes)
    for later in (False, True):
        given = made_up.professional("IT", 3, later=later)
        answers = form.start(now=now, seed=1)
        typed = [p for p in given if not p.startswith("right_") and p != "knowledge_score"]
        for place in sorted(typed, key=lambda one: order.index(f"/data/{one}")):
            value = given[place]
            assert answers.set(f"/data/{place}", "OK" if value is True else value) is None
        done = answers.finish(now)
        assert done.problems == ()
        assert coded(form, done.values, anonymous=False).answers == given
