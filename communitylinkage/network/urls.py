"""Addresses of communities and their network, below the staff path."""

from django.urls import path

from communitylinkage.network import views
from communitylinkage.network.members import views as members
from communitylinkage.network.steps import views as steps
from communitylinkage.network.ties import views as ties
from communitylinkage.values.access import AccessTable, Who, open_to

_ONE = "communities/<uuid:number>/"
_MEMBER = "communities/members/<uuid:number>/"
urlpatterns = [
    path("communities/", views.communities, name="communities"),
    path("communities/map/", ties.network_map, name="network_map"),
    path("communities/map.svg", ties.network_picture, name="network_picture"),
    path("communities/ties.csv", ties.network_ties, name="network_ties"),
    path("communities/next/", views.network_next, name="network_next"),
    path("communities/associations/<uuid:number>/", ties.association_end, name="association_end"),
    path("communities/ties/<uuid:number>/", ties.tie, name="tie"),
    path("communities/contacts/<uuid:number>/", steps.community_contact, name="community_contact"),
    path("communities/steps/<uuid:number>/", steps.community_step, name="community_step"),
    path(_MEMBER, members.member, name="member"),
    path(f"{_MEMBER}further/", members.member_further, name="member_further"),
    path(f"{_MEMBER}leave/", members.member_leave, name="member_leave"),
    path(f"{_MEMBER}erase/", members.member_erase, name="member_erase"),
    path(f"{_MEMBER}merge/", members.member_merge, name="member_merge"),
    path(f"{_MEMBER}apart/", members.member_apart, name="member_apart"),
    path(_ONE, views.community, name="community"),
    path(f"{_ONE}change/", views.community_edit, name="community_edit"),
    path(f"{_ONE}association/", ties.association_new, name="association_new"),
    path(f"{_ONE}member/", members.member_new, name="member_new"),
    path(f"{_ONE}tie/", ties.tie_new, name="tie_new"),
    path(f"{_ONE}contact/", steps.contact_new, name="contact_new"),
    path(f"{_ONE}step/", steps.step_new, name="step_new"),
    path("my-communities/", views.my_communities, name="my_communities"),
]
_COORDINATORS = [one.name for one in urlpatterns if one.name]
ACCESS: AccessTable = {
    **{name: open_to(Who.COORDINATOR) for name in _COORDINATORS},
    "community_step": open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR),
    "my_communities": open_to(Who.MENTOR),
}
