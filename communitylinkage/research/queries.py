"""Cycles through the viewer: only those in which she researches. What is public, without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.network.models import Community
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.research import sealing, wording
from communitylinkage.research.leading import Lead, leads, leads_of
from communitylinkage.research.models import (
    Answer,
    Code,
    Coded,
    Coding,
    Cycle,
    Evidence,
    Finding,
    FindingText,
    Picture,
    Quote,
    Researcher,
    Settled,
    Translation,
)
from communitylinkage.research.rules import checking, units
from communitylinkage.research.rules.cycle import Missing, Stage, Standing, missing
from communitylinkage.research.rules.uses import PICTURES, Use, may_show
from communitylinkage.values.languages import own_name
from communitylinkage.values.lists import finds
from communitylinkage.values.references import read_receipt_code
from communitylinkage.values.today import Today


def _mine(viewer: Viewer) -> QuerySet[Cycle]:
    if not viewer.may(Permission.RESEARCH):
        return Cycle.objects.none()
    return Cycle.objects.filter(
        researchers__account=viewer.account, researchers__until__isnull=True
    )


def taking_part(row: Cycle) -> QuerySet[Researcher]:
    """Who researches in it now, with her account."""
    return row.researchers.filter(until__isnull=True).select_related("account")


def cycles(viewer: Viewer, search: str = "") -> list[Cycle]:
    """Hers that a search finds: open ones first, the newest first."""
    rows = _mine(viewer).select_related("community__place").order_by("-ended", "-began", "pk")
    found = [row for row in rows if finds(search, *cells(row))]
    return sorted(found, key=lambda row: row.stage == Stage.CLOSED)


def cells(row: Cycle) -> tuple[object, ...]:
    """What a list says of a cycle."""
    stage = wording.said(wording.STAGES, row.stage)
    return (row.title, row.question, row.community.name, stage, row.began, row.ended or "")


def cycle_for(viewer: Viewer, number: UUID) -> Cycle | None:
    """One cycle, if she researches in it."""
    found = _mine(viewer).filter(pk=number)
    return found.select_related("community__place", "before", "organisation").first()


def standing(row: Cycle) -> Standing:
    """What a cycle has, for the rule of its stages."""
    usable = [one for one in row.evidence.all() if Use.ANALYSIS in one.uses]
    asked = row.findings.filter(answers__isnull=False).distinct().count()
    return Standing(
        stage=Stage(row.stage),
        planned=bool(row.plan.strip()),
        researchers=taking_part(row).count(),
        evidence=len(usable),
        findings=row.findings.count(),
        asked=asked,
    )


def lacking(row: Cycle) -> list[str]:
    """In words, what stands between a cycle and its next stage."""
    lacks: Iterable[Missing] = missing(standing(row))
    return [str(wording.MISSING[one]) for one in lacks]


def researchers(row: Cycle) -> list[Researcher]:
    """Who takes part, since when."""
    return list(taking_part(row).order_by("since", "account__display_name", "pk"))


def researcher(row: Cycle, number: int) -> Researcher | None:
    """One of them."""
    return taking_part(row).select_related("cycle").filter(pk=number).first()


def could_join(viewer: Viewer, row: Cycle) -> list[tuple[str, str]]:
    """Who may research, has a key and does not take part yet: of the viewer's programmes."""
    programmes = {m.programme_id for m in viewer.memberships if m.programme_id}
    homes = {m.organisation_id for m in viewer.memberships}
    roles = [name for name, role in ROLES.items() if Permission.RESEARCH in role.permissions]
    active = Membership.objects.filter(
        state=MembershipState.ACTIVE, role__in=roles, account__key_holder__isnull=False
    ).exclude(account__in=taking_part(row).values("account"))
    near = active.filter(organisation__in=homes) | active.filter(programme__in=programmes)
    told: dict[str, str] = {}
    for one in near.select_related("account", "organisation").distinct():
        told.setdefault(str(one.account_id), f"{one.account.display_name} · {one.organisation}")
    return sorted(told.items(), key=lambda pair: (pair[1], pair[0]))


def account(number: UUID) -> Account:
    """Whose number a form has checked already."""
    return Account.objects.get(pk=number)


def communities() -> list[tuple[str, str]]:
    """Every community that is offered, by country and name."""
    rows = Community.objects.filter(listed=True).select_related("place")
    return [
        (str(row.pk), f"{row.place.country} · {row.name}")
        for row in rows.order_by("place__country", "name", "pk")
    ]


def community(number: UUID) -> Community | None:
    """One community."""
    return Community.objects.select_related("place").filter(pk=number).first()


def evidence(row: Cycle) -> list[Evidence]:
    """The pieces of a cycle, the newest first."""
    return list(row.evidence.order_by("-since", "reference"))


def piece(row: Cycle, reference: str) -> Evidence | None:
    """One piece."""
    if not reference.isalnum():  # PostgreSQL refuses to look for a NUL
        return None
    return row.evidence.select_related("cycle").filter(reference=reference).first()


def piece_of_slip(typed: str) -> Evidence | None:
    """The piece that belongs to the code on a slip."""
    code = read_receipt_code(typed)
    if code is None:
        return None
    found = Evidence.objects.select_related("cycle").filter(slip=sealing.slip_tag(code))
    return found.first()


def translation(row: Evidence, language: str) -> Translation | None:
    """The piece in another language."""
    return row.translations.filter(language=language).first()


def quoted_in_public(row: Evidence) -> bool:
    """Whether words of hers stand on a page that everybody can read."""
    return row.quotes.filter(finding__published__isnull=False).exists()


def codes(row: Cycle) -> list[Code]:
    """By theme and name."""
    return list(row.codes.order_by("theme", "name", "pk"))


def code(row: Cycle, number: int) -> Code | None:
    """One code."""
    return row.codes.filter(pk=number).first()


def marks(row: Cycle) -> list[units.Mark]:
    """Everything that was marked in a cycle."""
    told = Coding.objects.filter(evidence__cycle=row)
    rows = told.values_list("evidence_id", "unit", "code_id", "coder")
    return [units.Mark(*one) for one in rows]


def marked_by(piece: Evidence, coder: UUID) -> set[tuple[int, int]]:
    """Unit and code that one coder marked in a piece."""
    return set(piece.codings.filter(coder=coder).values_list("unit", "code_id"))


def gone_through(row: Cycle) -> dict[UUID, set[UUID]]:
    """Piece -> who has gone through it."""
    found: dict[UUID, set[UUID]] = {}
    for number, coder in Coded.objects.filter(evidence__cycle=row).values_list(
        "evidence_id", "coder"
    ):
        found.setdefault(number, set()).add(coder)
    return found


def settled(row: Cycle) -> dict[tuple[UUID, int, int], bool]:
    """What the group said together: piece, unit, code -> whether it holds."""
    rows = Settled.objects.filter(evidence__cycle=row)
    told = rows.values_list("evidence_id", "unit", "code_id", "holds")
    return {(one, unit, code): holds for one, unit, code, holds in told}


def held(row: Cycle) -> list[tuple[UUID, int, int]]:
    """Piece, unit and code that count."""
    return units.holding(marks(row), settled(row))


def names_of(row: Cycle, coders: Iterable[UUID]) -> dict[UUID, str]:
    """The names of coders, also of who has left the group."""
    rows = Account.objects.filter(pk__in=set(coders))
    return {one.pk: one.display_name for one in rows}


def findings(row: Cycle) -> list[Finding]:
    """What the group found."""
    found = row.findings.prefetch_related("texts", "quotes", "answers")
    return list(found.order_by("theme", "pk"))


def asked(row: Cycle) -> list[Finding]:
    """Those about which the community is asked: not what the group has to look at again."""
    return [one for one in findings(row) if not one.look_again]


def finding(row: Cycle, number: UUID) -> Finding | None:
    """One finding."""
    found = row.findings.select_related("cycle").prefetch_related("texts", "quotes__evidence")
    return found.filter(pk=number).first()


def quote_of(row: Finding, number: int) -> Quote | None:
    """One quote of a finding."""
    return row.quotes.select_related("evidence", "finding__cycle").filter(pk=number).first()


def to_show(row: Finding) -> list[Evidence]:
    """Pictures that may stand in a finding and do not yet, the newest first."""
    rows = row.cycle.evidence.filter(kind__in=PICTURES).exclude(pictures__finding=row)
    return [one for one in rows.order_by("-since", "pk") if may_show(one.uses)]


def picture_of(row: Finding, number: UUID) -> Picture | None:
    """One picture of a finding."""
    return row.pictures.select_related("evidence", "finding__cycle").filter(pk=number).first()


def public_picture(number: UUID) -> Picture | None:
    """A picture of a finding that the public reads."""
    return Picture.objects.filter(finding__in=_public(), pk=number).first()


def shown_in_public(row: Evidence) -> bool:
    """Whether its picture stands in something that everybody can read."""
    return row.pictures.filter(finding__published__isnull=False).exists()


def text_in(row: Finding, language: str) -> FindingText | None:
    """The text in a language, else in English, else in any."""
    texts = {one.language: one for one in row.texts.all()}
    first = min(texts) if texts else ""
    return texts.get(language) or texts.get("en") or texts.get(first)


def votes(row: Finding) -> checking.Votes:
    """What those concerned said."""
    return checking.count(one.said for one in row.answers.all())


def objections(row: Finding) -> list[Answer]:
    """Answers with words, in no order that tells when they came."""
    return list(row.answers.filter(record__isnull=False).order_by("record"))


def behind_door(door: str) -> Cycle | None:
    """The cycle whose community is asked at this address."""
    if not door:
        return None
    return Cycle.objects.select_related("community").filter(door=door).first()


@dataclass(frozen=True, slots=True)
class Said:
    """One line of "you said, we did, it changed", in one language."""

    language: str
    text: str
    did: str
    changed: str
    quotes: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    since: date
    leads: list[Lead]


def _line(row: Finding, language: str, every: list[Lead]) -> Said | None:
    text = text_in(row, language)
    if text is None or row.published is None:
        return None
    words = tuple((one.words, one.evidence.language) for one in row.quotes.all())
    return Said(
        text.language, text.text, text.did, text.changed, words, tuple(row.pictures.all()),
        row.published, leads_of(row, every),
    )  # fmt: skip


def _public() -> QuerySet[Finding]:
    return Finding.objects.filter(published__isnull=False, look_again=False)


def told_back(number: UUID, language: str) -> list[Said]:
    """What the public reads of a community's findings, the newest first."""
    rows = _public().filter(cycle__community=number)
    rows = rows.prefetch_related(
        "texts", "quotes__evidence", Prefetch("pictures", Picture.objects.defer("content"))
    ).order_by("-published", "pk")
    every = leads(None) if rows else []
    return [line for row in rows if (line := _line(row, language, every))]


def communities_told() -> list[Community]:
    """Communities of which the public can read something."""
    rows = Community.objects.filter(pk__in=_public().values("cycle__community"))
    return list(rows.select_related("place").order_by("place__country", "name", "pk"))


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Keys to make anew after somebody left, and findings to look at again."""
    lines = []
    for row in _mine(viewer).filter(key_due=True):
        address = reverse("research_cycle", args=[row.pk])
        lines.append(Today(_("Somebody left a research group: make it a new key."), address))
    for row in _mine(viewer):
        if row.findings.filter(look_again=True).exists():
            address = reverse("research_findings", args=[row.pk])
            lines.append(
                Today(_("A finding stood on something that was taken back or changed."), address)
            )
    return lines


def languages_of(row: Finding) -> list[str]:
    """The languages in which a finding is written, by their own names."""
    return [own_name(text.language) for text in row.texts.all()]


def findings_told(numbers: Iterable[UUID]) -> dict[UUID, str]:
    """The public page of each finding that everybody can read."""
    rows = Finding.objects.filter(
        pk__in=list(numbers), published__isnull=False, look_again=False
    ).select_related("cycle")
    return {row.pk: reverse("told_back_to", args=[row.cycle.community_id]) for row in rows}
