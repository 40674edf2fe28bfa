"""All addresses. Each part's own are under the language, so that the address carries it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import TemplateView

from communitylinkage.people.urls import ACCESS as PEOPLE
from communitylinkage.values.access import AccessTable, Who, open_to
from communitylinkage.website import views

urlpatterns = [
    path("", views.root, name="root"),
    *i18n_patterns(
        path("", TemplateView.as_view(template_name="website/first_page.html"), name="first_page"),
        path(
            "help-lines/",
            TemplateView.as_view(template_name="website/first_page.html"),
            name="help_lines",
        ),
        path("staff/", include("communitylinkage.people.urls")),
    ),
]

handler404 = "communitylinkage.website.views.not_found"
handler500 = "communitylinkage.website.views.went_wrong"

ACCESS: AccessTable = {
    "root": open_to(Who.ANYBODY),
    "first_page": open_to(Who.ANYBODY),
    "help_lines": open_to(Who.ANYBODY),
    **PEOPLE,
}
