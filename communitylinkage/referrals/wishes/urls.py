"""The page of who answers her wish, below the staff path."""

from django.urls import path

from communitylinkage.referrals.wishes import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("referrals/<str:reference>/somebody/", views.referral_wish, name="referral_wish"),
]
ACCESS: AccessTable = {
    "referral_wish": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
}
