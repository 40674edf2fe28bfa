"""The public address of answering, below the language; the key in it is the only way in."""

from django.urls import path

from communitylinkage.surveys.answering import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [path("answer/<str:token>/", views.answer, name="answer")]
ACCESS: AccessTable = {"answer": open_to(Who.LINK)}
