"""Addresses of stewardship, below the staff path."""

from django.urls import path

from communitylinkage.stewardship import views
from communitylinkage.values.access import AccessTable, Who, open_to

_ONE = "staff/kept/<str:reference>/"
urlpatterns = [
    path("staff/kept/", views.kept, name="kept"),
    path(_ONE, views.kept_case, name="kept_case"),
    path(f"{_ONE}file/<str:form>/", views.kept_file, name="kept_file"),
    path(f"{_ONE}hold/<str:act>/", views.kept_hold, name="kept_hold"),
]
ACCESS: AccessTable = {one.name: open_to(Who.COORDINATOR) for one in urlpatterns if one.name}
