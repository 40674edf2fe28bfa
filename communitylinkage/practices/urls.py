"""Addresses of practices: what anybody reads, and the work below the staff path."""

from django.urls import path

from communitylinkage.practices import public_views, travel_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_WORK = "staff/practices/<str:reference>/"
_OPEN = [
    path("practices/", public_views.practices, name="practices"),
    path("practices/travelled/", public_views.practices_travelled, name="practices_travelled"),
    path("practices/<str:reference>/", public_views.practice, name="practice"),
    path(
        "practices/<str:reference>/<int:number>/", public_views.practice_version,
        name="practice_version",
    ),
]  # fmt: skip
_WRITE = [
    path("staff/practices/", views.practices_ours, name="practices_ours"),
    path("staff/practices/new/", views.practice_new, name="practice_new"),
    path("staff/practices/wanted/", travel_views.practices_wanted, name="practices_wanted"),
    path(_WORK, views.practice_work, name="practice_work"),
    path(f"{_WORK}facts/", views.practice_facts, name="practice_facts"),
    path(f"{_WORK}words/<str:language>/", views.practice_words, name="practice_words"),
    path(f"{_WORK}review/", views.practice_review, name="practice_review"),
    path(f"{_WORK}adapt/", travel_views.practice_adapt, name="practice_adapt"),
    path(f"{_WORK}questions/", travel_views.practice_questions, name="practice_questions"),
]
_KEEP = [
    path(f"{_WORK}act/<str:act>/", views.practice_act, name="practice_act"),
    path(f"{_WORK}again/", views.practice_again, name="practice_again"),
    path(f"{_WORK}withdraw/", views.practice_withdraw, name="practice_withdraw"),
    path(f"{_WORK}adopt/", travel_views.practice_adopt, name="practice_adopt"),
    path(f"{_WORK}result/<int:months>/", travel_views.practice_result, name="practice_result"),
    path(f"{_WORK}understood/", travel_views.practice_understood, name="practice_understood"),
]
urlpatterns = [*_OPEN, *_WRITE, *_KEEP]
_WRITERS = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: _WRITERS for one in _WRITE if one.name},
    **{one.name: open_to(Who.COORDINATOR) for one in _KEEP if one.name},
}
