"""All addresses. Each part's own are under the language, so that the address carries it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from communitylinkage.directory.urls import ACCESS as DIRECTORY
from communitylinkage.guide.urls import ACCESS as GUIDE
from communitylinkage.people.urls import ACCESS as PEOPLE
from communitylinkage.values.access import AccessTable, Who, open_to
from communitylinkage.website import views

urlpatterns = [
    path("", views.root, name="root"),
    *i18n_patterns(
        path("", include("communitylinkage.guide.urls")),
        path("staff/", include("communitylinkage.people.urls")),
        path("staff/directory/", include("communitylinkage.directory.urls")),
    ),
]

handler404 = "communitylinkage.website.views.not_found"
handler500 = "communitylinkage.website.views.went_wrong"

ACCESS: AccessTable = {"root": open_to(Who.ANYBODY), **DIRECTORY, **GUIDE, **PEOPLE}
