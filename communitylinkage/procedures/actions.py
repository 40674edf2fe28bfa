"""Drafts are made, changed, mended; what others wrote is taken over with its trail."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation
from communitylinkage.procedures import queries, starting
from communitylinkage.procedures.graph import document, mending
from communitylinkage.procedures.graph.findings import Finding
from communitylinkage.procedures.graph.values import Procedure as Graph
from communitylinkage.procedures.graph.values import said, spoken_in
from communitylinkage.procedures.models import Adoption, Party, Procedure, Version
from communitylinkage.procedures.rules import RefusedError, State, Why


def written(start: starting.Start, besides: Iterable[str] = ()) -> Graph:
    """A start with its words in each language of the interface.

    Args:
        besides: further languages, as far as there are words in them (`starting/told`).
    """

    def say(text: str, language: str) -> str:
        with translation.override(language):
            return translation.gettext(text)

    languages = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *besides])
    told = starting.translated(start.procedure, tuple(languages), say)
    drafts = import_string(settings.DRAFT_LANGUAGES)()
    return replace(told, drafts=tuple(one for one in spoken_in(told) if one in drafts))


@transaction.atomic
def begin(*, organisation: UUID, graph: Graph, by: UUID, now: datetime) -> Version:
    """A new procedure with a first draft."""
    row = Procedure.objects.create(organisation_id=organisation, made_at=now)
    version = Version(procedure=row, number=1, made_at=now)
    _write(version, graph)
    _journal(row, "procedure.begun", version.pk, by, now)
    return version


@transaction.atomic
def change(*, version: Version, graph: Graph, by: UUID, now: datetime) -> Version:
    """Another text of a draft.

    Raises:
        RefusedError: it is no draft (any more).
    """
    row = _draft(version)
    _write(row, graph)
    _journal(version.procedure, "procedure.changed", row.pk, by, now)
    return row


@transaction.atomic
def mend(*, version: Version, finding: Finding, by: UUID, now: datetime) -> Version:
    """Does what a finding proposes, if it is still found.

    Raises:
        RefusedError: it is no draft, or says something else by now.
    """
    row = _draft(version)
    if finding not in queries.findings(row, now):
        raise RefusedError(Why.NOT_NOW)
    _write(row, mending.apply(row.value, finding.mend))
    _journal(version.procedure, "procedure.mended", row.pk, by, now)
    return row


@transaction.atomic
def again(*, version: Version, by: UUID, now: datetime) -> Version:
    """A new draft with the text of a version.

    Raises:
        RefusedError: there is a draft or a proposal already.
    """
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    rows = Version.objects.filter(procedure=version.procedure_id)
    if rows.filter(state__in=[State.DRAFT, State.PROPOSED, State.SIGNED]).exists():
        raise RefusedError(Why.NOT_NOW)
    number = max(rows.values_list("number", flat=True)) + 1
    new = Version(procedure=version.procedure, number=number, made_at=now)
    _write(new, version.value)
    for code, organisation in queries.parties(version).items():
        Party.objects.create(version=new, code=code, organisation=organisation)
    _journal(version.procedure, "procedure.begun_again", new.pk, by, now)
    return new


@transaction.atomic
def name_parties(*, version: Version, named: dict[str, Organisation | None], by: UUID,
                 now: datetime) -> None:  # fmt: skip
    """Says which organisation each party is; only while it is a draft.

    Raises:
        RefusedError: it is no draft.
    """
    row = _draft(version)
    Party.objects.filter(version=row).delete()
    for code, organisation in named.items():
        if organisation:
            Party.objects.create(version=row, code=code, organisation=organisation)
    _journal(version.procedure, "procedure.parties_named", row.pk, by, now)


@transaction.atomic
def offer(*, procedure: Procedure, offered: bool, by: UUID, now: datetime) -> None:
    """Lets others take it over while it is in force, or no longer."""
    Procedure.objects.filter(pk=procedure.pk).update(offered=offered)
    _journal(procedure, "procedure.offered" if offered else "procedure.kept_back", procedure.pk,
             by, now)  # fmt: skip


@transaction.atomic
def take_over(*, source: Version, organisation: UUID, by: UUID, now: datetime) -> Version:
    """A draft of one's own with another's text. Its promises were others': they stay behind."""
    value = source.value
    bare = replace(value, parties=tuple(replace(one, promises=()) for one in value.parties))
    new = begin(organisation=organisation, graph=bare, by=by, now=now)
    keeper = source.procedure.organisation
    Adoption.objects.create(
        procedure=new.procedure, source=source.procedure_id, source_name=keeper.name,
        source_country=keeper.country, source_version=source.number, graph=source.graph,
        made_at=now,
    )  # fmt: skip
    return new


@transaction.atomic
def bring(*, graph: Graph, organisation: UUID, by: UUID, now: datetime) -> Version:
    """A draft from a file, with the file's text as its trail."""
    new = begin(organisation=organisation, graph=graph, by=by, now=now)
    Adoption.objects.create(
        procedure=new.procedure, source_name=said(graph.title, "en")[:200],
        graph=document.to_json(graph), made_at=now,
    )  # fmt: skip
    return new


def _draft(version: Version) -> Version:
    row = Version.objects.select_for_update().get(pk=version.pk)
    if row.state != State.DRAFT:
        raise RefusedError(Why.CHANGED)
    return row


def _write(row: Version, graph: Graph) -> None:
    row.graph = document.to_json(document.read(document.to_json(graph)))
    row.titles = "\n".join(text for _language, text in graph.title)
    row.save()
    # A party that is gone signs nothing.
    codes = [one.code for one in graph.parties]
    Party.objects.filter(version=row).exclude(code__in=codes).delete()


def _journal(procedure: Procedure, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=procedure.organisation_id, act=act, by=by, reference=str(reference),
           now=now)  # fmt: skip
