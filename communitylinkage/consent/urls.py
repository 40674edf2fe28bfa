"""Addresses of the consent texts."""

from django.urls import path

from communitylinkage.consent import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("consent-texts/", views.consent_texts, name="consent_texts"),
    path(
        "consent-texts/<uuid:number>/review/", views.consent_text_review, name="consent_text_review"
    ),
]
ACCESS: AccessTable = {
    "consent_texts": open_to(Who.ADMINISTRATOR),
    "consent_text_review": open_to(Who.ADMINISTRATOR),
}
