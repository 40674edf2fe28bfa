"""A practice at each point of its life, and organisations of other countries."""

from datetime import UTC, date, datetime

from communitylinkage.organisations.models import Organisation
from communitylinkage.practices import actions, reviewing, travel
from communitylinkage.practices.rules.content import Proof, Rights
from communitylinkage.practices.rules.review import Criterion

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ENGLISH = {
    "title": "Tea on Thursdays",
    "problem": "Women did not know that the service exists.",
    "whom": "For women of the quarter; a mentor and a social worker do it.",
    "done": "Every Thursday both sit in the community centre, without an agenda.",
    "needs": "A room, tea, three hours a week.",
    "showed": "Eleven women came to the service in half a year; before it was one.",
    "failed": "Posters brought nobody.",
}
SPANISH = {
    "title": "Té de los jueves", "problem": "Las mujeres no conocían el servicio.",
    "whom": "Para las vecinas.", "done": "Cada jueves en el centro.", "needs": "Una sala.",
    "showed": "Vinieron once mujeres.", "failed": "Los carteles.",
}  # fmt: skip
YES = {one.value: "yes" for one in Criterion}
WORDS = {one.value: f"I see it: {one.value}." for one in Criterion}


def elsewhere(country, name=None):
    """An organisation of another country."""
    name = name or f"Elsewhere {country}"
    return Organisation.objects.get_or_create(
        name=name, side="service", country=country, defaults={"telephone": "1"}
    )[0]


def a_draft(organisation, by, texts=ENGLISH, language="en", topics=("trust",), rights=Rights.BY):
    """Written in one language, with its facts."""
    row = actions.begin(organisation=organisation, language=language, texts=texts, by=by, now=NOW)
    actions.keep_facts(
        version=row, topics=list(topics), rights=rights, changed="", by=by, now=NOW,
        evidence=[Proof("https://example.org/report", "Report of the year")],
    )  # fmt: skip
    row.refresh_from_db()
    return row


def in_review(organisation, by, **values):
    return reviewing.submit(version=a_draft(organisation, by, **values), by=by, now=NOW)


def reviewed(row, organisation, by, **marks):
    return reviewing.review(
        version=row, organisation=organisation, marks=YES | marks, words=WORDS, language="en",
        by=by, now=NOW,
    )  # fmt: skip


def passed(row, by, now=NOW):
    """Reviewed by two other countries and published."""
    others = [code for code in ("GR", "SI", "IT") if code != row.practice.country][:2]
    for code in others:
        reviewed(row, elsewhere(code), by)
    return reviewing.publish(version=row, by=by, now=now)


def published(organisation, by, **values):
    return passed(in_review(organisation, by, **values), by)


def adopted(row, organisation, by, since=date(2026, 11, 1), agreed=False):
    return travel.adopt(
        version=row, organisation=organisation, since=since, agreed=agreed, by=by, now=NOW
    )
