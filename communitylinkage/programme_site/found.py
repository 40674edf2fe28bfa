"""Pages for the site map: the programme's own, and those of events, practices and promises."""

from django.utils import timezone

from communitylinkage.advocacy import queries as advocacy
from communitylinkage.events.queries import coming
from communitylinkage.practices.models import Practice
from communitylinkage.practices.queries import versions_of
from communitylinkage.programme_site import queries, telling
from communitylinkage.programme_site.models import Version
from communitylinkage.programme_site.rules.states import Kind
from communitylinkage.values.found import Found


def programmes() -> list[Found]:
    """Every published page of every programme."""
    rows = [_page(row) for row in queries.all_published()]
    lists = [Found("programme_news", (face.slug,)) for face in queries.faces()]
    always = [
        Found("programme_section", (face.slug, kind.value))
        for face in queries.faces()
        for kind in (Kind.PARTNERS, Kind.RESULTS)
        if queries.published(face, kind) is None
    ]
    return [*rows, *lists, *always]


def _page(row: Version) -> Found:
    slug, languages = row.page.face.slug, frozenset(telling.languages(row))
    if row.page.kind == Kind.NEWS:
        return Found("programme_news_item", (slug, row.page.number), languages, row.published_at)
    if row.page.kind == Kind.ABOUT:
        return Found("programme_of", (slug,), languages, row.published_at)
    return Found("programme_section", (slug, row.page.kind), languages, row.published_at)


def practices() -> list[Found]:
    """The list, where they went, and each that is published."""
    keys = Practice.objects.filter(published__isnull=False).order_by("-published", "pk")
    rows = versions_of(list(keys.values_list("pk", flat=True)))
    return [
        Found("practices"),
        Found("practices_travelled"),
        *(
            Found("practice", (row.practice.reference,),
                  frozenset(text.language for text in row.texts.all()), row.published_at)
            for row in rows
        ),
    ]  # fmt: skip


def events() -> list[Found]:
    """The list, and each that is published for everybody and not over."""
    return [
        Found("events"),
        *(
            Found("event", (row.reference,), frozenset(one.language for one in row.texts.all()))
            for row in coming(timezone.now())
        ),
    ]


def promises() -> list[Found]:
    """The tracker, its countries, what is asked for, and each promise."""
    rows = advocacy.public_promises()
    countries = sorted({row.body.country for row in rows})
    return [
        Found("promises"),
        *(Found("promises_of", (code,)) for code in countries),
        *(
            Found("demand", (row.reference,), frozenset(one.language for one in row.texts.all()),
                  row.published_at)
            for row in advocacy.latest_demands(1000)
        ),
        *(
            Found("promise", (row.reference,), frozenset(one.language for one in row.texts.all()))
            for row in rows
        ),
    ]  # fmt: skip
