"""Addresses of looking after those who read, below the staff path."""

from django.urls import path

from communitylinkage.overseeing import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("openings/", views.openings, name="openings"),
    path(
        "openings/<uuid:organisation>/<int:year>/<int:month>/",
        views.openings_month,
        name="openings_month",
    ),
    path("journal/", views.journal_days, name="journal_days"),
]
ACCESS: AccessTable = {
    "openings": open_to(Who.COORDINATOR),
    "openings_month": open_to(Who.COORDINATOR),
    "journal_days": open_to(Who.COORDINATOR, Who.ADMINISTRATOR),
}
