"""Addresses of questionnaires, below the staff path."""

from django.urls import path

from communitylinkage.surveys import media_views, views, words_views
from communitylinkage.surveys.answering import try_views
from communitylinkage.values.access import AccessTable, Who, open_to

_ONE = "<uuid:number>/"
_VERSION = f"{_ONE}<int:version>/"
urlpatterns = [
    path("", views.questionnaires, name="questionnaires"),
    path("new/", views.questionnaire_new, name="questionnaire_new"),
    path("example/<slug:form>/", views.questionnaire_example, name="questionnaire_example"),
    path("incoming/<uuid:number>/", views.questionnaire_incoming, name="questionnaire_incoming"),
    path(_ONE, views.questionnaire, name="questionnaire"),
    path(f"{_ONE}again/", views.questionnaire_again, name="questionnaire_again"),
    path(f"{_VERSION}words/", words_views.questionnaire_words, name="questionnaire_words"),
    path(f"{_VERSION}language/", words_views.questionnaire_language, name="questionnaire_language"),
    path(f"{_VERSION}try/", try_views.questionnaire_try, name="questionnaire_try"),
    path(
        f"{_VERSION}try/media/<uuid:file>/",
        try_views.questionnaire_shown,
        name="questionnaire_shown",
    ),
    path(f"{_VERSION}media/", media_views.questionnaire_media, name="questionnaire_media"),
    path(f"{_VERSION}media/all/", media_views.questionnaire_files, name="questionnaire_files"),
    path(f"{_VERSION}act/<slug:act>/", views.questionnaire_act, name="questionnaire_act"),
    path(f"{_VERSION}file/<slug:form>/", views.questionnaire_file, name="questionnaire_file"),
    path(
        f"{_ONE}compare/<int:old>/<int:new>/",
        views.questionnaire_compare,
        name="questionnaire_compare",
    ),
]
_KEEPERS = open_to(Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {str(one.name): _KEEPERS for one in urlpatterns}
