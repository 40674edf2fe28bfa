"""Her form, below the path of her receipt. Both want her code in the body of a POST."""

from django.urls import path

from communitylinkage.referrals.wishes import views
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("somebody/", views.receipt_wish, name="receipt_wish"),
    path("somebody/take-back/", views.receipt_wish_back, name="receipt_wish_back"),
]
ACCESS: AccessTable = {
    "receipt_wish": open_to(Who.RECEIPT),
    "receipt_wish_back": open_to(Who.RECEIPT),
}
