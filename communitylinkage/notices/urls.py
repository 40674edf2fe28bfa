"""Addresses of what the law asks a site to say: for anybody."""

from django.urls import path

from communitylinkage.notices import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/privacy/<slug:reader>/", views.privacy_notice, name="privacy"),
    path("notices/who-answers/", views.controllers, name="controllers"),
    path("notices/record/", views.processing, name="processing"),
    path("notices/record/fields.csv", views.processing_file, name="processing_file"),
    path("notices/assessment/", views.impact_of_processing, name="impact_of_processing"),
    path("notices/accessibility/", views.accessibility, name="accessibility"),
    path("notices/imprint/", views.imprint, name="imprint"),
]
ACCESS: AccessTable = {one.name: open_to(Who.ANYBODY) for one in urlpatterns if one.name}
