"""Addresses of advocacy: what anybody reads, and the work below the staff path."""

from django.urls import path

from communitylinkage.advocacy import promise_views, public_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_WORK = "staff/advocacy/<str:reference>/"
_OPEN = [
    path("promises/", public_views.promises, name="promises"),
    path("promises/<str:country>/", public_views.promises_of, name="promises_of"),
    path("promises/<str:country>/brief.pdf", public_views.promises_brief, name="promises_brief"),
    path("promise/<str:reference>/", public_views.promise, name="promise"),
    path("demands/<str:reference>/", public_views.demand, name="demand"),
]
_KEEP = [
    path("staff/advocacy/", views.advocacy, name="advocacy"),
    path("staff/advocacy/bodies/", views.bodies, name="bodies"),
    path("staff/advocacy/bodies/new/", views.body_new, name="body_new"),
    path("staff/advocacy/bodies/<uuid:number>/", views.body_edit, name="body_edit"),
    path("staff/advocacy/new/", views.demand_new, name="demand_new"),
    path(_WORK, views.demand_work, name="demand_work"),
    path(f"{_WORK}words/<str:language>/", views.demand_words, name="demand_words"),
    path(f"{_WORK}bodies/", views.demand_bodies, name="demand_bodies"),
    path(f"{_WORK}evidence/", views.demand_evidence, name="demand_evidence"),
    path(
        f"{_WORK}evidence/<int:number>/drop/", views.demand_evidence_drop,
        name="demand_evidence_drop",
    ),
    path(f"{_WORK}act/<str:act>/", views.demand_act, name="demand_act"),
    path(f"{_WORK}withdraw/", views.demand_withdraw, name="demand_withdraw"),
    path(f"{_WORK}meetings/new/", views.advocacy_meeting_new, name="advocacy_meeting_new"),
    path(f"{_WORK}meetings/<uuid:number>/", views.advocacy_meeting, name="advocacy_meeting"),
    path(f"{_WORK}promises/new/", promise_views.promise_new, name="promise_new"),
    path("staff/promises/<str:reference>/", promise_views.promise_work, name="promise_work"),
    path(
        "staff/promises/<str:reference>/words/<str:language>/", promise_views.promise_words,
        name="promise_words",
    ),
]  # fmt: skip
urlpatterns = [*_OPEN, *_KEEP]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: open_to(Who.COORDINATOR, Who.LEAD) for one in _KEEP if one.name},
}
