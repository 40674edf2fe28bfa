"""Who opens what, who joins and leaves, and what taking back does to everything built on it."""

import pytest

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, key_of  # noqa: F401
from communitylinkage.research import actions, coding, findings, queries, sealing
from communitylinkage.research.models import (
    Coding,
    Evidence,
    Finding,
    Quote,
    Settled,
    Translation,
)
from communitylinkage.research.rules import uses
from communitylinkage.research.rules.cycle import NotYet, Stage
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import (
    NOW,
    answered,
    begun,
    coded,
    found,
    given,
    group,
    joined,
    marked,
    told_back,
)
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
    row = found(made.cycle, cast.mentor, text, "language")
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


def taken_back(made):
    """The piece, for every use."""
    actions.take_back(evidence=made.piece, gone=[Use.ANALYSIS], by=None, now=NOW)


def test_a_finding_without_a_theme_stood_on_every_piece(cast):  # noqa: F811
    made = group(cast)
    told_back(made.cycle, cast.mentor)
    elsewhere = told_back(begun(cast.mentor, cast.community), cast.mentor)
    taken_back(made)
    assert list(Finding.objects.filter(look_again=False)) == [elsewhere]


def test_what_the_group_settled_counts_also_where_nobody_marked_it(cast):  # noqa: F811
    made = group(cast)
    row = found(made.cycle, cast.mentor, theme="language")
    settled(made, cast)
    taken_back(made)
    row.refresh_from_db()
    assert row.look_again


def themed(made, cast, theme):  # noqa: F811
    """The code of the piece, in another theme."""
    coding.keep_code(
        cycle=made.cycle, code=made.word, name=made.word.name, theme=theme, meaning="",
        by=cast.mentor.pk, now=NOW,
    )  # fmt: skip


def test_a_theme_worded_anew_takes_its_findings_along(cast):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    row = found(made.cycle, cast.mentor, theme="language")
    themed(made, cast, "languages at the counter")
    row.refresh_from_db()
    assert (row.theme, row.look_again) == ("languages at the counter", False)
    taken_back(made)
    row.refresh_from_db()
    assert row.look_again


def test_a_finding_is_looked_at_again_when_a_code_leaves_its_theme(cast):  # noqa: F811
    made = group(cast)
    coded(made.cycle, "a relative translates", "language", cast.mentor)
    row = found(made.cycle, cast.mentor, theme="language")
    themed(made, cast, "papers")
    row.refresh_from_db()
    assert (row.theme, row.look_again) == ("language", False), "nothing was marked with it"
    themed(made, cast, "language")
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    themed(made, cast, "papers")
    row.refresh_from_db()
    assert (row.theme, row.look_again) == ("language", True)


def written(row, cast, **more):  # noqa: F811
    """The same finding in other words."""
    values = {"theme": "", "language": "en", "text": "Nobody translates.", "did": ""} | more
    return findings.write(
        cycle=row.cycle, finding=row, changed="", by=cast.mentor.pk, now=NOW, **values
    )


def test_words_that_were_answered_stay_and_what_was_done_is_added(cast):  # noqa: F811
    row = found(begun(cast.mentor, cast.community), cast.mentor)
    written(row, cast, text="Nobody translates there.")
    answered(row)
    with pytest.raises(findings.AnsweredAlready):
        written(row, cast, text="Somebody translates.")
    written(row, cast, text="Nobody translates there.", did="A rota.")
    written(row, cast, language="es", text="Nadie traduce allí.")
    texts = {one.language: (one.text, one.did) for one in row.texts.all()}
    assert texts == {
        "en": ("Nobody translates there.", "A rota."), "es": ("Nadie traduce allí.", "")
    }  # fmt: skip


def test_a_draft_written_anew_is_looked_at_and_a_published_one_waits(cast):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    draft, published = found(cycle, cast.mentor), told_back(cycle, cast.mentor)
    Finding.objects.update(look_again=True)
    written(draft, cast, text="Almost nobody translates.")
    written(published, cast, text="Almost nobody translates.")
    assert list(Finding.objects.filter(look_again=True)) == [published]


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
    answered(row)
    for stage in (Stage.PLAN, Stage.ACT, Stage.OBSERVE, Stage.REFLECT, Stage.CLOSED):
        assert actions.move(cycle=made.cycle, by=by, now=NOW) == stage
    again = actions.turn_again(cycle=made.cycle, title="x", question="y", by=cast.mentor, now=NOW)
    assert {one.account_id for one in again.researchers.all()} == {
        cast.mentor.pk, cast.professional.pk
    }  # fmt: skip
    assert again.key_holder != made.cycle.key_holder
    twice = actions.turn_again(cycle=made.cycle, title="x", question="y", by=cast.mentor, now=NOW)
    assert twice == again


def test_who_joins_opens_what_was_given_before(cast):  # noqa: F811
    made = group(cast)
    joined(made.cycle, cast.coordinator, cast.professional)
    assert "MARKED" in opened(made.cycle, made.piece, cast.coordinator)


def settled(made, cast, unit=1, code=None):  # noqa: F811
    """What the group says together of a unit of the piece."""
    return coding.settle(
        evidence=made.piece, unit=unit, code=code or made.word, holds=True, why="She says so.",
        by=cast.mentor.pk, now=NOW,
    )  # fmt: skip


def test_nothing_is_settled_about_a_piece_that_was_taken_back(cast):  # noqa: F811
    made = group(cast)
    settled(made, cast)
    taken_back(made)
    with pytest.raises(uses.NotAgreed):
        settled(made, cast)
    assert not Settled.objects.exists()
    assert queries.held(made.cycle) == []


def test_only_what_the_piece_has_is_settled(cast):  # noqa: F811
    made = group(cast)
    elsewhere = coded(begun(cast.mentor, cast.community), "else", "x", cast.mentor)
    for unit, code in ((-1, made.word), (made.piece.units, made.word), (0, elsewhere)):
        with pytest.raises(coding.NotThere):
            settled(made, cast, unit, code)
    assert not Settled.objects.exists()


def test_who_left_may_come_back_and_counts_since_her_first_day(cast):  # noqa: F811
    made = group(cast)
    hers = made.cycle.researchers.get(account=cast.professional)
    actions.leave(researcher=hers, by=cast.mentor, private_key=key_of(cast.mentor), now=NOW)
    assert queries.researcher(made.cycle, hers.pk) is None
    assert queries.standing(made.cycle).researchers == 1
    with pytest.raises(Locked):
        actions.join(
            cycle=made.cycle, newcomer=cast.coordinator, by=cast.professional,
            private_key=key_of(cast.professional), now=NOW,
        )  # fmt: skip
    with pytest.raises(Locked):
        actions.leave(
            researcher=made.cycle.researchers.get(account=cast.mentor), by=cast.mentor,
            private_key=key_of(cast.mentor), now=NOW,
        )  # fmt: skip
    made.cycle.refresh_from_db()
    again = joined(made.cycle, cast.professional, cast.mentor)
    assert (again.pk, again.since, again.until) == (hers.pk, hers.since, None)
    assert "MARKED" in opened(made.cycle, made.piece, cast.professional)


def test_an_answer_that_is_sent_again_is_one_answer_also_with_another_mark(cast):  # noqa: F811
    row = found(begun(cast.mentor, cast.community), cast.mentor)
    one = answered(row)
    assert answered(row, "other words", one.pk) == one
    with pytest.raises(findings.OtherWords):
        answered(row, "other words")
    assert row.answers.count() == 1
