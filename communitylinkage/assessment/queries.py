"""What a viewer sees of the assessments that her organisations run."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.assessment import asking, rules
from communitylinkage.assessment.models import Assessment, Door, Invited, Round
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.surveys.models import Questionnaire
from communitylinkage.values.today import Today

RUN = Permission.ASSESSMENT_RUN
COUNTRY = dict(COUNTRIES)


@dataclass(frozen=True, slots=True)
class Response:
    """How many answered through one door, or in all."""

    country: str
    kind: str
    invited: int
    answered: int
    by_link: int = 0
    door: Door | None = None

    @property
    def rate(self) -> int | None:
        """Invited people who answered, in a hundred; None where nobody was invited by address."""
        share = rules.share(self.answered, self.invited)
        return None if share is None else round(share * 100)


def assessments(viewer: Viewer, search: str = "") -> QuerySet[Assessment]:
    """Those that her organisations run, the newest first."""
    rows = Assessment.objects.filter(running__organisation__in=viewer.organisations_where(RUN))
    bare = search.replace("\x00", "").strip()[:200]
    found = rows.filter(title__icontains=bare) if bare else rows
    return found.distinct().order_by("-made_at", "pk")


def assessment(viewer: Viewer, number: UUID) -> Assessment | None:
    """One of them; None for a stranger."""
    return assessments(viewer).filter(pk=number).first()


def answered(viewer: Viewer) -> QuerySet[Assessment]:
    """Those of hers of which a round is closed: their needs can be read, the newest first."""
    return assessments(viewer).filter(rounds__state=rules.State.CLOSED).distinct()


def round_of(viewer: Viewer, number: UUID) -> Round | None:
    """A round of one of them; None for a stranger."""
    rows = Round.objects.filter(assessment__in=assessments(viewer))
    return (
        rows.select_related("assessment", "version__questionnaire", "collection")
        .filter(pk=number)
        .first()
    )


def door_of(row: Round, country: str, kind: str) -> Door | None:
    """The door of a round for a country and a kind."""
    return row.doors.filter(country=country, kind=kind).first()


def questionnaires(viewer: Viewer) -> QuerySet[Questionnaire]:
    """What she may ask with: her organisations' own, by title."""
    where = viewer.organisations_where(Permission.QUESTIONNAIRE_KEEP)
    return Questionnaire.objects.filter(organisation__in=where).order_by("title", "pk")


def may_ask_with(viewer: Viewer, row: Assessment) -> QuerySet[Questionnaire]:
    """What a further round may ask with: what was asked before, and her own."""
    before = Questionnaire.objects.filter(pk__in=row.rounds.values("version__questionnaire"))
    return (before | questionnaires(viewer)).distinct().order_by("title", "pk")


def programmes(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that her organisations take part in."""
    where = viewer.organisations_where(RUN)
    rows = Programme.objects.filter(partnerships__organisation__in=where)
    return rows.distinct().order_by("-starts", "name")


def organisation(viewer: Viewer) -> UUID:
    """The organisation for which she makes an assessment."""
    return min(viewer.organisations_where(RUN))


def partners(viewer: Viewer) -> QuerySet[Organisation]:
    """Who could run it with her: the other organisations of her programmes, by name."""
    rows = Organisation.objects.filter(partnerships__programme__in=programmes(viewer))
    return rows.exclude(pk=organisation(viewer)).distinct().order_by("country", "name")


def running(row: Assessment) -> list[str]:
    """The names of the organisations that run it: their posts hold the keys of the answers."""
    names = Organisation.objects.filter(pk__in=row.running.values("organisation"))
    return list(names.order_by("name").values_list("name", flat=True))


def responses(row: Round) -> list[Response]:
    """For each door: who was invited, how many answered. Counts only."""
    counts = asking.answered(row)
    kinds = dict(Door._meta.get_field("kind").choices or ())
    return [
        Response(
            str(COUNTRY.get(door.country, door.country)),
            str(kinds[door.kind]),
            door.invited,
            *counts.get((door.country, door.kind), (0, 0)),
            door,
        )
        for door in row.doors.all()
    ]


def all_of(found: list[Response]) -> Response:
    """The sum over the doors."""
    invited = sum(one.invited for one in found)
    answered = sum(one.answered for one in found)
    return Response("", "", invited, answered, sum(one.by_link for one in found))


def addresses(row: Round) -> int:
    """How many addresses are kept until the round closes."""
    return Invited.objects.filter(door__round=row).count()


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Rounds that close soon with few answers, drafts that nobody opened, and what the clock could
    not open on its day."""
    rows = Round.objects.filter(assessment__in=assessments(viewer)).select_related("assessment")
    soon = Q(state=rules.State.OPEN, closes__gt=now, closes__lte=now + rules.CLOSES_SOON)
    forgotten = Q(state=rules.State.DRAFT, made_at__lte=now - rules.FORGOTTEN)
    stuck = Q(state=rules.State.PLANNED, opens__lte=now - rules.CLOCK_IS_LATE)
    lines = []
    for row in rows.filter(soon | forgotten | stuck):
        about = {"title": row.assessment.title}
        address = reverse("round", args=[row.pk])
        if row.state == rules.State.DRAFT:
            lines.append(Today(_("“%(title)s” has a round that nobody opened.") % about, address))
            continue
        if row.state == rules.State.PLANNED:
            lines.append(
                Today(_("“%(title)s” has a round that did not open on its day.") % about, address)
            )
            continue
        sums = all_of(responses(row))
        if rules.is_low(sums.answered + sums.by_link, sums.invited):
            said = _("“%(title)s” closes soon, and few have answered.")
            lines.append(Today(said % about, address, row.closes))
    return lines
