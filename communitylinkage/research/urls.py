"""Addresses of research: the group's below the staff path, and three that need no account."""

from django.urls import path

from communitylinkage.research import (
    coding_views,
    evidence_views,
    finding_views,
    picture_views,
    public_views,
    views,
)
from communitylinkage.values.access import AccessTable, Who, open_to

_CYCLE = "staff/research/<uuid:number>/"
_PIECE = f"{_CYCLE}evidence/<str:reference>/"
_FINDING = f"{_CYCLE}findings/<uuid:finding>/"
_OPEN = [
    path("you-said/", public_views.told_back, name="told_back"),
    path("you-said/<uuid:number>/", public_views.told_back_to, name="told_back_to"),
    path("you-said/picture/<uuid:picture>/", picture_views.told_picture, name="told_picture"),
    path("take-back/", public_views.take_back, name="take_back"),
]
_GROUP = [
    path("staff/research/", views.research, name="research"),
    path("staff/research/new/", views.research_new, name="research_new"),
    path(_CYCLE, views.research_cycle, name="research_cycle"),
    path(f"{_CYCLE}move/", views.research_move, name="research_move"),
    path(f"{_CYCLE}again/", views.research_again, name="research_again"),
    path(f"{_CYCLE}new-key/", views.research_new_key, name="research_new_key"),
    path(f"{_CYCLE}join/", views.research_join, name="research_join"),
    path(f"{_CYCLE}leave/<int:person>/", views.research_leave, name="research_leave"),
    path(f"{_CYCLE}evidence/", evidence_views.research_evidence, name="research_evidence"),
    path(f"{_CYCLE}give/", evidence_views.research_give, name="research_give"),
    path(_PIECE, evidence_views.research_piece, name="research_piece"),
    path(f"{_PIECE}file/", evidence_views.research_file, name="research_file"),
    path(f"{_PIECE}mark/", evidence_views.research_mark, name="research_mark"),
    path(f"{_PIECE}translate/", evidence_views.research_translate, name="research_translate"),
    path(f"{_PIECE}take-back/", evidence_views.research_piece_back, name="research_piece_back"),
    path(f"{_CYCLE}codes/", coding_views.research_codes, name="research_codes"),
    path(f"{_CYCLE}codes/<int:code>/", coding_views.research_code, name="research_code"),
    path(f"{_CYCLE}agreement/", coding_views.research_agreement, name="research_agreement"),
    path(f"{_CYCLE}quotes/", coding_views.research_quotes, name="research_quotes"),
    path(f"{_CYCLE}overlaps/", coding_views.research_overlaps, name="research_overlaps"),
    path(f"{_CYCLE}findings/", finding_views.research_findings, name="research_findings"),
    path(f"{_CYCLE}findings/new/", finding_views.research_finding_new, name="research_finding_new"),
    path(f"{_CYCLE}findings/ask/", finding_views.research_ask, name="research_ask"),
    path(_FINDING, finding_views.research_finding, name="research_finding"),
    path(f"{_FINDING}words/", finding_views.research_finding_edit, name="research_finding_edit"),
    path(f"{_FINDING}quote/", finding_views.research_quote, name="research_quote"),
    path(f"{_FINDING}picture/", picture_views.research_picture, name="research_picture"),
    path(
        f"{_FINDING}picture/<uuid:picture>/",
        picture_views.research_picture_seen,
        name="research_picture_seen",
    ),
    path(f"{_FINDING}leads/", finding_views.research_leads, name="research_leads"),
    path(f"{_FINDING}publish/", finding_views.research_publish, name="research_publish"),
]
urlpatterns = [
    *_OPEN,
    path("said/<str:door>/", public_views.research_door, name="research_door"),
    *_GROUP,
]
ACCESS: AccessTable = {
    **{one.name: open_to(Who.ANYBODY) for one in _OPEN if one.name},
    "research_door": open_to(Who.LINK),
    **{
        one.name: open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR)
        for one in _GROUP
        if one.name
    },
}
