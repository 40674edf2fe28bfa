"""A group of two with a cycle, and pieces that were given to it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from communitylinkage.directory.models import Place
from communitylinkage.network.models import Community
from communitylinkage.people.tests.cast import client_of, key_of
from communitylinkage.research import actions, coding, findings
from communitylinkage.research.rules.checking import Said, mark_of
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.uses import Kind, Use
from communitylinkage.surveys.answering.tests.test_uploads import photograph

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
WORDS = "MARKED I called. Nobody spoke my language. I went home."
EVERY_USE = (Use.ANALYSIS, Use.QUOTATION, Use.PUBLICATION)


def a_community(country="ES"):
    place = Place.objects.filter(pk=1).first() or Place.objects.create(
        id=1, name="Town", country=country, latitude=41.4, longitude=2.2, population=100_000
    )
    return Community.objects.get_or_create(
        name="Arabic speakers (made up)", place=place, defaults={"language": "ar"}
    )[0]


def begun(account, organisation, **more):
    """A cycle of one researcher."""
    values = {"title": "Interpreters", "question": "Who translates?"} | more
    return actions.begin(
        organisation=organisation, community=a_community(), account=account, now=NOW, **values
    )


def joined(cycle, newcomer, by):
    return actions.join(cycle=cycle, newcomer=newcomer, by=by, private_key=key_of(by), now=NOW)


def given(cycle, by, text=WORDS, uses=EVERY_USE, kind=Kind.TEXT, **more):
    """A piece and the code on its slip."""
    return actions.add_evidence(
        cycle=cycle, kind=kind, language="en", agreed=uses, paper=Paper(text=text, **more),
        by=by.pk, now=NOW,
    )  # fmt: skip


def coded(cycle, name, theme, by):
    return coding.keep_code(
        cycle=cycle, code=None, name=name, theme=theme, meaning="", by=by.pk, now=NOW
    )


def found(cycle, by, text="Nobody translates.", theme=""):
    """A finding."""
    return findings.write(
        cycle=cycle, finding=None, theme=theme, language="en", text=text, did="", changed="",
        by=by.pk, now=NOW,
    )  # fmt: skip


def told_back(cycle, by):
    """A finding that everybody can read."""
    row = found(cycle, by)
    findings.publish(finding=row, by=by.pk, now=NOW)
    return row


def drawn(cycle, by, uses=(Use.ANALYSIS, Use.PUBLICATION, Use.IMAGE)):
    """A photograph that may be shown to everybody."""
    return given(cycle, by, text="", uses=uses, kind=Kind.PHOTOGRAPH, file=photograph(),
                 name="x.jpg")[0]  # fmt: skip


def shown(finding, by, piece=None):
    """That stands in a finding."""
    piece = piece or drawn(finding.cycle, by)
    return findings.show(
        finding=finding, evidence=piece, paper=Paper(text="", file=photograph(), name="x.jpg"),
        alt="A counter without a chair", language="en", by=by.pk, now=NOW,
    )  # fmt: skip


def group(cast):
    """The mentor and the professional with one piece, one code, both gone through it."""
    cycle = begun(cast.mentor, cast.community)
    joined(cycle, cast.professional, cast.mentor)
    piece, code = given(cycle, cast.mentor)
    word = coded(cycle, "nobody translates", "language", cast.mentor)
    return SimpleNamespace(cycle=cycle, piece=piece, slip=code, word=word)


def marked(piece, by, marks, through=True):
    coding.mark(evidence=piece, marks=marks, through=through, by=by.pk, now=NOW)


def answered(finding, shown=None, number=None):
    """One of those concerned says yes to the words that she was shown."""
    shown = finding.texts.first().text if shown is None else shown
    return findings.answer(
        number=number or uuid4(), finding=finding, shown=mark_of(shown), said=Said.YES, words=""
    )


@pytest.fixture
def mentor(cast):
    """Her browser, in which her key is at hand."""
    return client_of(cast.mentor, opens=True)


def at(name, *arguments):
    """The address of a page."""
    return reverse(name, args=arguments)
