"""Opening, inviting, keeping what is unfinished, sending, closing.

What staff do is journalled. What a respondent does is not: a line with its moment would tell when
an anonymous answer came (docs/decisions/0014-answers-without-names.md).
"""

import json
import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.surveys.answering import drafts, keys, rules
from communitylinkage.surveys.answering.coding import Coded, coded
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.links import with_place
from communitylinkage.surveys.answering.loading import form_of, hindrance
from communitylinkage.surveys.answering.models import (
    Collection,
    Invitation,
    Submission,
    Unfinished,
    UnfinishedFile,
)
from communitylinkage.surveys.answering.rules import IncompleteError, NotTakenError, State
from communitylinkage.surveys.answering.taking import check_taking, note, note_in
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.rules import State as VersionState
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import decrypt, encrypt
from communitylinkage.vault.models import Holder

# Words by place; files by place, each with its record, name and type.
Opened = tuple[dict[str, str], dict[str, dict[str, str]]]


@transaction.atomic
def open_collection(*, version: Version, team: Iterable[Holder], anonymous: bool, editable: bool,
                    closes: datetime | None, by: UUID, now: datetime,
                    opens: datetime | None = None, link_scope: UUID | None = None,
                    languages: Iterable[str] = ()) -> Collection:  # fmt: skip
    """Opens a published version for answers.

    Args:
        team: to whom free text and files are sealed.
        closes: when it closes by itself; None: when somebody closes it.
        opens: from when answers are taken; None: from now on.
        link_scope: the same for collections whose answers may be linked by a code of one's own
            (a question called ``own_code``).
        languages: those of the form that are offered, by their keys; none: all of them.

    Raises:
        NotAllowedError: anonymous and editable together, or an empty team.
        NotTakenError: the version is not published, or nobody could answer it.
    """
    holders = [str(one.pk) for one in team]
    rules.check_promise(anonymous=anonymous, editable=editable, team=len(holders))
    published = Version.objects.filter(pk=version.pk, state=VersionState.PUBLISHED).exists()
    if not published or hindrance(version):
        raise NotTakenError
    row = Collection.objects.create(
        version=version, opens=opens or now, closes=closes, anonymous=anonymous, editable=editable,
        team=holders, link_scope=link_scope, languages=list(languages), blanks=True,
    )  # fmt: skip
    note(row, "collection.opened", row.pk, by, now)
    return row


@transaction.atomic
def invite(*, collection: Collection, group: dict[str, str], by: UUID, now: datetime,
           token: str = "") -> tuple[Invitation, str]:  # fmt: skip
    """One invitation and its token, which is nowhere else: show or send it now.

    Args:
        group: codes that response rates go by, such as ``{"country": "es", "kind": "service"}``.
        token: of `keys.new_token`, where it was sent already, or one that whoever asks can make
            again; none: a new one.

    Raises:
        NotAllowedError: the group holds something that is no code.
        NotTakenError: the collection is closed.
    """
    rules.check_group(group)
    check_taking(collection, now, also_before=True)
    token = token or keys.new_token()
    row = Invitation.objects.create(collection=collection, tag=keys.tag_of(token), group=group)
    note(collection, "collection.invited", collection.pk, by, now)
    return row, token


@transaction.atomic
def reschedule(*, collection: Collection, closes: datetime, by: UUID, now: datetime) -> Collection:
    """Closes later than was said, or earlier, but not in the past.

    Raises:
        NotTakenError: it is closed, or would be at once.
    """
    row = Collection.objects.select_for_update().get(pk=collection.pk)
    if row.closed is not None or closes <= now:
        raise NotTakenError
    row.closes = closes
    row.save(update_fields=["closes"])
    note(row, "collection.rescheduled", row.pk, by, now)
    return row


@transaction.atomic
def keep(*, invitation: Invitation, token: str, draft: Draft, now: datetime,
         files: Mapping[str, bytes] | None = None) -> Draft:  # fmt: skip
    """Keeps what is unfinished, readable with the token only. The same again is harmless.

    Args:
        files: new files by their id in `draft.files`; those that the draft no longer names go.

    Raises:
        FullError: she came through an open link, and others took its last place meanwhile.
        NotTakenError: no answers are taken now, or they were sent and cannot be changed.
    """
    row = _held(invitation, now)
    if row.state == State.FINISHED and not row.collection.editable:
        raise NotTakenError
    if row.state == State.OPEN and row.link_id is not None:
        with_place(row.link_id)
    key = keys.key_of(token)
    kept, _new = Unfinished.objects.update_or_create(
        invitation=row, defaults={"state": drafts.sealed(draft, key)}
    )
    for number, content in (files or {}).items():
        UnfinishedFile.objects.create(pk=number, unfinished=kept, content=encrypt(key, content))
    named = [one.id for one in draft.files.values()]
    kept.files.exclude(pk__in=named).delete()
    if row.state == State.OPEN:
        row.state = State.BEGUN
        row.save(update_fields=["state"])
    return draft


@transaction.atomic
def submit(*, invitation: Invitation, token: str, now: datetime, language: str = "") -> Submission:
    """Evaluates everything again and keeps the answers: codes to count, the rest sealed.

    Where the collection is anonymous the draft goes and nothing leads from the answer to the
    invitation; where it is editable the draft stays until it closes, and sending again replaces.

    Raises:
        NotTakenError: no answers are taken now, or they were sent and cannot be changed.
        IncompleteError: something stands in the way.
        communitylinkage.vault.keys.Locked: there is no draft, or it is not this token's.
    """
    row = _held(invitation, now)
    collection = row.collection
    if row.state == State.FINISHED and not collection.editable:
        raise NotTakenError
    draft = opened(invitation=row, token=token)
    form = form_of(collection.version)
    answers = form.start(now=now, saved=draft.engine)
    done = answers.finish(now, language)
    if done.problems:
        raise IncompleteError(done.problems)
    parts = coded(form, done.values, anonymous=collection.anonymous, blanks=collection.blanks)
    before = None if collection.anonymous else Submission.objects.filter(invitation=row).first()
    if before is not None:
        _forget_texts([before])
    fresh = _fresh(row, parts, _files(row, token, draft, parts), now)
    if before is not None:
        fresh.pk = before.pk
    fresh.save(force_insert=before is None, force_update=before is not None)
    row.state = State.FINISHED
    row.save(update_fields=["state"])
    if not collection.editable:
        Unfinished.objects.filter(invitation=row).delete()
    return fresh


@transaction.atomic
def forget(*, invitation: Invitation, now: datetime) -> None:
    """Throws away what is unfinished: her own act. What was sent before stays.

    Raises:
        NotTakenError: no answers are taken now.
    """
    row = _held(invitation, now)
    Unfinished.objects.filter(invitation=row).delete()
    if row.state == State.BEGUN:
        row.state = State.OPEN
        row.save(update_fields=["state"])


def opened(*, invitation: Invitation, token: str) -> Draft:
    """What is unfinished, with its token.

    Raises:
        communitylinkage.vault.keys.Locked: there is none, or it is another token's.
    """
    row = Unfinished.objects.filter(invitation=invitation).first()
    return drafts.opened(bytes(row.state) if row else b"", keys.key_of(token))


def _files(row: Invitation, token: str, draft: Draft, parts: Coded) -> dict[str, dict[str, str]]:
    """Seals each file to the team; what is told about it stands with the sealed texts."""
    team, told = _team(row.collection), {}
    for place in parts.files:
        kept = draft.files.get(place)
        file = kept and UnfinishedFile.objects.filter(pk=kept.id, unfinished=row.pk).first()
        if kept and file:
            plain = decrypt(keys.key_of(token), bytes(file.content))
            sealed = vault.seal(plain=plain, holders=team, released=team)
            told[place] = {"record": str(sealed.pk), "name": kept.name, "type": kept.type}
    return told


def _fresh(
    row: Invitation, parts: Coded, files: dict[str, dict[str, str]], now: datetime
) -> Submission:
    collection, team = row.collection, _team(row.collection)
    texts = None
    if parts.texts or files:
        paper = json.dumps({"texts": parts.texts, "files": files}, ensure_ascii=False).encode()
        texts = vault.seal(plain=paper, holders=team, released=team).pk
    scope = collection.link_scope
    return Submission(
        collection=collection,
        invitation=None if collection.anonymous else row,
        group=row.group,
        answers=parts.answers,
        texts=texts,
        files=[one["record"] for one in files.values()],
        link_tag=keys.link_tag(parts.own_code, scope) if scope else "",
        day=None if collection.anonymous else now.date(),
    )


@transaction.atomic
def close_collection(*, collection: Collection, by: UUID, now: datetime) -> Collection:
    """Closes: drafts go, and anonymous answers are rewritten in another order a last time.

    Raises:
        NotTakenError: it is closed already.
    """
    row = Collection.objects.select_for_update().get(pk=collection.pk)
    if row.closed is not None:
        raise NotTakenError
    row.closed = now
    row.save(update_fields=["closed"])
    Unfinished.objects.filter(invitation__collection=row).delete()
    # Who only opened the link asked for nothing, and nobody invited her.
    Invitation.objects.filter(collection=row, by_link=True, state=State.OPEN).delete()
    mix(collection=row)
    note(row, "collection.closed", row.pk, by, now)
    return row


@transaction.atomic
def mix(*, collection: Collection) -> int:
    """Writes anonymous answers anew in a random order; returns how many. Their ids stay.

    A database also remembers in which order, and in which transaction, rows were written: whoever
    steals it could lay the last finished invitation beside the last answer. Fewer than
    `rules.MIXED_FROM` wait for more, but at the end.
    """
    if not collection.anonymous:
        return 0
    waiting = Submission.objects.filter(collection=collection, mixed=False)
    rows = list(waiting.select_for_update())
    if not rows or (len(rows) < rules.MIXED_FROM and collection.closed is None):
        return 0
    order = random.SystemRandom()
    order.shuffle(rows)
    # Without the cascade: what refers to an answer stays, because the answer comes back at once
    # under the same id, before the constraints are looked at (they are deferred).
    waiting._raw_delete(waiting.db)
    vault.mix(records=[UUID(str(one)) for row in rows for one in (row.texts, *row.files) if one])
    for row in rows:
        row.mixed = True
    Submission.objects.bulk_create(rows, batch_size=500)
    # The invitations too: else each still carries the transaction in which it was finished.
    finished = Invitation.objects.filter(collection=collection, state=State.FINISHED)
    finished.update(state=State.FINISHED)
    return len(rows)


def sweep(*, now: datetime) -> int:
    """The clock: closes what is over, and rewrites anonymous answers; returns how many moved."""
    moved = 0
    over = Collection.objects.filter(closed__isnull=True, closes__lte=now)
    for row in over:
        close_collection(collection=row, by=row.pk, now=now)
        moved += 1
    for row in Collection.objects.filter(anonymous=True, submissions__mixed=False).distinct():
        moved += mix(collection=row)
    return moved


def read_texts(
    *, submission: Submission, organisation: UUID, holder: UUID, private_key: bytes, by: UUID,
    now: datetime,
) -> Opened:  # fmt: skip
    """Journals, then opens the free text of one answer: words by place, files by place.

    Raises:
        communitylinkage.vault.keys.Locked: the holder is not of the team, or it is not its key.
    """
    if submission.texts is None:
        return {}, {}
    with transaction.atomic():
        note_in(organisation, "answers.read", submission.collection_id, by, now)
        plain = vault.open_record(record=submission.texts, holder=holder, private_key=private_key)
    told = json.loads(plain)
    return told["texts"], told["files"]


@transaction.atomic
def erase(*, collection: Collection, by: UUID, now: datetime) -> None:
    """Forgets a collection with all its answers, what is sealed first."""
    note(collection, "collection.erased", collection.pk, by, now)
    _forget_texts(Submission.objects.filter(collection=collection))
    collection.delete()


@transaction.atomic
def take_back(*, invitations: Iterable[UUID]) -> None:
    """Forgets answers that bear an invitation, what is unfinished of them, and the invitations.
    Anonymous ones cannot be found: they stay."""
    found = list(invitations)
    rows = Submission.objects.filter(invitation__in=found)
    _forget_texts(rows)
    rows.delete()
    Invitation.objects.filter(pk__in=found).delete()


def _forget_texts(rows: Iterable[Submission]) -> None:
    records = [UUID(str(one)) for row in rows for one in (row.texts, *row.files) if one]
    vault.erase(records=records)


def _team(collection: Collection) -> list[Holder]:
    return list(Holder.objects.filter(pk__in=collection.team))


def _held(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation, held until the transaction ends, while answers are taken."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("collection__version")
    row = rows.filter(pk=invitation.pk).first()
    if row is None:
        raise NotTakenError
    check_taking(row.collection, now)
    return row
