"""The public pages. Names are not namespaced: the frame and the error pages link to them."""

from django.urls import path

from communitylinkage.guide import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("danger/", views.danger, name="danger"),
    path("signs/", views.signs, name="signs"),
    path("rights/", views.rights, name="rights"),
    path("safety/", views.safety, name="safety"),
    path("find/", views.find, name="find"),
    path("find/places/", views.places, name="places"),
    path("services/<uuid:number>/", views.service, name="service"),
    path("help-lines/", views.help_lines, name="help_lines"),
    path("about/", views.about, name="about"),
]

ACCESS: AccessTable = {
    "first_page": open_to(Who.ANYBODY),
    "danger": open_to(Who.ANYBODY),
    "signs": open_to(Who.ANYBODY),
    "rights": open_to(Who.ANYBODY),
    "safety": open_to(Who.ANYBODY),
    "find": open_to(Who.ANYBODY),
    "places": open_to(Who.ANYBODY),
    "service": open_to(Who.ANYBODY),
    "help_lines": open_to(Who.ANYBODY),
    "about": open_to(Who.ANYBODY),
}
