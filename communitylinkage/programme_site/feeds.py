"""News as RSS and as Atom, by Django's own syndication."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from communitylinkage.programme_site import queries, telling
from communitylinkage.programme_site.models import Face, Version
from communitylinkage.programme_site.rules import text

MOST = 20


def _whole(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{address}"


class NewsRss(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The newest news of a programme, in the language of the address."""

    feed_type: Any = Rss201rev2Feed
    route = "programme_rss"

    def get_object(self, request: HttpRequest, slug: str) -> Face:
        """The programme, or no such page."""
        face = queries.face(slug)
        if face is None:
            raise Http404
        return face

    def title(self, obj: Face) -> str:
        """The programme's name."""
        return obj.programme.name

    def description(self, obj: Face) -> str:
        """What it is."""
        return _("News")

    subtitle = description

    def link(self, obj: Face) -> str:
        """Its page of news."""
        return _whole(reverse("programme_news", args=[obj.slug]))

    def feed_url(self, obj: Face) -> str:
        """Its own address."""
        return _whole(reverse(self.route, args=[obj.slug]))

    def items(self, obj: Face) -> list[Version]:
        """The newest."""
        return queries.news(obj, MOST)

    def item_title(self, item: Any) -> str:
        """In the reader's language, or in another."""
        return telling.text(item).title

    def item_description(self, item: Any) -> str:
        """Its beginning; a text in another language says so first."""
        told = telling.text(item)
        words = text.summary(told.body)
        if not told.foreign:
            return words
        mark = _("This text is not in your language. It is in: %(language)s")
        return f"{mark % {'language': told.own_name}}. {words}"

    def item_link(self, item: Version) -> str:
        """Its page."""
        return _whole(_address(item))

    def item_guid(self, item: Version) -> str:
        """The same in every language, so that a reader does not show it twice."""
        return f"{settings.SITE_ADDRESS}/programme/{item.page.face.slug}/news/{item.page.number}/"

    def item_pubdate(self, item: Version) -> datetime | None:
        """When it was first published."""
        return item.page.since

    def item_updateddate(self, item: Version) -> datetime | None:
        """When its words last changed."""
        return item.published_at


class NewsAtom(NewsRss):
    """The same as Atom."""

    feed_type = Atom1Feed
    route = "programme_atom"


def _address(item: Version) -> str:
    return reverse("programme_news_item", args=[item.page.face.slug, item.page.number])
