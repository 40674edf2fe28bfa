"""A closed collection with made-up answers, for tests: eight respondents in two countries."""

import json
import re
import uuid

from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.tests.cast import NOW
from communitylinkage.surveys.analysis import runs
from communitylinkage.surveys.analysis.models import TableRun
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import picture, version_of
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder

FORM = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Español (es)", "relevant"],
        ["select_one urgency", "need_room", "More room", "Más sitio", ""],
        ["select_multiple help", "help", "Which help?", "¿Qué ayuda?", ""],
        ["integer", "team", "How many work here?", "¿Cuántas personas trabajan?", ""],
        ["rank help", "order", "What comes first?", "¿Qué va primero?", ""],
        ["begin_group", "g", "Group", "Grupo", ""],
        ["select_one urgency", "later", "And later?", "¿Y después?", "${need_room} = '3'"],
        ["end_group", "", "", "", ""],
        ["text", "why", "Why?", "¿Por qué?", ""],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Español (es)"],
        ["urgency", "0", "Not needed", "No hace falta"],
        ["urgency", "1", "Can wait", "Puede esperar"],
        ["urgency", "2", "This year", "Este año"],
        ["urgency", "3", "Urgent", "Urgente"],
        ["help", "legal", "=Legal help", "Ayuda legal"],
        ["help", "shelter", "Shelter", "Casa de acogida"],
    ],
    "settings": [["form_title", "default_language"], ["Needs", "English (en)"]],
}


def closed(cast, version=None, *, scope=None):
    """Closed without answers; its team is the post of the service."""
    made = version or version_of(cast.service, FORM)
    team = [Holder.objects.get(pk=cast.service.post.key_holder)]
    one = answering.open_collection(
        version=made, team=team, anonymous=True, editable=False, closes=None,
        link_scope=scope, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    return answering.close_collection(collection=one, by=cast.coordinator.pk, now=NOW)


def sent(one, country, *, tag="", words=None, times=1, **answers):
    """So many submissions with the same coded answers."""
    found = []
    for _time in range(times):
        texts = None
        if words:
            team = list(Holder.objects.filter(pk__in=one.team))
            paper = json.dumps({"texts": words, "files": {}}).encode()
            texts = vault.seal(plain=paper, holders=team, released=team).pk
        found.append(
            Submission(
                pk=uuid.uuid4(),
                collection=one,
                group={"country": country, "kind": "x"},
                answers={key.replace("__", "/"): value for key, value in answers.items()},
                link_tag=tag,
                texts=texts,
                mixed=True,
            )
        )
    Submission.objects.bulk_create(found)
    return found


def baseline(cast, **more):
    """Spain: 20 of whom 3 say 3; Italy: 12 of whom all but one say 1."""
    one = closed(cast, **more)
    sent(one, "es", times=17, need_room="1", help=["legal"], team=4, order=["legal", "shelter"])
    sent(one, "es", times=3, need_room="3", help=["legal", "shelter"], team=30,
         order=["shelter", "legal"], g__later="2")  # fmt: skip
    sent(one, "it", times=11, need_room="1", help=["shelter"], team=4)
    sent(one, "it", times=1, need_room="0", team=7, words={"why": "=Because we are full"})
    return one


def make_tables():
    """The worker's turns, until every table that was asked for is made."""
    for _turn in range(100):
        runs.sweep(now=timezone.now())
        if not TableRun.objects.filter(finished=None).exists():
            return
    raise AssertionError("no end")


def with_file(cast):
    """Closed, with one answer: a picture."""
    form = {"survey": [["type", "name", "label"], ["image", "home", "Your home"]]}
    one = closed(cast, version_of(cast.service, form))
    team = list(Holder.objects.filter(pk__in=one.team))
    record = str(vault.seal(plain=picture(), holders=team, released=team).pk)
    told = {"/data/home": {"record": record, "name": "home.png", "type": "image/png"}}
    paper = json.dumps({"texts": {}, "files": told}).encode()
    Submission.objects.create(
        collection=one, group={}, answers={}, files=[record], mixed=True,
        texts=vault.seal(plain=paper, holders=team, released=team).pk,
    )  # fmt: skip
    return one


def address(name, one, **more):
    """The address of a page of a collection."""
    return reverse(name, kwargs={"number": one.pk, **more})


def text_of(page):
    """What is read on a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def body(answer):
    """The content of a file, whether it comes at once or bit by bit."""
    return b"".join(answer) if answer.streaming else answer.content
