"""Addresses of assessments, below the staff path."""

from django.urls import path

from communitylinkage.assessment import publishing_views, result_views, round_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_ROUND = "rounds/<uuid:number>/"
urlpatterns = [
    path("", views.assessments, name="assessments"),
    path("new/", views.assessment_new, name="assessment_new"),
    path("<uuid:number>/", views.assessment, name="assessment"),
    path("<uuid:number>/again/", views.round_new, name="round_new"),
    path("<uuid:number>/needs/", result_views.assessment_needs, name="assessment_needs"),
    path("<uuid:number>/compare/", result_views.assessment_compare, name="assessment_compare"),
    path("<uuid:number>/publish/", publishing_views.assessment_publish, name="assessment_publish"),
    path(
        "<uuid:number>/publish/<uuid:publication>/back/",
        publishing_views.publication_back,
        name="publication_back",
    ),
    path(f"{_ROUND}results/", result_views.round_results, name="round_results"),
    path(_ROUND, round_views.round_page, name="round"),
    path(f"{_ROUND}act/<slug:act>/", round_views.round_act, name="round_act"),
    path(f"{_ROUND}dates/", round_views.round_dates, name="round_dates"),
    path(f"{_ROUND}link/<slug:country>/<slug:kind>/", round_views.round_link, name="round_link"),
    path(f"{_ROUND}invite/", round_views.round_invite, name="round_invite"),
    path(f"{_ROUND}sheet/<slug:country>/<slug:kind>/", round_views.round_sheet, name="round_sheet"),
]
_RUNNING = open_to(Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {str(one.name): _RUNNING for one in urlpatterns}
