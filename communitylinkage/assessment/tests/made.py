"""Assessments that tests are about."""

from datetime import UTC, datetime, timedelta

from communitylinkage.assessment import actions
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.outbox.actions import run_due

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def programme_of(organisation, *others):
    """A programme in which some organisations take part."""
    made = Programme.objects.create(
        name="Programme", contract_number=f"C-{organisation.pk}", starts=NOW.date(),
        ends=NOW.date() + timedelta(days=700), lead_organisation=organisation,
        countries=["ES", "IT"],
    )  # fmt: skip
    for one in (organisation, *others):
        Partnership.objects.create(programme=made, organisation=one, role="partner")
    return made


def a_round(organisation, by, *, partners=(), opens=NOW, closes=NOW + timedelta(days=28), now=NOW,
            programme=None, languages=("English (en)",)):  # fmt: skip
    """A draft round that asks services in two countries."""
    programme = programme or programme_of(organisation, *partners)
    return actions.make(
        programme=programme,
        organisation=organisation.pk,
        partners=partners,
        title="What is needed",
        purpose="To plan the training.",
        kinds=["services"],
        countries=["ES", "IT"],
        questionnaire=actions.take(
            name="gbv-services-needs", organisation=organisation.pk, by=by, now=now
        ),
        when=actions.When("baseline", languages, opens, closes),
        by=by,
        now=now,
    )


def an_open_round(organisation, by, **more):
    """The same, open."""
    return actions.open_round(row=a_round(organisation, by, **more), by=by, now=NOW)


def invited(row, *addresses, now=NOW):
    """The door by which these addresses were asked; their letters have gone."""
    door = row.doors.get(country="ES")
    actions.invite(row=row, door=door, addresses=list(addresses), by=row.pk, now=now)
    run_due(now=now)
    return door
