"""Addresses below the staff path, and who may use them."""

from django.urls import path

from communitylinkage.people.views import colleagues, home, passwords, posts, signing_in, site
from communitylinkage.values.access import AccessTable, Who, open_to

app_name = "people"
urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", home.roles, name="roles"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("second/", signing_in.second, name="second"),
    path("second/picture/", signing_in.code_picture, name="code_picture"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("sign-ins/", home.my_sign_ins, name="my_sign_ins"),
    path("password/", passwords.change_password, name="change_password"),
    path("forgotten/", passwords.forgotten, name="forgotten"),
    path("forgotten/<str:token>/", passwords.begin_again, name="begin_again"),
    path("invitation/<str:token>/", colleagues.accept, name="accept"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/<uuid:membership>/let-in/", colleagues.let_in, name="let_in"),
    path("colleagues/<uuid:membership>/leave/", colleagues.leave, name="leave"),
    path("posts/", posts.post_list, name="posts"),
    path("posts/<uuid:post>/", posts.post, name="post"),
    path("posts/<uuid:post>/name/", posts.post_name, name="post_name"),
    path("posts/<uuid:post>/key/", posts.post_key, name="post_key"),
    path("posts/<uuid:post>/off-duty/<uuid:duty>/", posts.off_duty, name="off_duty"),
    path("site/", site.site, name="site"),
    path("site/programme/", site.programme, name="site_programme_new"),
    path("site/programme/<uuid:programme>/", site.programme, name="site_programme"),
    path("site/programme/<uuid:programme>/partner/", site.partner, name="site_partner"),
    path("site/organisation/", site.organisation, name="site_organisation_new"),
    path("site/organisation/<uuid:organisation>/", site.organisation, name="site_organisation"),
    path("site/organisation/<uuid:organisation>/first/", site.first, name="site_first"),
]
ACCESS: AccessTable = {
    "home": open_to(Who.SIGNED_IN),
    "roles": open_to(Who.SIGNED_IN),
    "sign_in": open_to(Who.ANYBODY),
    "second": open_to(Who.ANYBODY),
    "code_picture": open_to(Who.ANYBODY),
    "sign_out": open_to(Who.ANYBODY),
    "my_sign_ins": open_to(Who.SIGNED_IN),
    "change_password": open_to(Who.SIGNED_IN),
    "forgotten": open_to(Who.ANYBODY),
    "begin_again": open_to(Who.LINK),
    "accept": open_to(Who.LINK),
    "colleagues": open_to(Who.COORDINATOR),
    "let_in": open_to(Who.COORDINATOR, Who.ADMINISTRATOR),
    "leave": open_to(Who.COORDINATOR, Who.ADMINISTRATOR),
    "posts": open_to(Who.COORDINATOR),
    "post": open_to(Who.COORDINATOR),
    "post_name": open_to(Who.COORDINATOR),
    "post_key": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
    "off_duty": open_to(Who.COORDINATOR),
    "site": open_to(Who.ADMINISTRATOR),
    "site_programme_new": open_to(Who.ADMINISTRATOR),
    "site_programme": open_to(Who.ADMINISTRATOR),
    "site_partner": open_to(Who.ADMINISTRATOR),
    "site_organisation_new": open_to(Who.ADMINISTRATOR),
    "site_organisation": open_to(Who.ADMINISTRATOR),
    "site_first": open_to(Who.ADMINISTRATOR),
}
