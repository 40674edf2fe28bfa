"""All addresses. Each part's own are under the language, so that the address carries it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from communitylinkage.guide.urls import ACCESS as GUIDE
from communitylinkage.mentors.urls import ACCESS as MENTORS
from communitylinkage.network.urls import ACCESS as NETWORK
from communitylinkage.people.urls import ACCESS as PEOPLE
from communitylinkage.referrals.mentor_requests.urls import ACCESS as MENTOR_REQUESTS
from communitylinkage.values.access import AccessTable, Who, open_to
from communitylinkage.website import views

urlpatterns = [
    path("", views.root, name="root"),
    *i18n_patterns(
        path("", include("communitylinkage.guide.urls")),
        path("staff/", include("communitylinkage.people.urls")),
        path("staff/", include("communitylinkage.mentors.urls")),
        path("staff/", include("communitylinkage.network.urls")),
        path("staff/", include("communitylinkage.referrals.mentor_requests.urls")),
    ),
]

handler404 = "communitylinkage.website.views.not_found"
handler500 = "communitylinkage.website.views.went_wrong"

ACCESS: AccessTable = {
    "root": open_to(Who.ANYBODY),
    **GUIDE,
    **PEOPLE,
    **MENTORS,
    **NETWORK,
    **MENTOR_REQUESTS,
}
