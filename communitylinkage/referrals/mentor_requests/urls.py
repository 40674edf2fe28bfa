"""Addresses of requests for a mentor, below the staff path."""

from django.urls import path

from communitylinkage.referrals.mentor_requests import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("mentor-requests/", views.mentor_requests, name="mentor_requests"),
    path("mentor-requests/new/", views.mentor_request_new, name="mentor_request_new"),
    path("mentor-requests/<str:reference>/", views.mentor_request, name="mentor_request"),
    path("referrals/<str:reference>/mentor/", views.referral_mentor, name="referral_mentor"),
]
ACCESS: AccessTable = {
    "mentor_requests": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
    "mentor_request_new": open_to(Who.PROFESSIONAL, Who.COORDINATOR),
    "mentor_request": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
    "referral_mentor": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
}
