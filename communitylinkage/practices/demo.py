"""Loads the made-up practices, their reviews and their travels; a real programme has none."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.organisations.models import Organisation
from communitylinkage.practices import actions, reviewing, travel
from communitylinkage.practices.made_up import (
    ADAPTED,
    ANSWER,
    PRACTICES,
    QUESTION,
    REASON,
    SAID,
    TOLD,
    WITHDRAWN,
    Made,
    Words,
)
from communitylinkage.practices.models import Practice, Version
from communitylinkage.practices.rules.content import Proof, Rights
from communitylinkage.practices.rules.review import Criterion, Mark
from communitylinkage.practices.rules.travel import RESULTS_AFTER, Outcome, months_later

NOBODY = UUID(int=0)
PROOF = Proof("https://practices.example/report", "Report of the year (made up)")
MONTH = timedelta(days=30)


@transaction.atomic
def load(now: datetime) -> int:
    """Adds them once, where the demo's organisations are; returns how many were added."""
    by_name = {one.name: one for one in Organisation.objects.filter(name__endswith="(made up)")}
    if Practice.objects.exists() or not {one.organisation for one in PRACTICES} <= set(by_name):
        return 0
    made = [_published(one, by_name, now - (18 - n % 3) * MONTH)
            for n, one in enumerate(PRACTICES)]  # fmt: skip
    _adapted(made, by_name, now - 5 * MONTH)
    question = travel.ask(
        practice=made[0].practice, answers=None, organisation=by_name["Most (made up)"].pk,
        text=QUESTION, language="en", by=NOBODY, now=now - 4 * MONTH,
    )  # fmt: skip
    travel.ask(
        practice=made[0].practice, answers=question, text=ANSWER, language="en", by=NOBODY,
        organisation=by_name["Casa Faro (made up)"].pk, now=now - 4 * MONTH,
    )  # fmt: skip
    for one, row in zip(PRACTICES, made, strict=True):
        _travels(row, one, by_name, now)
    reviewing.withdraw(version=made[WITHDRAWN], reason=REASON, by=NOBODY, now=now - MONTH)
    _in_review(by_name["Porta Aperta (made up)"], now)
    travel.want(organisation=by_name["Casa Faro (made up)"].pk, by=NOBODY, now=now,
                topics=["premises", "support_for_helpers", "funding"])  # fmt: skip
    return len(made) + 1


def _texts(words: Words) -> Mapping[str, str]:
    return dict(zip(actions.FIELDS, words, strict=True))


def _published(one: Made, by_name: dict[str, Organisation], then: datetime) -> Version:
    organisation = by_name[one.organisation]
    row: Version | None = None
    for language, words in one.words.items():
        if row is None:
            row = actions.begin(organisation=organisation, language=language,
                                texts=_texts(words), by=NOBODY, now=then)  # fmt: skip
        else:
            actions.keep_words(version=row, language=language, texts=_texts(words), by=NOBODY,
                               now=then)  # fmt: skip
    if row is None:
        raise ValueError("a practice without words")
    row = actions.keep_facts(version=row, topics=one.topics, rights=Rights(one.rights),
                             evidence=[PROOF], changed="", by=NOBODY, now=then)  # fmt: skip
    return _reviewed(row, by_name, then)


def _reviewed(row: Version, by_name: dict[str, Organisation], then: datetime) -> Version:
    """Sent for review, read by two other countries, published."""
    row = reviewing.submit(version=row, by=NOBODY, now=then)
    others = {one.country: one for one in by_name.values() if one.country != row.practice.country}
    for at, country in enumerate(sorted(others)[:2]):
        marks = {one.value: Mark.YES.value for one in Criterion}
        marks[Criterion.WORKS] = (Mark.PARTLY if at else Mark.YES).value
        reviewing.review(version=row, organisation=others[country], marks=marks, words=SAID,
                         language="en", by=NOBODY, now=then)  # fmt: skip
    return reviewing.publish(version=row, by=NOBODY, now=then + MONTH)


def _travels(row: Version, one: Made, by_name: dict[str, Organisation], now: datetime) -> None:
    for name, months, showed in one.taken:
        since = timezone.localdate(now) - months * MONTH
        taken = travel.adopt(version=row, organisation=by_name[name], since=since, agreed=True,
                             by=NOBODY, now=now - months * MONTH)  # fmt: skip
        for after, outcome in zip(RESULTS_AFTER, showed, strict=False):
            days = months_later(since, after) - since
            travel.tell(adoption=taken, months=after, outcome=Outcome(outcome),
                        words=TOLD[outcome], language="en", by=NOBODY,
                        now=now - months * MONTH + days)  # fmt: skip


def _adapted(made: list[Version], by_name: dict[str, Organisation], then: datetime) -> None:
    name, at, changed, words = ADAPTED
    row = actions.adapt(version=made[at], organisation=by_name[name], changed=changed,
                        agreed=False, by=NOBODY, now=then)  # fmt: skip
    text = row.texts.get(language="en")
    said = {field: getattr(text, field) for field in actions.FIELDS} | words
    row.texts.exclude(language="en").delete()
    actions.keep_words(version=row, language="en", texts=said, by=NOBODY, now=then)
    _reviewed(row, by_name, then)


def _in_review(organisation: Organisation, now: datetime) -> None:
    words = (
        "Cooking for the night shift", "Cleaners work when every service is closed.",
        "For women who clean offices at night.",
        "Once a month we cook where they wait for the first bus.", "A kitchen on wheels.",
        "We have done it three times; twenty women came.", "We do not know yet.",
    )  # fmt: skip
    row = actions.begin(organisation=organisation, language="en", texts=_texts(words), by=NOBODY,
                        now=now)  # fmt: skip
    actions.keep_facts(version=row, topics=["trust"], rights=Rights.BY, evidence=[], changed="",
                       by=NOBODY, now=now)  # fmt: skip
    reviewing.submit(version=row, by=NOBODY, now=now)
