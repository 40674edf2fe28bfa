"""The short address itself: without a language, because it stands on paper."""

from django.urls import path

from communitylinkage.campaign.public_views import go

urlpatterns = [path("<str:code>/", go, name="go")]
