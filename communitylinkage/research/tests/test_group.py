"""Who opens what, who joins and leaves, and what taking back does to everything built on it."""

from uuid import uuid4

import pytest

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, key_of  # noqa: F401
from communitylinkage.research import actions, coding, findings, queries, sealing
from communitylinkage.research.models import Coding, Evidence, Finding, Quote, Translation
from communitylinkage.research.rules import uses
from communitylinkage.research.rules.checking import Said
from communitylinkage.research.rules.cycle import NotYet, Stage
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import NOW, begun, coded, given, group, joined, marked
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def opened(cycle, piece, account):
    cycle.refresh_from_db()
    piece.refresh_from_db()
    key = sealing.group_key(cycle, account, key_of(account))
    return sealing.open_evidence(
        evidence=piece, record=piece.record, key=key, by=account.pk, now=NOW
    ).text


def finding_on(made, cast, text="Nobody translates."):  # noqa: F811
    row = findings.write(
        cycle=made.cycle, finding=None, theme="language", language="en", text=text, did="",
        changed="", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    findings.quote(
        finding=row, evidence=made.piece, unit=1, words="Nobody spoke my language.",
        by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    findings.publish(finding=row, by=cast.mentor.pk, now=NOW)
    return row


def test_all_who_research_open_all_and_nobody_else_does(cast):  # noqa: F811
    made = group(cast)
    assert "MARKED" in opened(made.cycle, made.piece, cast.mentor)
    assert "MARKED" in opened(made.cycle, made.piece, cast.professional)
    with pytest.raises(Locked):
        opened(made.cycle, made.piece, cast.stranger)
    acts = Line.objects.filter(act="research.opened", reference=made.piece.reference)
    assert acts.count() == 2


def test_what_lies_in_the_database_holds_none_of_her_words(cast):  # noqa: F811
    group(cast)
    assert not any(b"MARKED" in bytes(row.ciphertext) for row in Record.objects.all())


def test_who_leaves_opens_nothing_any_more_also_with_a_copy_of_the_key(cast):  # noqa: F811
    made = group(cast)
    copied = sealing.group_key(made.cycle, cast.professional, key_of(cast.professional))
    hers = made.cycle.researchers.get(account=cast.professional)
    actions.leave(researcher=hers, by=cast.mentor, private_key=key_of(cast.mentor), now=NOW)
    with pytest.raises(Locked):
        opened(made.cycle, made.piece, cast.professional)
    with pytest.raises(Locked):
        sealing.open_evidence(
            evidence=made.piece, record=made.piece.record, key=copied, by=cast.professional.pk,
            now=NOW,
        )  # fmt: skip
    assert "MARKED" in opened(made.cycle, made.piece, cast.mentor)


def test_the_last_one_does_not_leave(cast):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    with pytest.raises(Locked):
        actions.leave(
            researcher=cycle.researchers.get(), by=cast.mentor, private_key=key_of(cast.mentor),
            now=NOW,
        )  # fmt: skip


def test_who_leaves_her_organisation_is_out_and_the_others_make_a_new_key(cast):  # noqa: F811
    made = group(cast)
    hers = cast.professional.membership
    hers.state, hers.until = "left", NOW
    hers.may_open = False
    hers.save()
    actions.on_leaving(membership=hers, by=cast.coordinator, now=NOW)
    made.cycle.refresh_from_db()
    assert made.cycle.key_due
    with pytest.raises(Locked):
        opened(made.cycle, made.piece, cast.professional)
    actions.new_key(cycle=made.cycle, by=cast.mentor, private_key=key_of(cast.mentor), now=NOW)
    made.cycle.refresh_from_db()
    assert not made.cycle.key_due
    assert "MARKED" in opened(made.cycle, made.piece, cast.mentor)


def test_nothing_is_kept_without_a_yes_to_analysis(cast):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    with pytest.raises(uses.NotAgreed):
        given(cycle, cast.mentor, uses=[Use.QUOTATION, Use.PUBLICATION])
    assert not Evidence.objects.exists()


def test_evidence_withdrawn_after_publication_goes_from_everything(cast):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    actions.translate(evidence=made.piece, language="ar", text="MARKED", by=cast.mentor.pk, now=NOW)
    row = finding_on(made, cast)
    assert queries.told_back(made.cycle.community_id, "en")
    before = Record.objects.count()
    actions.take_back(evidence=made.piece, gone=[Use.ANALYSIS], by=None, now=NOW)
    assert queries.told_back(made.cycle.community_id, "en") == []
    assert not Quote.objects.exists()
    assert not Coding.objects.exists()
    assert not Translation.objects.exists()
    assert Record.objects.count() == before - 2
    row.refresh_from_db()
    assert row.look_again
    with pytest.raises(Locked):
        opened(made.cycle, made.piece, cast.mentor)


def test_only_publication_withdrawn_keeps_the_piece_and_takes_the_quote(cast):  # noqa: F811
    made = group(cast)
    finding_on(made, cast)
    left = actions.take_back(evidence=made.piece, gone=[Use.PUBLICATION], by=None, now=NOW)
    assert left == (Use.ANALYSIS, Use.QUOTATION)
    assert not Quote.objects.exists()
    assert "MARKED" in opened(made.cycle, made.piece, cast.mentor)


def test_a_finding_is_told_again_when_the_group_has_looked(cast):  # noqa: F811
    made = group(cast)
    row = finding_on(made, cast)
    actions.take_back(evidence=made.piece, gone=[Use.QUOTATION], by=None, now=NOW)
    findings.publish(finding=Finding.objects.get(), by=cast.mentor.pk, now=NOW)
    [line] = queries.told_back(made.cycle.community_id, "en")
    assert line.quotes == ()
    assert line.since == row.published or line.since


def test_her_words_are_quoted_only_where_she_agreed(cast):  # noqa: F811
    made = group(cast)
    silent, _code = given(made.cycle, cast.mentor, uses=[Use.ANALYSIS])
    row = finding_on(made, cast)
    with pytest.raises(uses.NotAgreed):
        findings.quote(finding=row, evidence=silent, unit=0, words="x", by=cast.mentor.pk, now=NOW)


def test_the_code_of_a_slip_finds_its_piece_and_no_other(cast):  # noqa: F811
    made = group(cast)
    other, code = given(made.cycle, cast.mentor)
    assert queries.piece_of_slip(code) == other
    assert queries.piece_of_slip(made.slip) == made.piece
    assert queries.piece_of_slip("12345 12345 12345 12345") is None
    assert made.slip not in made.piece.slip


def test_two_codes_of_one_name_are_refused_and_nothing_is_lost(cast):  # noqa: F811
    made = group(cast)
    with pytest.raises(coding.NamedAlready):
        coded(made.cycle, made.word.name, "other", cast.mentor)
    assert made.cycle.codes.count() == 1


def test_a_forged_mark_marks_nothing(cast):  # noqa: F811
    made = group(cast)
    elsewhere = coded(begun(cast.mentor, cast.community), "else", "x", cast.mentor)
    marked(made.piece, cast.mentor, [(99, made.word.pk), (0, elsewhere.pk), (0, made.word.pk)])
    assert queries.marked_by(made.piece, cast.mentor.pk) == {(0, made.word.pk)}


def test_a_cycle_turns_twice_with_the_same_people_and_another_key(cast):  # noqa: F811
    made = group(cast)
    by = cast.mentor.pk
    with pytest.raises(NotYet):
        actions.turn_again(cycle=made.cycle, title="x", question="y", by=cast.mentor, now=NOW)
    actions.plan(cycle=made.cycle, text="We ask.", by=by, now=NOW)
    row = finding_on(made, cast)
    findings.answer(number=uuid4(), finding=row, said=Said.YES, words="")
    for stage in (Stage.PLAN, Stage.ACT, Stage.OBSERVE, Stage.REFLECT, Stage.CLOSED):
        assert actions.move(cycle=made.cycle, by=by, now=NOW) == stage
    again = actions.turn_again(cycle=made.cycle, title="x", question="y", by=cast.mentor, now=NOW)
    assert {one.account_id for one in again.researchers.all()} == {
        cast.mentor.pk, cast.professional.pk
    }  # fmt: skip
    assert again.key_holder != made.cycle.key_holder
    twice = actions.turn_again(cycle=made.cycle, title="x", question="y", by=cast.mentor, now=NOW)
    assert twice == again
    assert queries.turns("ES") == 1
    assert queries.distinct_researchers("ES") == 2


def test_who_joins_opens_what_was_given_before(cast):  # noqa: F811
    made = group(cast)
    joined(made.cycle, cast.coordinator, cast.professional)
    assert "MARKED" in opened(made.cycle, made.piece, cast.coordinator)
