"""An event whose form asks besides who speaks, and somebody who fills it in."""

import re

import pytest

from communitylinkage.events import sheets
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.events.tests.scene import SAID, post
from communitylinkage.surveys.answering.tests.cast import version_of

ASKED = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Español (es)", "relevant", "required",
         "constraint", "constraint_message::English (en)"],
        ["select_one yn", "speaks", "Will you speak?", "¿Vas a hablar?", "", "yes", "", ""],
        ["integer", "minutes", "How many minutes?", "¿Cuántos minutos?", "${speaks} = 'y'",
         "yes", ". <= 20", "Twenty at most."],
        ["begin_group", "more", "More", "Más", "", "", "", ""],
        ["text", "about", "What about?", "¿Sobre qué?", "", "", "", ""],
        ["end_group", "", "", "", "", "", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Español (es)"],
        ["yn", "y", "Yes", "Sí"], ["yn", "n", "No", "No"],
    ],
    "settings": [["form_title", "default_language"], ["Speaking", "English (en)"]],
}  # fmt: skip
SPEAKS, MINUTES, ABOUT = "/data/speaks", "/data/minutes", "/data/more/about"


def asks(event, cast, now, questions=ASKED):
    """The form of an event asks these questions from now on."""
    version = version_of(cast.service, questions)
    return sheets.choose(
        event=event, questionnaire=version.questionnaire, by=cast.coordinator.pk, now=now
    )


@pytest.fixture
def event(cast, now):
    """In a month; its form asks who speaks."""
    row = made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)
    return asks(row, cast, now)


def filled(event, now, **said):
    """The questions of an event as somebody answers them who does not speak."""
    sheet = sheets.sheet_of(event, now)
    sent = {SPEAKS: "n", ABOUT: ""} | said
    assert sheet.filled({"seen": [" ".join(sent)]} | {name: [one] for name, one in sent.items()})
    return sheet


def seen(told):
    """The questions that a page says it has shown."""
    return re.search(r'name="seen" value="([^"]*)"', told)[1]


ALL = {"seen": f"{SPEAKS} {MINUTES} {ABOUT}", SPEAKS: "y", MINUTES: "12", ABOUT: "Doors"}


def registers(event, **said):
    """Sends a form in which all is answered, but for what is said here."""
    return post("event_register", event.reference, **SAID | ALL | said)
