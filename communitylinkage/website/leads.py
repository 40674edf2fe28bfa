"""What a finding of research may lead to: published practices, needs, procedures of the viewer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.people.access import Viewer
from communitylinkage.practices import queries as practices
from communitylinkage.practices import telling
from communitylinkage.practices.wording import TOPIC_CHOICES
from communitylinkage.procedures import queries as procedures
from communitylinkage.procedures.rules import State
from communitylinkage.research.leading import Lead


def leads(viewer: Viewer | None) -> list[Lead]:
    """For a viewer also the procedures in force that she sees; None: the public."""
    return [*_practices(), *_needs(), *(_procedures(viewer) if viewer else [])]


def _practices() -> list[Lead]:
    kind = _("Practice")
    rows = practices.versions_of(practices.matching("", []))
    return [
        Lead(f"practice:{reference}", kind, telling.told(row).title,
             reverse("practice", args=[reference]))
        for row in rows
        for reference in (row.practice.reference,)
    ]  # fmt: skip


def _needs() -> list[Lead]:
    """A need leads to the practices that answer it."""
    kind, where = _("Need"), reverse("practices")
    return [
        Lead(f"need:{code}", kind, str(words), f"{where}?topic={code}")
        for code, words in TOPIC_CHOICES
    ]


def _procedures(viewer: Viewer) -> list[Lead]:
    kind = _("Procedure")
    return [
        Lead(f"procedure:{row.procedure_id}", kind, row.title,
             reverse("procedure", args=[row.procedure_id]))
        for row in procedures.latest(viewer)
        if row.state == State.IN_FORCE
    ]  # fmt: skip
