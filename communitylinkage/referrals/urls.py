"""Addresses of referrals below the staff path, and who may use them."""

from django.urls import path

from communitylinkage.referrals import answering, views
from communitylinkage.referrals.following import views as following
from communitylinkage.values.access import AccessTable, Who, open_to

_MAKERS = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR)
_ONE = "referrals/<str:reference>/"

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/new/", views.referral_new, name="referral_new"),
    path(
        "referrals/agreed/<uuid:number>/<int:version>/",
        following.procedure_figures,
        name="procedure_figures",
    ),
    path(_ONE, views.referral, name="referral"),
    path(_ONE + "read/<str:part>/", views.referral_read, name="referral_read"),
    path(_ONE + "act/<str:act>/", answering.referral_act, name="referral_act"),
    path(_ONE + "step/", following.referral_step, name="referral_step"),
    path(_ONE + "another-way/", following.referral_departure, name="referral_departure"),
    path(_ONE + "told/", answering.referral_told, name="referral_told"),
    path(_ONE + "end/", views.referral_withdraw, name="referral_withdraw"),
    path(_ONE + "hand-over/", answering.referral_hand_over, name="referral_hand_over"),
    path(_ONE + "take-over/", answering.referral_take_over, name="referral_take_over"),
]
ACCESS: AccessTable = {
    "referrals": _MAKERS,
    "referral_new": _MAKERS,
    "referral": _MAKERS,
    "referral_read": _MAKERS,
    "referral_act": _MAKERS,
    "procedure_figures": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD),
    "referral_step": _MAKERS,
    "referral_departure": _MAKERS,
    "referral_told": open_to(Who.PROFESSIONAL, Who.COORDINATOR),
    "referral_withdraw": _MAKERS,
    "referral_hand_over": _MAKERS,
    "referral_take_over": _MAKERS,
}
