"""What a viewer sees: procedures that her organisation keeps or is a party of, and offered ones."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.procedures import finding_words, rules
from communitylinkage.procedures.graph.checking import check
from communitylinkage.procedures.graph.coverage import Coverage
from communitylinkage.procedures.graph.findings import Finding, Weight
from communitylinkage.procedures.graph.values import Procedure as Graph
from communitylinkage.procedures.models import Comment, Objection, Party, Procedure, Version
from communitylinkage.procedures.presence import coverage_of
from communitylinkage.procedures.rules import State
from communitylinkage.values import marks
from communitylinkage.values.languages import own_name
from communitylinkage.values.today import Today

DISCUSS, KEEP, SIGN = (
    Permission.PROCEDURE_DISCUSS,
    Permission.PROCEDURE_KEEP,
    Permission.PROCEDURE_SIGN,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words. `place`: of it in the list, for its button.

    `beside`: the words of each language that it compares, with its name. `mark`: of the finding and
    these words, so that nobody says yes to what she never saw.
    """

    place: int
    must: bool
    step: str
    name: str
    what: str
    mend: str
    code: str
    mark: str
    beside: tuple[tuple[str, str, str], ...] = ()


def procedures(viewer: Viewer, permission: Permission = DISCUSS) -> QuerySet[Procedure]:
    """Those of her organisations: kept by them, or with them as a party."""
    mine = viewer.organisations_where(permission)
    own = Q(organisation__in=mine)
    if permission == KEEP:
        return Procedure.objects.filter(own)
    shared = Party.objects.filter(organisation__in=mine).values("version__procedure")
    return Procedure.objects.filter(own | Q(pk__in=shared))


def latest(viewer: Viewer, search: str = "") -> list[Version]:
    """The newest version of each that she sees, by title."""
    rows = Version.objects.filter(procedure__in=procedures(viewer)).order_by("procedure", "-number")
    newest: dict[UUID, Version] = {}
    for row in rows.select_related("procedure__organisation"):
        newest.setdefault(row.procedure_id, row)
    bare = search.replace("\x00", "").strip()[:200].casefold()
    found = [row for row in newest.values() if bare in row.titles.casefold()]
    return sorted(found, key=lambda row: (row.title.casefold(), str(row.pk)))


def binding(rows: list[Version]) -> dict[UUID, Version]:
    """By procedure, the version that is in force or suspended beside a newer one."""
    held = Version.objects.filter(
        procedure__in=[row.procedure_id for row in rows], state__in=rules.BINDING
    ).exclude(pk__in=[row.pk for row in rows])
    return {row.procedure_id: row for row in held}


def counted(version: Version) -> Version | None:
    """Of which version there are figures: of its own, and beside a draft of the one that binds."""
    if version.in_force_at:
        return version
    rows = Version.objects.filter(procedure=version.procedure_id, state__in=rules.BINDING)
    return rows.first()


def happened(version: Version, step: str, now: datetime) -> list[str]:
    """What became of a step in the version that binds, in words; told by who counts it."""
    held = counted(version)
    if held is None:
        return []
    told: list[str] = import_string(settings.STEP_FIGURES)(version=held, step=step, now=now)
    return told


def may_begin_again(version: Version) -> bool:
    """Whether a new version can be made of it: it binds, and none newer is there."""
    newer = Version.objects.filter(procedure=version.procedure_id, number__gt=version.number)
    return rules.binds(version.state) and not newer.exists()


def offered(viewer: Viewer) -> QuerySet[Version]:
    """Procedures in force that others offer: she may take them over."""
    rows = Version.objects.filter(state=State.IN_FORCE, procedure__offered=True)
    others = rows.exclude(procedure__in=procedures(viewer))
    return others.select_related("procedure__organisation").order_by("made_at")


def offered_version(viewer: Viewer, procedure: UUID) -> Version | None:
    """One that she may take over: offered by others, or in force and hers to see."""
    rows = Version.objects.filter(state=State.IN_FORCE, procedure=procedure)
    may = Q(procedure__offered=True) | Q(procedure__in=procedures(viewer))
    return rows.filter(may).select_related("procedure__organisation").first()


def version(viewer: Viewer, procedure: UUID, number: int = 0,
            permission: Permission = DISCUSS) -> Version | None:  # fmt: skip
    """A version of one that she sees; the newest where no number is given."""
    rows = Version.objects.filter(procedure__in=procedures(viewer, permission))
    rows = rows.filter(procedure=procedure).select_related("procedure__organisation")
    if number:
        rows = rows.filter(number=min(number, 2**31 - 1))
    return rows.first()


def speaks_for(viewer: Viewer, version: Version) -> UUID | None:
    """The organisation for which she speaks about it: a party first, else its keeper."""
    mine = viewer.organisations_where(DISCUSS)
    rows = Party.objects.filter(version=version, organisation__in=mine)
    party = rows.order_by("organisation").values_list("organisation", flat=True).first()
    keeper = version.procedure.organisation_id
    return party or (keeper if keeper in mine else None)


def hers(viewer: Viewer, version: Version, act: rules.Act) -> list[Organisation]:
    """The parties for which she can sign now, or take a signature back; she may speak for several.

    Those that have signed already wait for nothing, and those that have not take nothing back.
    """
    mine = viewer.organisations_where(SIGN)
    missing = {one.pk for one in missing_signatures(version)}
    ours = [one for one in dict.fromkeys(parties(version).values()) if one.pk in mine]
    found = [one for one in ours if (one.pk in missing) == (act == rules.Act.SIGN)]
    return sorted(found, key=lambda one: (one.name, str(one.pk)))


def keeps(viewer: Viewer, version: Version) -> bool:
    """Whether she may change it."""
    return version.procedure.organisation_id in viewer.organisations_where(KEEP)


def parties(version: Version) -> dict[str, Organisation]:
    """The organisation of each party that has one."""
    rows = Party.objects.filter(version=version).select_related("organisation")
    return {row.code: row.organisation for row in rows}


def names(version: Version) -> dict[str, str]:
    """What the organisation of each party is called."""
    return {code: one.name for code, one in parties(version).items()}


def coverage(version: Version, now: datetime) -> Coverage:
    """Who is there when, from the directory and the mentors."""
    return coverage_of(parties(version), now)


def findings(version: Version, now: datetime) -> list[Finding]:
    """What the checks find."""
    return check(version.value, coverage(version, now))


def shown(version: Version, found: list[Finding]) -> list[Shown]:
    """Findings in words, what has to be mended first."""
    value, language = version.value, get_language() or "en"
    told = []
    for place, one in enumerate(found):
        step = finding_words.step_of(value, one)
        told.append(
            Shown(
                place=place,
                must=one.weight == Weight.MUST,
                step=step.code if step else "",
                name=finding_words.place_of(value, one, language),
                what=finding_words.finding_said(one),
                mend=finding_words.mend_said(value, one.mend, language),
                code=one.code,
                mark=mark_of(value, one),
                beside=tuple(
                    (code, own_name(code), text)
                    for code, text in finding_words.compared(value, one)
                    if text
                ),
            )
        )
    return sorted(told, key=lambda one: not one.must)


def mark_of(value: Graph, finding: Finding) -> str:
    """A mark of a finding and of the words that it compares."""
    told = [finding.code, *finding.args, *finding_words.compared(value, finding)]
    return marks.mark_of(told)


def text_of(version: Version) -> str:
    """A mark of all that is signed: another word, step or organisation makes another mark."""
    named = {code: str(one.pk) for code, one in parties(version).items()}
    told = json.dumps([version.graph, named], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()


def missing_signatures(version: Version) -> list[Organisation]:
    """Parties whose signature is not there."""
    signed = set(version.signatures.filter(taken_back=None).values_list("organisation", flat=True))
    return [one for one in dict.fromkeys(parties(version).values()) if one.pk not in signed]


def comments(version: Version) -> dict[str, list[Comment]]:
    """What was said, by step; the empty code is the whole."""
    found = defaultdict(list)
    for row in version.comments.select_related("organisation"):
        found[row.step].append(row)
    return dict(found)


def open_objections(version: Version) -> QuerySet[Objection]:
    """Objections without an answer."""
    return version.objections.filter(answered_at=None)


def address(version: Version) -> str:
    """Of its own page: the procedure's page shows the newest, which may be another."""
    return reverse("procedure_version", args=[version.procedure_id, version.number])


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What waits for her: a signature, an answer, the entry into force, a review."""
    mine = viewer.organisations_where(SIGN)
    found = []
    for row in Version.objects.filter(
        state=State.PROPOSED, procedure__in=procedures(viewer, SIGN)
    ).select_related("procedure"):  # fmt: skip
        if any(one.pk in mine for one in missing_signatures(row)):
            words = _("A procedure waits for your signature")
            found.append(Today(words, address(row)))
    found += _kept(viewer)
    due = Version.objects.filter(state=State.IN_FORCE, review_on__lte=now.date())
    hers = Q(procedure__in=procedures(viewer, KEEP)) | Q(procedure__in=procedures(viewer, SIGN))
    for row in due.filter(hers):
        found.append(Today(_("A procedure is due for review"), address(row)))
    return found


def _kept(viewer: Viewer) -> list[Today]:
    """What only who keeps a procedure can do for it."""
    rows = Version.objects.filter(procedure__in=procedures(viewer, KEEP))
    unanswered = Objection.objects.filter(answered_at=None).values("version")
    objected = rows.filter(state__in=[State.DRAFT, State.PROPOSED], pk__in=unanswered)
    words = _("An objection to a procedure waits for your answer")
    found = [Today(words, reverse("procedure_talk", args=[row.procedure_id])) for row in objected]
    words = _("All have signed a procedure: you can let it enter into force")
    signed = rows.filter(state=State.SIGNED)
    return found + [Today(words, address(row)) for row in signed]
