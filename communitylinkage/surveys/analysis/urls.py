"""Addresses of results, below those of questionnaires."""

from django.urls import path

from communitylinkage.surveys.analysis import file_views, text_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_ONE = "collections/<uuid:number>/results/"
urlpatterns = [
    path(_ONE, views.collection_results, name="collection_results"),
    path(f"{_ONE}export/", views.collection_export, name="collection_export"),
    path(f"{_ONE}release/<slug:audience>/", views.collection_release, name="collection_release"),
    path(f"{_ONE}<int:at>/", views.collection_question, name="collection_question"),
    path(f"{_ONE}<int:at>/files/", file_views.collection_files, name="collection_files"),
    path(f"{_ONE}<int:at>/texts/", text_views.collection_texts, name="collection_texts"),
    path(f"{_ONE}<int:at>/texts/code/", text_views.collection_code, name="collection_code"),
    path(f"{_ONE}<int:at>/texts/read/", text_views.collection_read, name="collection_read"),
]
_KEEPERS = open_to(Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {str(one.name): _KEEPERS for one in urlpatterns}
