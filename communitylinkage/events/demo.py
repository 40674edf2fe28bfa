"""Loads the made-up events and their guests; a real programme has none."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from communitylinkage.events import after, asking, door, joining, keeping, queries, sheets
from communitylinkage.events.made_up import (
    COMES_FROM,
    EVENTS,
    FELT,
    FOOD,
    NAMES,
    SLIDES,
    WAYS,
    WISHES,
    Made,
    Part,
)
from communitylinkage.events.models import Event, Registration, Session
from communitylinkage.events.rules.codes import Wave
from communitylinkage.learning.courses.actions import File
from communitylinkage.learning.rules.time import moment
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.rules import zone_of
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys import demo as faces
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.queries import invitation_of
from communitylinkage.surveys.models import Questionnaire

NOBODY = UUID(int=0)
DAY = timedelta(days=1)


@transaction.atomic
def load(now: datetime) -> int:
    """Adds them once, where the demo's organisations are; returns how many guests registered."""
    homes = {one.name: one for one in Organisation.objects.filter(name__endswith="(made up)")}
    if Event.objects.exists() or not {one.organisation for one in EVENTS} <= set(homes):
        return 0
    for one in EVENTS:
        _event(one, homes[one.organisation], now)
    return Registration.objects.count()


def _event(one: Made, home: Organisation, now: datetime) -> None:
    country = "BE" if one.kind == "eu" else home.country
    zone = zone_of(country)
    day = (now + one.days * DAY).astimezone(ZoneInfo(zone)).date()
    begins, ends = moment(day, time(9, 30), zone), moment(day, time(17, 30), zone)
    then = min(now, begins - 30 * DAY)
    plan = keeping.Plan(
        kind=one.kind, audience="public", country=country, zone=zone, begins=begins, ends=ends,
        closes=None, place=one.place, online="https://meet.example/made-up",
        capacity=one.capacity, languages=one.spoken, childcare=True, travel=True,
    )  # fmt: skip
    row = _written(one, home, plan, then)
    sessions = [_part(part, row, begins, then) for part in one.parts]
    row = keeping.publish(event=row, by=NOBODY, now=then)
    if one.asks:
        row = _asks(one, row, home, then)
    guests = [_guest(n, one, row, sessions, then) for n in range(one.guests)]
    if ends <= now:
        _was(one, row, guests, now)


def _written(one: Made, home: Organisation, plan: keeping.Plan, then: datetime) -> Event:
    (first, words), *others = one.words.items()
    row = keeping.begin(
        organisation=home, plan=plan, language=first, texts=_texts(words), by=NOBODY, now=then
    )
    for language, said in others:
        keeping.keep_words(event=row, language=language, texts=_texts(said), by=NOBODY, now=then)
    return row


def _texts(words: tuple[str, str, str]) -> Mapping[str, str]:
    return dict(zip(("title", "about", "access"), words, strict=True))


def _part(part: Part, row: Event, begins: datetime, then: datetime) -> Session:
    at = begins + timedelta(minutes=part.begins)
    slot = keeping.Slot(
        at, at + timedelta(minutes=part.lasts), part.room, "", part.interpreted, part.places,
        part.speakers,
    )  # fmt: skip
    made: Session | None = None
    for language, (title, about) in part.words.items():
        made = keeping.keep_session(
            event=row, session=made, slot=slot, language=language, title=title, about=about,
            by=NOBODY, now=then,
        )  # fmt: skip
    if made is None:
        raise ValueError("a part without words")
    return made


def _guest(n: int, one: Made, row: Event, sessions: list[Session], then: datetime) -> Registration:
    """Each the same every time; every third goes to the workshop, few gave an address."""
    name = f"{NAMES[n % len(NAMES)]} {'ABCDEFGH'[n // len(NAMES)]}."
    countries = ("ES", "IT", "GR", "SI", "BE")
    guest = joining.Guest(
        name=name, stakeholder=COMES_FROM[n % len(COMES_FROM)],
        country=countries[n % 5] if one.kind == "eu" else row.country,
        language=one.spoken[0], neutral=n % 4 == 0, listed=n % 4 != 0,
        email=f"guest{n}-{row.reference.lower()}@demo.invalid" if n < 2 else "",
        food=FOOD[n % len(FOOD)], children=1 if n % 9 == 0 else 0, travel=n % 6 == 0,
        interpreting="ar" if n % 7 == 0 else "",
    )  # fmt: skip
    chosen = [one for one in sessions if one.capacity] if n % 3 == 0 else []
    sheet = sheets.sheet_of(row, then)
    if sheet and not sheet.filled(_told(n)):
        raise ValueError("answers that do not fit")
    return joining.register(
        event=row, guest=guest, sessions=chosen, by=joining.HERSELF, now=then, sheet=sheet
    )


def _asks(one: Made, row: Event, home: Organisation, now: datetime) -> Event:
    title = one.asks["settings"][1][0]
    version = surveys.take(organisation=home.pk, title=title, sheets=one.asks, by=NOBODY, now=now)
    return sheets.choose(event=row, questionnaire=version.questionnaire, by=NOBODY, now=now)


def _told(n: int) -> dict[str, list[str]]:
    """What a guest fills in below the usual fields: every third tells something."""
    tells = n % 3 == 0
    said = {"tells": "y" if tells else "n"} | ({"minutes": str(5 + n)} if tells else {})
    said |= {"comes_by": WAYS[n % len(WAYS)], "wish": WISHES[n % len(WISHES)]}
    sent = {f"/data/{name}": [value] for name, value in said.items()}
    return sent | {"seen": [" ".join(sent)]}


def _was(one: Made, row: Event, guests: list[Registration], now: datetime) -> None:
    """Who came was checked in and has her certificate; what was said can be read."""
    for guest in guests[: one.guests - one.missing]:
        door.check_in(registration=guest, by=NOBODY, now=row.begins)
    came = list(queries.to_certify(row).select_related("event"))
    after.give_to(event=row, guests=came, by=NOBODY, now=row.ends + DAY)
    for language, text in one.minutes.items():
        keeping.keep_minutes(event=row, language=language, minutes=text, by=NOBODY, now=now)
    keeping.add_material(
        event=row, language="en", title="Slides of the day (made up)", link=SLIDES, by=NOBODY,
        now=now,
    )  # fmt: skip
    keeping.add_material(
        event=row, language="en", title="What was agreed, to print (made up)", link="", by=NOBODY,
        now=now, file=File("agreed.txt", one.minutes["en"].encode()),
    )  # fmt: skip
    _felt(row, guests[: one.guests - one.missing])


def _felt(row: Event, came: list[Registration]) -> None:
    """How it was, told in faces by most of those who came, where their host has the questions."""
    title = faces.SHEETS["settings"][1][0]
    form = Questionnaire.objects.filter(organisation=row.organisation, title=title).first()
    if form is None:
        return
    then = row.ends + DAY
    opened = asking.open_questions(
        event=row, wave=Wave.AFTER, questionnaire=form, by=NOBODY, now=then
    )
    for n, guest in enumerate(came):
        if n % 5:
            address = asking.ask(registration=guest, wave=Wave.AFTER, now=then)
            _answers(address.rstrip("/").rpartition("/")[2], n, then)
    asking.close_questions(asking=opened, by=NOBODY, now=row.ends + 14 * DAY)


def _answers(token: str, n: int, now: datetime) -> None:
    invitation = invitation_of(token)
    if invitation is None:
        raise ValueError("nobody was invited")
    answers = form_of(invitation.collection.version).start(now=now, seed=n)
    for at, question in enumerate(("felt", "understood")):
        answers.set(f"/data/{question}", FELT[(n + at) % len(FELT)])
    draft = Draft(engine=answers.to_json())
    answering.keep(invitation=invitation, token=token, draft=draft, now=now)
    answering.submit(invitation=invitation, token=token, now=now)
