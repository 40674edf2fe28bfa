"""Addresses of coverage: the public map, and the work below the staff path."""

from django.urls import path

from communitylinkage.coverage import owner_views, public_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_OPEN = [path("gaps/", public_views.gaps, name="gaps")]
_SEE = [
    path("staff/coverage/", views.coverage, name="coverage"),
    path("staff/coverage/map/", views.coverage_map, name="coverage_map"),
    path("staff/coverage/place/<str:code>/", views.coverage_place, name="coverage_place"),
    path("staff/coverage/mends/", views.coverage_mends, name="coverage_mends"),
    path("staff/coverage/change/", views.coverage_change, name="coverage_change"),
    path("staff/coverage/asked/", views.coverage_asked, name="coverage_asked"),
]
_OWN = [
    path("staff/coverage/told/", owner_views.coverage_told, name="coverage_told"),
    path("staff/coverage/told/<uuid:service>/", owner_views.coverage_heard, name="coverage_heard"),
]
_LEAD = [
    path("staff/coverage/people/", owner_views.coverage_people, name="coverage_people"),
    path("staff/coverage/people/<uuid:number>/", owner_views.coverage_people_plan,
         name="coverage_people_plan"),
]  # fmt: skip
urlpatterns = [*_OPEN, *_SEE, *_OWN, *_LEAD]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: open_to(Who.COORDINATOR, Who.LEAD) for one in _SEE if one.name},
    **{one.name: open_to(Who.COORDINATOR) for one in _OWN if one.name},
    **{one.name: open_to(Who.LEAD) for one in _LEAD if one.name},
}
