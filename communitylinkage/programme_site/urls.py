"""Addresses of a programme's pages: for anybody, and the work below the staff path."""

from django.urls import path

from communitylinkage.programme_site import feeds, public_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_SITE = "programme/<slug:slug>/"
_WORK = "staff/programme/<uuid:programme>/"
_PAGE = f"{_WORK}<slug:kind>/<int:number>/"
_OPEN = [
    path("programme/", public_views.programme, name="programme"),
    path(_SITE, public_views.programme_of, name="programme_of"),
    path(f"{_SITE}news/", public_views.programme_news, name="programme_news"),
    path(f"{_SITE}news/feed.rss", feeds.NewsRss(), name="programme_rss"),
    path(f"{_SITE}news/feed.atom", feeds.NewsAtom(), name="programme_atom"),
    path(
        f"{_SITE}news/<int:number>/", public_views.programme_news_item, name="programme_news_item"
    ),
    path(f"{_SITE}<slug:kind>/", public_views.programme_section, name="programme_section"),
]  # fmt: skip
_TELL = [
    path("staff/programme/", views.programme_pages, name="programme_pages"),
    path(f"{_WORK}news/new/", views.programme_news_new, name="programme_news_new"),
    path(f"{_WORK}funding/", views.programme_funding, name="programme_funding"),
    path(_PAGE, views.programme_page, name="programme_page"),
    path(f"{_PAGE}preview/<int:version>/", views.programme_preview, name="programme_preview"),
    path(f"{_PAGE}act/<slug:act>/", views.programme_act, name="programme_act"),
    path(f"{_PAGE}back/<int:version>/", views.programme_back, name="programme_back"),
]
urlpatterns = [*_OPEN, *_TELL]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: open_to(Who.COORDINATOR, Who.LEAD) for one in _TELL if one.name},
}
