"""What a viewer sees of practices: her organisation's, those to review, and what is public."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.practices import searching, telling
from communitylinkage.practices.models import (
    Adoption,
    Practice,
    Question,
    Result,
    Review,
    Version,
    Wanted,
    Word,
)
from communitylinkage.practices.rules.states import PUBLIC, State
from communitylinkage.practices.rules.travel import RESULTS_AFTER, Offer, due, suggested
from communitylinkage.values.today import Today

WRITE, KEEP = Permission.PRACTICE_WRITE, Permission.PRACTICE_KEEP
PAGE = 25
LAST_PAGE = 10_000
# Home tells of an answer as long as that; nobody has to say that she has read it.
ANSWER_IS_NEW = timedelta(days=14)
INDEX = searching.Index(
    table="practices_practice", words="practices_word", owner="practice_id",
    listed="published IS NOT NULL", order="published DESC, id",
)  # fmt: skip


def home_of(viewer: Viewer, permission: Permission = WRITE) -> Organisation:
    """The organisation for which she speaks: the first in which she may."""
    mine = viewer.organisations_where(permission)
    return next(one.organisation for one in viewer.memberships if one.organisation_id in mine)


def _versions() -> QuerySet[Version]:
    return Version.objects.select_related(
        "practice__organisation", "practice__adapted_from__practice__organisation"
    ).prefetch_related("texts")


def own(viewer: Viewer, reference: str, permission: Permission = WRITE) -> Version | None:
    """The newest version of one of her organisations'."""
    mine = viewer.organisations_where(permission)
    return (
        _versions().filter(practice__reference=reference, practice__organisation__in=mine).first()
    )


def to_review(viewer: Viewer) -> QuerySet[Version]:
    """In review, of another country than her organisation, which has not said anything yet."""
    home = home_of(viewer)
    done = Review.objects.filter(organisation=home, counts=True).values("version")
    rows = _versions().filter(state=State.IN_REVIEW).exclude(practice__country=home.country)
    return rows.exclude(pk__in=done).order_by("made_at", "pk")


def public(reference: str, number: int = 0) -> Version | None:
    """What anybody reads at an address: the published version, else the newest that was."""
    rows = _versions().filter(practice__reference=reference, state__in=PUBLIC)
    if number:
        return rows.filter(number=min(number, 2**31 - 1)).first()
    return published(reference) or rows.first()


def published(reference: str) -> Version | None:
    """The version that is published now, whatever newer one is written or reviewed."""
    return _versions().filter(practice__reference=reference, state=State.PUBLISHED).first()


def takes_questions(row: Version) -> bool:
    """Whether those who use it can ask: it is published, or what is shown of it was."""
    return row.practice.published is not None or row.state in PUBLIC


def seen(viewer: Viewer, reference: str) -> Version | None:
    """Her own newest, one that she may review, or what is public."""
    waiting = _versions().filter(practice__reference=reference, state=State.IN_REVIEW)
    return (
        own(viewer, reference)
        or waiting.exclude(practice__country=home_of(viewer).country).first()
        or public(reference)
    )


def ours(viewer: Viewer) -> list[Version]:
    """The newest version of each practice of her organisations."""
    mine = viewer.organisations_where(WRITE)
    newest: dict[UUID, Version] = {}
    for row in _versions().filter(practice__organisation__in=mine).order_by("-number"):
        newest.setdefault(row.practice_id, row)
    return sorted(newest.values(), key=lambda row: (row.made_at, row.pk), reverse=True)


def reviews(row: Version) -> list[Review]:
    """What was said about its text as it is now."""
    return list(row.reviews.filter(counts=True).select_related("organisation"))


def found(asked: str, marks: Iterable[str], page: int) -> tuple[list[Version], bool]:
    """Published practices with all words and marks, the newest first; whether there are more.

    Args:
        marks: filters such as `topic:legal`. page: from 1.
    """
    first = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    keys = matching(asked, marks, first, PAGE + 1)
    return versions_of(keys[:PAGE]), len(keys) > PAGE


def matching(
    asked: str, marks: Iterable[str], first: int = 0, many: int | None = None,
    using: str = "default",
) -> list[UUID]:  # fmt: skip
    """Ids of published practices that a search finds, the newest first."""
    return searching.ids(INDEX, asked, marks, first=first, many=many, using=using)


def versions_of(keys: list[UUID]) -> list[Version]:
    """The published version of each, in the same order."""
    rows = _versions().filter(practice__in=keys, state=State.PUBLISHED)
    by_practice = {row.practice_id: row for row in rows}
    return [by_practice[key] for key in keys if key in by_practice]


def published_by(
    organisations: Iterable[Organisation], first: datetime, after: datetime
) -> list[Version]:
    """What some organisations published in a period and is public still, the first first.

    Args:
        after: the first moment that is not in it.
    """
    rows = _public_of(organisations).filter(published__gte=first, published__lt=after)
    return versions_of(list(rows.order_by("published", "pk").values_list("pk", flat=True)))


def newest(organisations: Iterable[Organisation], most: int) -> list[Version]:
    """What some organisations published last and is public still, the newest first."""
    rows = _public_of(organisations).order_by("-published", "pk")[:most]
    return versions_of(list(rows.values_list("pk", flat=True)))


def many(organisations: Iterable[Organisation]) -> int:
    """How many practices of some organisations are public."""
    return _public_of(organisations).count()


def _public_of(organisations: Iterable[Organisation]) -> QuerySet[Practice]:
    return Practice.objects.filter(organisation__in=list(organisations), published__isnull=False)


def adoptions(row: Version) -> list[Adoption]:
    """Who took the practice over, with their results."""
    rows = row.practice.adoptions.select_related("organisation", "version")
    return list(rows.prefetch_related("results"))


def adapted(row: Version) -> list[Version]:
    """Public practices that were changed from this one."""
    rows = Practice.objects.filter(
        adapted_from__practice=row.practice, published__isnull=False
    ).order_by("published")
    return versions_of(list(rows.values_list("pk", flat=True)))


def our_adoptions(viewer: Viewer) -> QuerySet[Adoption]:
    """What her organisations took over."""
    mine = viewer.organisations_where(WRITE)
    rows = Adoption.objects.filter(organisation__in=mine).select_related(
        "practice__organisation", "version__practice__organisation", "organisation"
    )
    return rows.prefetch_related("results", "version__texts")


def our_adoption(viewer: Viewer, reference: str) -> Adoption | None:
    """Of one practice, where she may say what it showed."""
    mine = viewer.organisations_where(KEEP)
    rows = our_adoptions(viewer).filter(practice__reference=reference, organisation__in=mine)
    return rows.first()


def withdrawn(row: Adoption) -> Version | None:
    """The version whose withdrawal its adopter has not read about yet."""
    if row.told or row.practice.published is not None:
        return None
    gone = Version.objects.filter(practice=row.practice, state=State.WITHDRAWN)
    return gone.order_by("-number").first()


def results_due(row: Adoption, today: date) -> tuple[int, ...]:
    """After how many months a result is due and not told."""
    return due(row.since, [one.months for one in row.results.all()], today)


def questions(row: Version) -> list[Question]:
    """Questions with their answers, the newest first."""
    rows = row.practice.questions.filter(answers=None).select_related("organisation")
    return list(rows.prefetch_related("answered__organisation").order_by("-made_at", "pk"))


def question(row: Version, number: str) -> Question | None:
    """One question of a practice."""
    try:
        return row.practice.questions.filter(answers=None, pk=UUID(number)).first()
    except ValueError:
        return None


def wanted(organisation: Organisation) -> list[str]:
    """The problems for which it looks for practices."""
    rows = Wanted.objects.filter(organisation=organisation)
    return list(rows.order_by("pk").values_list("topic", flat=True))


def suggestions(organisation: Organisation, most: int = 10) -> list[tuple[Version, list[str]]]:
    """Published practices of others that answer its problems and that it has not taken over."""
    needs = wanted(organisation)
    marks = [f"topic:{one}".encode() for one in needs]
    keys = Word.objects.filter(word__in=marks).values("practice")
    rows = Practice.objects.filter(pk__in=keys, published__isnull=False).exclude(
        Q(organisation=organisation) | Q(adoptions__organisation=organisation)
    )
    versions = versions_of(list(rows.values_list("pk", flat=True)))
    told = {row.practice.reference: row for row in versions}
    abroad = dict.fromkeys(told, 0)
    for row in _abroad().filter(practice__in=rows).select_related("practice"):
        abroad[row.practice.reference] = abroad.get(row.practice.reference, 0) + 1
    offers = [
        Offer(
            reference=key,
            topics=frozenset(row.topics),
            languages=frozenset(text.language for text in row.texts.all()),
            abroad=abroad[key],
        )
        for key, row in told.items()
    ]
    chosen = suggested(offers, needs, organisation.languages)[:most]
    return [(told[one.reference], telling.topics(answers)) for one, answers in chosen]


def _abroad() -> QuerySet[Adoption]:
    return Adoption.objects.exclude(organisation__country=F("practice__country"))


def adopted_abroad(
    first: date, last: date, organisations: Iterable[Organisation] | None = None
) -> int:
    """How often a practice was taken over in another country than its own, both days included.

    Args:
        organisations: whose practices; None: anybody's.
    """
    rows = _abroad().filter(since__gte=first, since__lte=last)
    if organisations is not None:
        rows = rows.filter(practice__organisation__in=list(organisations))
    return rows.count()


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Reviews to make, results to tell, questions to answer, and what was withdrawn."""
    if not viewer.may(WRITE):
        return []
    found_ones = [
        Today(_("A practice from another country waits for your review."),
              reverse("practice_work", args=[row.practice.reference]))
        for row in to_review(viewer)[:3]
    ]  # fmt: skip
    keeps = viewer.organisations_where(KEEP)
    if keeps:
        found_ones += _of_keepers(viewer, keeps, timezone.localdate(now))
    return found_ones


def _of_keepers(viewer: Viewer, keeps: frozenset[UUID], day: date) -> list[Today]:
    lines = []
    for row in our_adoptions(viewer).filter(organisation__in=keeps):
        address = reverse("practice_work", args=[row.practice.reference])
        if withdrawn(row):
            lines.append(
                Today(_("A practice that you took over was withdrawn. Read why."), address)
            )
            continue
        for months in results_due(row, day):
            sentence = {
                RESULTS_AFTER[0]: _("You took a practice over three months ago. How is it going?"),
                RESULTS_AFTER[1]: _("You took a practice over a year ago. How is it going?"),
            }[months]
            lines.append(Today(sentence, reverse("practice_result", args=[
                row.practice.reference, months])))  # fmt: skip
    lines += _of_questions(keeps, day)
    ready = Version.objects.filter(
        state=State.CHANGES_ASKED, practice__organisation__in=keeps
    ).select_related("practice")
    for version in ready:
        address = reverse("practice_work", args=[version.practice.reference])
        lines.append(Today(_("A reviewer asks you to change something in a practice."), address))
    return lines


def _of_questions(keeps: frozenset[UUID], day: date) -> list[Today]:
    """Questions to its authors and to who took it over, and answers to hers while they are new."""
    asked = Question.objects.filter(answers=None).select_related("practice")
    waiting = asked.filter(answered=None).exclude(organisation__in=keeps)
    taken_over = Adoption.objects.filter(organisation__in=keeps).values("practice")
    told = [
        (waiting.filter(practice__organisation__in=keeps),
         _("Somebody asks about a practice of yours.")),
        (waiting.filter(practice__in=taken_over).exclude(practice__organisation__in=keeps),
         _("Somebody asks about a practice that you took over too. Perhaps you know.")),
        (asked.filter(pk__in=_answered_lately(keeps, day)),
         _("Your question about a practice was answered.")),
    ]  # fmt: skip
    return [
        Today(sentence, reverse("practice_questions", args=[one.practice.reference]))
        for rows, sentence in told for one in rows.order_by("made_at", "pk")
    ]  # fmt: skip


def _answered_lately(keeps: frozenset[UUID], day: date) -> list[UUID]:
    """Questions of these organisations that others answered in the last days."""
    rows = Question.objects.filter(
        answers__organisation__in=keeps, made_at__date__gt=day - ANSWER_IS_NEW
    )
    found = rows.exclude(organisation__in=keeps).values_list("answers", flat=True)
    return [one for one in found if one]


def result(row: Adoption, months: int) -> Result | None:
    """What was told after so many months."""
    return next((one for one in row.results.all() if one.months == months), None)
