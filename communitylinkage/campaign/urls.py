"""Addresses of campaigns: what anybody opens, and the work below the staff path."""

from django.urls import path

from communitylinkage.campaign import (
    address_views,
    import_views,
    material_views,
    public_views,
    reach_views,
    views,
)
from communitylinkage.values.access import AccessTable, Who, open_to

_OURS = "staff/campaigns/<str:reference>/"
_MATERIAL = f"{_OURS}materials/<uuid:number>/"
_ADDRESS = f"{_OURS}addresses/<str:code>/"
_CHANNEL = f"{_OURS}reach/<uuid:number>/"
_OPEN = [
    path("campaigns/", public_views.campaigns, name="campaigns"),
    path("campaigns/<str:reference>/", public_views.campaign, name="campaign"),
    path("campaigns/<str:reference>/<str:code>/", public_views.campaign_paper,
         name="campaign_paper"),
    path("go/<str:code>/", public_views.go_page, name="go_page"),
]  # fmt: skip
_KEEP = [
    path("staff/campaigns/", views.campaigns_ours, name="campaigns_ours"),
    path("staff/campaigns/new/", views.campaign_new, name="campaign_new"),
    path(_OURS, views.campaign_work, name="campaign_work"),
    path(f"{_OURS}edit/", views.campaign_edit, name="campaign_edit"),
    path(f"{_OURS}message/", views.campaign_message, name="campaign_message"),
    path(f"{_OURS}calendar/", views.campaign_calendar, name="campaign_calendar"),
    path(f"{_OURS}calendar/<uuid:number>/<str:act>/", views.campaign_planned_act,
         name="campaign_planned_act"),
    path(f"{_OURS}materials/new/", material_views.campaign_material_new,
         name="campaign_material_new"),
    path(_MATERIAL, material_views.campaign_material, name="campaign_material"),
    path(f"{_MATERIAL}words/<str:language>/", material_views.campaign_material_words,
         name="campaign_material_words"),
    path(f"{_MATERIAL}act/<str:act>/", material_views.campaign_material_act,
         name="campaign_material_act"),
    path(f"{_MATERIAL}again/", material_views.campaign_material_again,
         name="campaign_material_again"),
    path(f"{_MATERIAL}ask/", material_views.campaign_material_ask, name="campaign_material_ask"),
    path(f"{_MATERIAL}withdraw/", material_views.campaign_material_withdraw,
         name="campaign_material_withdraw"),
    path(f"{_MATERIAL}paper/<str:code>/", material_views.campaign_material_paper,
         name="campaign_material_paper"),
    path(f"{_OURS}addresses/", address_views.campaign_addresses, name="campaign_addresses"),
    path(_ADDRESS, address_views.campaign_address, name="campaign_address"),
    path(f"{_ADDRESS}code.svg", address_views.campaign_address_code, name="campaign_address_code"),
    path(f"{_ADDRESS}end/", address_views.campaign_address_end, name="campaign_address_end"),
    path(f"{_OURS}reach/", reach_views.campaign_reach, name="campaign_reach"),
    path(f"{_OURS}reach/new/", reach_views.campaign_channel_new, name="campaign_channel_new"),
    path(f"{_OURS}evidence/<uuid:number>/", reach_views.campaign_evidence,
         name="campaign_evidence"),
    path(_CHANNEL, reach_views.campaign_channel, name="campaign_channel"),
    path(f"{_CHANNEL}edit/", reach_views.campaign_channel_edit, name="campaign_channel_edit"),
    path(f"{_CHANNEL}figure/", reach_views.campaign_figure_new, name="campaign_figure_new"),
    path(f"{_CHANNEL}figure/<uuid:figure>/drop/", reach_views.campaign_figure_drop,
         name="campaign_figure_drop"),
    path(f"{_CHANNEL}overlap/", reach_views.campaign_overlap_new, name="campaign_overlap_new"),
    path(f"{_CHANNEL}overlap/<uuid:overlap>/drop/", reach_views.campaign_overlap_drop,
         name="campaign_overlap_drop"),
    path(f"{_CHANNEL}import/", import_views.campaign_import, name="campaign_import"),
    path(f"{_CHANNEL}import/<uuid:export>/", import_views.campaign_import_look,
         name="campaign_import_look"),
]  # fmt: skip
urlpatterns = [*_OPEN, *_KEEP]
_KEEPERS = open_to(Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {
    "go": open_to(Who.ANYBODY),
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    **{one.name: _KEEPERS for one in _KEEP if one.name},
}
