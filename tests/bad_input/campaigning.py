"""What somebody has of her own in advocacy, and of a programme that anybody can read about."""

from types import SimpleNamespace

from communitylinkage.advocacy.tests import cast as asked
from communitylinkage.programme_site.rules.states import Kind
from communitylinkage.programme_site.tests import cast as site
from tests.architecture.campaigning import OTHERS


def _ours(make):
    """Made as the access test makes it, only that the other organisation is the service."""
    return lambda world: make(SimpleNamespace(**{**vars(world), "other": world.service}))


def a_public_demand(world):
    """Asked for by the service."""
    return {"reference": asked.asked(world.service, world.coordinator.pk).reference}


def a_public_promise(world):
    """That was put off once."""
    row = asked.promised(asked.asked(world.service, world.coordinator.pk), world.coordinator.pk)
    asked.told(row, "postpone", world.coordinator.pk, on=asked.day(-2), deadline=asked.day(5))
    return {"reference": row.reference}


def a_country(world):
    """In which something was promised."""
    a_public_promise(world)
    return {"country": "ES"}


def a_site(world):
    """A programme with a piece of news."""
    row = site.a_programme(world.service)
    site.published(row, world.coordinator.pk)
    site.published(row, world.coordinator.pk, kind=Kind.NEWS)
    return {"slug": "the-link"}


OWN = {
    "promises_of": (None, a_country),
    "promises_brief": (None, a_country),
    "promise": (None, a_public_promise),
    "demand": (None, a_public_demand),
    **dict.fromkeys(
        ("programme_of", "programme_news", "programme_rss", "programme_atom"), (None, a_site)
    ),
    "programme_news_item": (None, lambda world: a_site(world) | {"number": 1}),
    "programme_section": (None, lambda world: a_site(world) | {"kind": "results"}),
    **{name: ("coordinator", _ours(make)) for name, make in OTHERS.items()},
}
