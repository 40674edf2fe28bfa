"""Addresses of communities, below the staff path."""

from django.urls import path

from communitylinkage.network import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("communities/", views.communities, name="communities"),
    path("communities/<uuid:number>/", views.community, name="community"),
    path("my-communities/", views.my_communities, name="my_communities"),
]
ACCESS: AccessTable = {
    "communities": open_to(Who.COORDINATOR),
    "community": open_to(Who.COORDINATOR),
    "my_communities": open_to(Who.MENTOR),
}
