"""Addresses of learning that need no account."""

from django.urls import path

from communitylinkage.learning.joining import public_views as views
from communitylinkage.values.access import AccessTable, Who, open_to

_SEAT = "my-course/<str:token>/"
urlpatterns = [
    path("courses/", views.open_courses, name="open_courses"),
    path("courses/<uuid:number>/", views.open_course, name="open_course"),
    path(_SEAT, views.my_seat, name="my_seat"),
    path(f"{_SEAT}material/<uuid:number>/", views.my_material, name="my_material"),
    path(f"{_SEAT}certificate/<slug:what>/", views.my_certificate, name="my_certificate"),
    path(f"{_SEAT}<slug:act>/", views.my_seat_act, name="my_seat_act"),
    path("here/<str:token>/", views.here, name="here"),
    path("calendar/<str:token>.ics", views.my_calendar, name="my_calendar"),
]
_LINK = open_to(Who.LINK)
ACCESS: AccessTable = {
    "open_courses": open_to(Who.ANYBODY),
    "open_course": open_to(Who.ANYBODY),
    **{str(one.name): _LINK for one in urlpatterns[2:]},
}
