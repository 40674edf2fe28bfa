"""Addresses of impact: what anybody reads, dashboards, definitions, reporting dates."""

from django.urls import path

from communitylinkage.impact import freezing_views, keeping_views, views
from communitylinkage.impact.quality import views as quality
from communitylinkage.values.access import AccessTable, Who, open_to

_WORK = "staff/impact/"
_ONE = f"{_WORK}definitions/<str:code>/"
_OPEN = [path("impact/", views.impact_public, name="impact_public")]
_READ = [
    path(_WORK, views.impact, name="impact"),
    path(f"{_WORK}figures/<str:code>/", views.impact_trace, name="impact_trace"),
]
_WRITE = [
    path(f"{_WORK}definitions/", keeping_views.impact_definitions, name="impact_definitions"),
    path(f"{_WORK}new/", keeping_views.impact_new, name="impact_new"),
    path(_ONE, keeping_views.impact_definition, name="impact_definition"),
    path(f"{_ONE}file/", keeping_views.impact_file, name="impact_file"),
    path(f"{_WORK}quality/", quality.impact_quality, name="impact_quality"),
    path(f"{_WORK}quality/<str:token>/", quality.impact_doubt, name="impact_doubt"),
    path(
        f"{_WORK}quality/<str:token>/again/", quality.impact_doubt_again, name="impact_doubt_again"
    ),
]
_SEE = [
    path(f"{_WORK}begin/", keeping_views.impact_begin, name="impact_begin"),
    path(f"{_ONE}publish/", keeping_views.impact_publish, name="impact_publish"),
    path(f"{_WORK}frozen/", freezing_views.impact_freezes, name="impact_freezes"),
    path(f"{_WORK}frozen/<uuid:number>/", freezing_views.impact_frozen, name="impact_frozen"),
    path(
        f"{_WORK}frozen/<uuid:number>/figures/<str:code>/", freezing_views.impact_frozen_figure,
        name="impact_frozen_figure",
    ),
    path(
        f"{_WORK}frozen/<uuid:number>/out/", freezing_views.impact_let_out, name="impact_let_out"
    ),
]  # fmt: skip
urlpatterns = [*_OPEN, *_READ, *_WRITE, *_SEE]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{
        one.name: open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD)
        for one in _READ if one.name
    },
    **{one.name: open_to(Who.COORDINATOR, Who.LEAD) for one in _WRITE if one.name},
    **{one.name: open_to(Who.LEAD) for one in _SEE if one.name},
}  # fmt: skip
