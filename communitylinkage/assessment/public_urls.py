"""The public addresses of published figures, below the language."""

from django.urls import path

from communitylinkage.assessment import publishing_views as views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("figures/<str:token>/", views.public_figures, name="figures"),
    path("figures/<str:token>/figures.csv", views.public_figures_file, name="figures_file"),
]
ACCESS: AccessTable = {str(one.name): open_to(Who.LINK) for one in urlpatterns}
