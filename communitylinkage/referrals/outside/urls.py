"""The address of a one-time link. Not namespaced: letters name it."""

from django.urls import path

from communitylinkage.referrals.outside import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [path("link/<str:token>/", views.link, name="link")]

ACCESS: AccessTable = {"link": open_to(Who.LINK)}
