"""The public address of answering, below the language; the key in it is the only way in."""

from django.urls import path

from communitylinkage.surveys.answering import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("answer/<str:token>/", views.answer, name="answer"),
    path("answer/<str:token>/media/<uuid:file>/", views.answer_media, name="answer_media"),
]
ACCESS: AccessTable = {str(one.name): open_to(Who.LINK) for one in urlpatterns}
