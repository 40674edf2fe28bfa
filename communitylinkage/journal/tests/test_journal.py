from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command

from communitylinkage.journal import actions, queries
from communitylinkage.journal.models import AppendOnly, Line

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, 0, 0, 123456, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def lines(db):
    for number in range(5):
        for organisation in (ONE, OTHER):
            actions.record(
                organisation_id=organisation,
                act="referral.sent",
                by=uuid4(),
                reference=f"REF{number}",
                now=NOW,
            )


def test_an_untouched_journal_is_whole(lines, capsys):
    call_command("journal", "verify")
    assert "whole: 10 lines in 2 chains" in capsys.readouterr().out


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("field", ["act", "by", "reference", "previous", "hash"])
def test_a_changed_line_is_found(lines, number, field):
    Line.objects.filter(organisation_id=ONE, number=number).update(**{field: "other"})
    assert {p.organisation for p in queries.problems()} == {str(ONE)}


@pytest.mark.parametrize("number", range(1, 6))
def test_a_removed_line_is_found_even_the_last(lines, number):
    Line.objects.filter(organisation_id=ONE, number=number).delete()
    with pytest.raises(CommandError):
        call_command("journal", "verify")


def test_two_lines_that_changed_places_are_found(lines):
    two, three = Line.objects.filter(organisation_id=ONE, number__in=(2, 3))
    Line.objects.filter(pk=two.pk).update(number=99)
    Line.objects.filter(pk=three.pk).update(number=2)
    Line.objects.filter(pk=two.pk).update(number=3)
    assert queries.problems()


def test_a_line_is_neither_saved_again_nor_deleted(lines):
    line = Line.objects.first()
    with pytest.raises(AppendOnly):
        line.save()
    with pytest.raises(AppendOnly):
        line.delete()


@pytest.mark.parametrize(("act", "reference"), [("opened by Ana", "R1"), ("opened", "Ana Pérez")])
def test_a_name_or_a_sentence_is_refused(act, reference):
    with pytest.raises(ValueError, match="codes"):
        actions.record(organisation_id=ONE, act=act, by=OTHER, reference=reference, now=NOW)
    assert not Line.objects.exists()


class Named:
    def __str__(self):
        return "Ana Pérez"


@pytest.mark.parametrize("by", [Named(), "Ana Pérez", str(OTHER), None])
def test_who_acted_is_an_id_and_nothing_that_may_print_a_name(by):
    with pytest.raises(ValueError, match="id"):
        actions.record(organisation_id=ONE, act="ask.taken", by=by, reference="R1", now=NOW)
    assert not Line.objects.exists()
