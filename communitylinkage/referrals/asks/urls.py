"""Addresses of asks: hers is public, the others are below the staff path."""

from django.urls import path

from communitylinkage.referrals.asks import hers, link_views, staff_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

ON_DUTY = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR)

urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/mine/", hers.mine, name="ask_mine"),
    path("staff/asks/", staff_views.asks, name="asks"),
    path("staff/asks/<str:reference>/", staff_views.asked, name="asked"),
    path("staff/asks/<str:reference>/read/", staff_views.ask_read, name="ask_read"),
    path("staff/asks/<str:reference>/act/", staff_views.ask_act, name="ask_act"),
    path("staff/asks/<str:reference>/link/", link_views.ask_link, name="ask_link"),
]

ACCESS: AccessTable = {
    "ask": open_to(Who.ANYBODY),
    "ask_mine": open_to(Who.ANYBODY),
    "asks": ON_DUTY,
    "asked": ON_DUTY,
    "ask_read": ON_DUTY,
    "ask_act": ON_DUTY,
    "ask_link": ON_DUTY,
}
