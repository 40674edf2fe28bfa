"""A workbook waits, becomes a draft, is published, retired; its words are mended."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.actions import record
from communitylinkage.surveys import media, rules
from communitylinkage.surveys.answering.loading import hindrance
from communitylinkage.surveys.media import Taken
from communitylinkage.surveys.models import ChoiceFile, Incoming, Questionnaire, Version
from communitylinkage.surveys.rules import NotNowError, State
from communitylinkage.surveys.xlsform.converting import Converted, convert
from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets
from communitylinkage.surveys.xlsform.wording import languages, mended, with_language, words


@transaction.atomic
def keep(*, organisation: UUID, questionnaire: Questionnaire | None, title: str, sheets: Sheets,
         files: dict[str, str], by: UUID, now: datetime,
         brought: Mapping[str, Taken] | None = None) -> Incoming:  # fmt: skip
    """Keeps the rows of a workbook without faults until she says yes; her earlier one goes.

    Args:
        brought: pictures, sounds and films that came along, by the names in the workbook.
    """
    Incoming.objects.filter(by=by).delete()
    row = Incoming.objects.create(
        organisation_id=organisation, questionnaire=questionnaire, title=title, sheets=sheets,
        files=files, by=by, made_at=now,
    )  # fmt: skip
    media.wait_with(row, brought or {})
    _journal(organisation, "questionnaire.brought", row.pk, by, now)
    return row


@transaction.atomic
def import_draft(*, incoming: Incoming, by: UUID, now: datetime) -> Version:
    """Makes a draft of what waits, without its refused questions: she has seen them and said yes.

    Raises:
        NotNowError: it cannot be converted, or was taken in already.
    """
    waiting = Incoming.objects.select_for_update().filter(pk=incoming.pk).first()
    made = convert_waiting(waiting) if waiting else None
    if waiting is None or made is None or not made.stands:
        raise NotNowError("import")
    to = waiting.questionnaire or Questionnaire.objects.create(
        organisation_id=waiting.organisation_id, title=waiting.title, made_at=now
    )
    version = _add(to, made, made.problems, now)
    for name, text in waiting.files.items():
        ChoiceFile.objects.create(version=version, name=name, text=text)
    waiting.media.update(version=version, incoming=None)
    waiting.delete()
    _journal(to.organisation_id, "questionnaire.imported", version.pk, by, now)
    return version


@transaction.atomic
def take(*, organisation: UUID, title: str, sheets: Sheets, by: UUID, now: datetime) -> Version:
    """Makes a draft of a ready form, which needs no yes because nothing of it is refused.

    Raises:
        NotNowError: it cannot be converted, or only without some of its questions.
    """
    made = convert(sheets)
    if not made.stands or any(one.weight == Weight.REFUSED for one in made.problems):
        raise NotNowError("take")
    to = Questionnaire.objects.create(organisation_id=organisation, title=title, made_at=now)
    version = _add(to, made, made.problems, now)
    _journal(organisation, "questionnaire.taken", version.pk, by, now)
    return version


@transaction.atomic
def move(*, version: Version, act: str, by: UUID, now: datetime) -> Version:
    """Publishes or retires; publishing retires the version that was published before.

    Raises:
        NotNowError: its state does not allow it, or nobody could answer it (what `hindrance`
            says).
    """
    Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    row = Version.objects.select_for_update().get(pk=version.pk)
    row.state = rules.after(act, row.state)
    if row.state == State.PUBLISHED:
        if why := hindrance(row):
            raise NotNowError(why)
        others = Version.objects.filter(questionnaire=row.questionnaire_id)
        others.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    row.save(update_fields=["state"])
    code = "questionnaire.published" if act == "publish" else "questionnaire.retired"
    _journal(version.questionnaire.organisation_id, code, row.pk, by, now)
    return row


@transaction.atomic
def mend(*, version: Version, changes: dict[str, str], by: UUID, now: datetime,
         language: str = "") -> Version:  # fmt: skip
    """Keeps other words in a draft: in this one, else in a newer one, else in a new version.

    The rows are read here, behind the lock: somebody else may have kept hers a moment ago.

    Args:
        language: one more to translate into, as it is to be called.

    Raises:
        NotNowError: ("mend") with these words it cannot be converted; ("newer") a newer draft
            stands that has other places for words.
    """
    to = Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    row = _written_in(Version.objects.select_for_update().get(pk=version.pk), changes)
    sheets = with_language(row.sheets, language) if language else row.sheets
    made = converted_again(row, mended(sheets, changes))
    if not made.stands:
        raise NotNowError("mend")
    if row.state == State.DRAFT:
        row.sheets, row.xform, row.itemsets = made.sheets, made.xform, made.itemsets
        row.languages = languages(made.sheets)
        row.save()
    else:
        row = _copied(row, to, made, now)
    _journal(to.organisation_id, "questionnaire.mended", row.pk, by, now)
    return row


def _written_in(row: Version, changes: Iterable[str]) -> Version:
    """Whose words are changed: of a version that stays as it is, the newest draft after it.

    Two who translate one published version would else make a draft each, without the other's words.
    """
    after = Version.objects.filter(questionnaire=row.questionnaire_id, number__gt=row.number)
    draft = after.select_for_update().filter(state=State.DRAFT).order_by("-number").first()
    if row.state == State.DRAFT or draft is None:
        return row
    here, there = ({one.key: replace(one, text="") for one in words(each.sheets)}
                   for each in (row, draft))  # fmt: skip
    if any(here.get(key) != there.get(key) for key in changes):
        raise NotNowError("newer")
    return draft


@transaction.atomic
def add_media(*, version: Version, brought: Mapping[str, Taken], by: UUID,
              now: datetime) -> Version:  # fmt: skip
    """Keeps pictures, sounds and films in this draft; of no draft a new one is made first.

    Raises:
        NotNowError: it cannot be converted.
    """
    to = Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    row = Version.objects.select_for_update().get(pk=version.pk)
    if row.state != State.DRAFT:
        made = converted_again(version, version.sheets, brought)
        if not made.stands:
            raise NotNowError("media")
        row = _copied(version, to, made, now)
    media.put(brought, version=row)
    _journal(to.organisation_id, "questionnaire.media_brought", row.pk, by, now)
    return row


def convert_waiting(waiting: Incoming) -> Converted:
    """Converts what waits, with the files that came along."""
    beside = waiting.media.values_list("name", flat=True)
    return convert(waiting.sheets, files=list(beside), lists=waiting.files)


def converted_again(version: Version, sheets: Sheets, also: Iterable[str] = ()) -> Converted:
    """Converts rows with the files of a version, and with others that are brought now."""
    beside = version.media.values_list("name", flat=True)
    lists = dict(version.files.values_list("name", "text"))
    return convert(sheets, files=[*beside, *also], lists=lists)


def _copied(version: Version, to: Questionnaire, made: Converted, now: datetime) -> Version:
    """A new draft with the files of another version."""
    row = _add(to, made, made.problems, now)
    for file in version.files.all():
        ChoiceFile.objects.create(version=row, name=file.name, text=file.text)
    media.put(media.copied(version.media.all()), version=row)
    return row


def sweep(*, now: datetime) -> int:
    """Deletes what nobody said yes to."""
    gone, _by_table = Incoming.objects.filter(made_at__lt=now - rules.WAITS).delete()
    return gone


def _add(to: Questionnaire, made: Converted, told: list[Problem], now: datetime) -> Version:
    last = Version.objects.filter(questionnaire=to).order_by("-number").first()
    return Version.objects.create(
        questionnaire=to, number=last.number + 1 if last else 1, sheets=made.sheets,
        xform=made.xform, itemsets=made.itemsets, languages=languages(made.sheets),
        accepted=[[one.code, one.sheet, one.row, one.column] for one in told], made_at=now,
    )  # fmt: skip


def _journal(organisation: UUID, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)
