"""Her page. All but the first want her code in the body of a POST; a GET leads to the first."""

from django.urls import path

from communitylinkage.referrals.receipt import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("", views.receipt, name="receipt"),
    path("paper/", views.sheet, name="receipt_sheet"),
    path("read/", views.read, name="receipt_read"),
    path("messages/", views.messages, name="receipt_messages"),
    path("how/", views.how, name="receipt_how"),
    path("lock/", views.lock, name="receipt_lock"),
    path("take-back/", views.take_back, name="receipt_take_back"),
    path("stop-mentor/", views.stop_mentor, name="receipt_stop_mentor"),
    path("stop/", views.stop, name="receipt_stop"),
]

ACCESS: AccessTable = {
    "receipt": open_to(Who.ANYBODY),
    "receipt_sheet": open_to(Who.RECEIPT),
    "receipt_read": open_to(Who.RECEIPT),
    "receipt_messages": open_to(Who.RECEIPT),
    "receipt_how": open_to(Who.RECEIPT),
    "receipt_lock": open_to(Who.RECEIPT),
    "receipt_take_back": open_to(Who.RECEIPT),
    "receipt_stop_mentor": open_to(Who.RECEIPT),
    "receipt_stop": open_to(Who.RECEIPT),
}
