"""Messages below the staff path."""

from django.urls import path

from communitylinkage.referrals.receipt import staff_views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path(
        "referrals/<str:reference>/messages/",
        staff_views.referral_messages,
        name="referral_messages",
    ),
]

ACCESS: AccessTable = {
    "referral_messages": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
}
