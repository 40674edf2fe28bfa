"""Addresses below the staff path, and who may use them."""

from django.urls import path

from communitylinkage.people import views
from communitylinkage.values.access import AccessTable, Who, open_to

app_name = "people"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("second/", views.second, name="second"),
    path("second/picture/", views.code_picture, name="code_picture"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("sign-ins/", views.my_sign_ins, name="my_sign_ins"),
    path("password/", views.change_password, name="change_password"),
    path("invitation/<str:token>/", views.accept, name="accept"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("colleagues/<uuid:membership>/let-in/", views.let_in, name="let_in"),
    path("colleagues/<uuid:membership>/leave/", views.leave, name="leave"),
]
ACCESS: AccessTable = {
    "home": open_to(Who.SIGNED_IN),
    "sign_in": open_to(Who.ANYBODY),
    "second": open_to(Who.ANYBODY),
    "code_picture": open_to(Who.ANYBODY),
    "sign_out": open_to(Who.ANYBODY),
    "my_sign_ins": open_to(Who.SIGNED_IN),
    "change_password": open_to(Who.SIGNED_IN),
    "accept": open_to(Who.LINK),
    "colleagues": open_to(Who.COORDINATOR),
    "let_in": open_to(Who.COORDINATOR),
    "leave": open_to(Who.COORDINATOR),
}
