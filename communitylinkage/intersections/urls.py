"""Addresses of tables: below the staff path, and what everybody may read."""

from django.urls import path

from communitylinkage.intersections import views
from communitylinkage.values.access import AccessTable, Who, open_to

_OPEN = [
    path("tables/", views.intersections_public, name="intersections_public"),
    path("tables/<str:reference>/", views.intersection_public, name="intersection_public"),
]
_STAFF = [
    path("staff/tables/", views.intersections, name="intersections"),
    path("staff/tables/of/<str:population>/", views.intersections_ask, name="intersections_ask"),
    path("staff/tables/<str:reference>/", views.intersection, name="intersection"),
]
urlpatterns = [*_OPEN, *_STAFF]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: open_to(Who.COORDINATOR, Who.LEAD) for one in _STAFF if one.name},
}
