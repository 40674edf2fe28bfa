"""Anonymous means it: a stolen database leads from no answer to a link, and opens no draft."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, key_of  # noqa: F401
from communitylinkage.surveys.answering import actions, keys, queries
from communitylinkage.surveys.answering.models import (
    Invitation,
    Submission,
    Unfinished,
    UnfinishedFile,
)
from communitylinkage.surveys.answering.rules import NotAllowedError
from communitylinkage.surveys.answering.tests.cast import begin, collection_of, invited
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, LockHalf

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
MARK = "PLANTEDMARK"


def everything():
    """All rows of both databases, as a thief reads them."""
    found = {}
    for alias in ("default", "locks"):
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                found[f"{alias}.{table}"] = [
                    tuple(bytes(c) if isinstance(c, memoryview) else c for c in row)
                    for row in cursor.fetchall()
                ]
    return found


def text_of(rows):
    return "\n".join(
        cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
        for row in rows
        for cell in row
    )


def all_text():
    return "\n".join(text_of(rows) for rows in everything().values())


def read(cast, row, post, key):  # noqa: F811
    """The words and files of an answer, as the holder of this key opens them."""
    return actions.read_texts(
        submission=row, organisation=cast.service.pk, holder=post, private_key=key,
        by=cast.professional.pk, now=timezone.now(),
    )  # fmt: skip


def opened(cast, row):  # noqa: F811
    """The same, as somebody of the team opens them."""
    post, holder = cast.service.post.key_holder, cast.professional.key_holder
    hers = key_of(cast.professional)
    return read(cast, row, post, vault.open_post_key(post=post, member=holder, private_key=hers))


def answered(cast, collection, text=MARK, **group):  # noqa: F811
    row, token = invited(cast, collection, **group)
    filler = begin(token, text=text)
    filler.to_the_end()
    filler.post("send")
    assert "Your answers were sent" in filler.page
    return row, token


def test_nothing_that_is_stored_with_an_answer_is_stored_with_its_link(cast):  # noqa: F811
    collection = collection_of(cast)
    row, token = answered(cast, collection, country="es")
    sent = Submission.objects.get()
    row.refresh_from_db()
    assert (sent.invitation, sent.day, row.state) == (None, None, "finished")
    told = everything()
    assert token not in all_text()
    answers = {name: rows for name, rows in told.items() if name.endswith("_submission")}
    assert len(answers) == 1
    vaults = {name: rows for name, rows in told.items() if "vault_" in name}
    for rows in (answers | vaults).values():
        whole = text_of(rows).replace("-", "")
        assert keys.tag_of(token) not in whole
        assert row.pk.hex not in whole
    links = text_of(
        [line for name, lines in told.items() if "invitation" in name for line in lines]
    )
    for known in (sent.pk, sent.texts, *sent.files):
        assert str(known).replace("-", "") not in links.replace("-", "")
    assert not Unfinished.objects.exists()
    assert not UnfinishedFile.objects.exists()


def test_no_time_is_stored_when_an_anonymous_answer_comes(cast):  # noqa: F811
    collection = collection_of(cast)
    _row, token = invited(cast, collection)
    before = set(all_text().split("\n"))
    filler = begin(token)
    filler.to_the_end()
    filler.post("send")
    now = timezone.now()
    fresh = "\n".join(set(all_text().split("\n")) - before)
    assert fresh
    for minute in (now, now - timedelta(minutes=1)):
        assert minute.strftime("%Y-%m-%d") not in fresh
        assert minute.strftime("%H:%M") not in fresh
    assert "moment" not in Submission.objects.get().answers
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    texts, _files = opened(cast, Submission.objects.get())
    assert "moment" not in texts


def test_a_stolen_database_opens_no_draft_and_reads_no_free_text(cast):  # noqa: F811
    collection = collection_of(cast)
    _row, token = invited(cast, collection)
    filler = begin(token, text=MARK)
    filler.to_the_end()
    assert MARK in filler.page
    assert MARK not in all_text()
    assert "PLACEMARK" not in all_text()
    _other, stranger = invited(cast, collection)
    kept = bytes(Unfinished.objects.get().state)
    with pytest.raises(Locked):
        actions.drafts.opened(kept, keys.key_of(stranger))
    assert MARK in actions.drafts.opened(kept, keys.key_of(token)).engine
    filler.post("send")
    assert MARK not in all_text()
    assert "PLACEMARK" not in all_text()


def test_free_text_and_files_open_for_the_team_only_and_each_opening_is_journalled(cast):  # noqa: F811
    collection = collection_of(cast)
    answered(cast, collection, country="es")
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    row = Submission.objects.get()
    texts, files = opened(cast, row)
    assert texts["first/words"] == MARK
    assert texts["echo"] == "m" + MARK  # a calculation that repeats words is words
    (file,) = files.values()
    assert (file["name"], file["type"]) == ("home.png", "image/png")
    assert Line.objects.filter(act="answers.read").count() == 1
    with pytest.raises(Locked):
        read(cast, row, cast.other.post.key_holder, bytes(32))


def test_answers_hold_codes_and_numbers_only(cast):  # noqa: F811
    answered(cast, collection_of(cast))
    sent = Submission.objects.get()
    assert sent.answers == {"first/children": "y", "first/how_many": 3, "twice": 6}
    assert MARK not in json.dumps(sent.answers)


def test_the_code_of_ones_own_becomes_a_tag_that_only_the_same_study_gives_again(cast):  # noqa: F811
    study = uuid.uuid4()
    for scope in (study, study, uuid.uuid4(), None):
        answered(cast, collection_of(cast, link_scope=scope))
    tags = [one.link_tag for one in Submission.objects.all()]
    assert sorted(map(tags.count, tags)) == [1, 1, 2, 2]
    assert "" in tags
    assert MARK not in all_text()


def test_order_and_transaction_of_rows_tell_nothing_once_they_are_mixed(cast):  # noqa: F811
    collection = collection_of(cast)
    for number in range(5):
        answered(cast, collection, text=f"text{number}")
    before = {row.pk for row in Submission.objects.all()}
    grants, halves = Grant.objects.count(), LockHalf.objects.count()
    assert actions.mix(collection=collection) == 5
    assert {row.pk for row in Submission.objects.all()} == before
    assert (Grant.objects.count(), LockHalf.objects.count()) == (grants, halves)
    orders = {"default.surveys_submission": set(), "default.vault_record": set(),
              "default.vault_grant": set(), "locks.vault_lockhalf": set()}  # fmt: skip
    for _try in range(12):
        Submission.objects.update(mixed=False)
        actions.mix(collection=collection)
        rows = everything()
        for table, found in orders.items():
            found.add(tuple(str(row[0]) for row in rows[table]))
    assert all(len(found) > 6 for found in orders.values()), "some stand in one order always"
    texts = {opened(cast, row)[0]["first/words"] for row in Submission.objects.all()}
    assert texts == {f"text{number}" for number in range(5)}


def test_what_refers_to_an_answer_stays_when_it_is_mixed(cast):  # noqa: F811
    collection = collection_of(cast)
    answered(cast, collection)
    row = Submission.objects.get()
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    assert Submission.objects.get().pk == row.pk
    for alias in ("default", "locks"):
        connections[alias].check_constraints()


def test_nobody_sees_one_anonymous_answer_come_alone(cast):  # noqa: F811
    collection = collection_of(cast)
    for number in range(5):
        assert list(queries.submissions(collection)) == []
        assert not queries.readable(collection).exists()
        answered(cast, collection, text=f"text{number}")
    actions.sweep(now=timezone.now())
    assert len(list(queries.submissions(collection))) == 5


def test_few_answers_wait_for_more_before_they_are_mixed_but_not_after_closing(cast):  # noqa: F811
    collection = collection_of(cast)
    answered(cast, collection)
    assert actions.sweep(now=timezone.now()) == 0
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    assert Submission.objects.get().mixed


def test_anonymous_answers_are_never_promised_to_open_again(cast):  # noqa: F811
    with pytest.raises(NotAllowedError):
        collection_of(cast, anonymous=True, editable=True)


def test_a_group_is_made_of_codes(cast):  # noqa: F811
    collection = collection_of(cast)
    for group in ({"name": "Maria Lopez"}, {"e-mail": "a"}, {"kind": "a@b.org"}):
        with pytest.raises(NotAllowedError):
            invited(cast, collection, **group)
    assert not Invitation.objects.exists()


def test_what_stands_in_an_address_is_no_cookie_and_in_no_page_title(cast):  # noqa: F811
    collection = collection_of(cast)
    _row, token = invited(cast, collection)
    filler = begin(token)
    assert not filler.client.cookies
    assert "<title>Information</title>" in filler.page
    answer = filler.client.get(reverse("answer", args=[token]))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
