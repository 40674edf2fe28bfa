"""Addresses of mentors, below the staff path."""

from django.urls import path

from communitylinkage.mentors import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("my-page/", views.profile, name="mentor_profile"),
    path("mentors/", views.mentors, name="mentors"),
]
ACCESS: AccessTable = {
    "mentor_profile": open_to(Who.MENTOR),
    "mentors": open_to(Who.COORDINATOR),
}
