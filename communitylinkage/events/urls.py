"""Addresses of events: what anybody reads, one's own link, and the work below the staff path."""

from django.urls import path

from communitylinkage.events import after_views, door_views, public_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_WORK = "staff/events/<str:reference>/"
_MINE = "my-event/<str:token>/"
_OPEN = [
    path("events/", public_views.events, name="events"),
    path("events/<str:reference>/", public_views.event, name="event"),
    path("events/<str:reference>/file/<uuid:number>/", public_views.event_file, name="event_file"),
    path("events/<str:reference>/register/", public_views.event_register, name="event_register"),
]
_LINK = [
    path("invited/<str:token>/", public_views.event_invited, name="event_invited"),
    path(_MINE, public_views.my_event, name="my_event"),
    path(f"{_MINE}change/", public_views.my_event_change, name="my_event_change"),
    path(f"{_MINE}meeting.ics", public_views.my_event_calendar, name="my_event_calendar"),
    path(f"{_MINE}file/<uuid:number>/", public_views.my_event_file, name="my_event_file"),
    path(f"{_MINE}<slug:act>/", public_views.my_event_act, name="my_event_act"),
]
_DOOR = [
    path("staff/events/", views.events_ours, name="events_ours"),
    path("staff/events/ticket/<str:token>/", door_views.event_ticket, name="event_ticket"),
    path(_WORK, views.event_work, name="event_work"),
    path(f"{_WORK}door/", door_views.event_door, name="event_door"),
    path(
        f"{_WORK}door/<uuid:number>/<slug:act>/", door_views.event_check_in, name="event_check_in"
    ),
    path(f"{_WORK}walk-in/", door_views.event_walk_in, name="event_walk_in"),
]
_KEEP = [
    path("staff/events/new/", views.event_new, name="event_new"),
    path(f"{_WORK}edit/", views.event_edit, name="event_edit"),
    path(f"{_WORK}words/<str:language>/", views.event_words, name="event_words"),
    path(f"{_WORK}sessions/new/", views.event_session_new, name="event_session_new"),
    path(f"{_WORK}sessions/<uuid:number>/", views.event_session, name="event_session"),
    path(
        f"{_WORK}sessions/<uuid:number>/drop/", views.event_session_drop,
        name="event_session_drop",
    ),
    path(f"{_WORK}act/<str:act>/", views.event_act, name="event_act"),
    path(f"{_WORK}asks/", views.event_asks, name="event_asks"),
    path(f"{_WORK}invite/", views.event_invite, name="event_invite"),
    path(f"{_WORK}guests/", door_views.event_guests, name="event_guests"),
    path(f"{_WORK}guests/<uuid:number>/", door_views.event_guest, name="event_guest"),
    path(f"{_WORK}paper/<slug:kind>/", door_views.event_paper, name="event_paper"),
    path(f"{_WORK}after/", after_views.event_after, name="event_after"),
    path(f"{_WORK}after/certify/", after_views.event_certify, name="event_certify"),
    path(f"{_WORK}after/minutes/<str:language>/", after_views.event_minutes, name="event_minutes"),
    path(f"{_WORK}after/material/", after_views.event_material, name="event_material"),
    path(
        f"{_WORK}after/material/<uuid:number>/", after_views.event_material_file,
        name="event_material_file",
    ),
    path(
        f"{_WORK}after/material/<uuid:number>/drop/", after_views.event_material_drop,
        name="event_material_drop",
    ),
    path(f"{_WORK}questions/<slug:wave>/", after_views.event_questions, name="event_questions"),
    path(
        f"{_WORK}questions/<slug:wave>/close/", after_views.event_questions_close,
        name="event_questions_close",
    ),
]  # fmt: skip
urlpatterns = [*_OPEN, *_LINK, *_KEEP[:1], *_DOOR, *_KEEP[1:]]
_HELPERS = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {
    **{str(one.name): open_to(Who.ANYBODY) for one in _OPEN},
    **{str(one.name): open_to(Who.LINK) for one in _LINK},
    **{str(one.name): _HELPERS for one in _DOOR},
    **{str(one.name): open_to(Who.COORDINATOR, Who.LEAD) for one in _KEEP},
}
