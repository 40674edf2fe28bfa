"""The public pages of certificates, below the language."""

from django.urls import path

from communitylinkage.certificates import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/<uuid:number>/", views.check_one, name="check_one"),
]
ACCESS: AccessTable = {str(one.name): open_to(Who.ANYBODY) for one in urlpatterns}
