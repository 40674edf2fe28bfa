"""Addresses of support actions, below the staff path."""

from django.urls import path

from communitylinkage.support import views
from communitylinkage.support.counting import views as counting
from communitylinkage.support.groups import views as groups
from communitylinkage.support.voices import views as voices
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("", views.support, name="support"),
    path("hours/", views.support_hours, name="support_hours"),
    path("counted/", counting.support_counted, name="support_counted"),
    path("counted/freeze/", counting.support_freeze, name="support_freeze"),
    path("group/", groups.support_group, name="support_group"),
    path("signs/", voices.support_signs, name="support_signs"),
    path("complaints/", voices.complaints, name="complaints"),
    path("complaints/<str:reference>/", voices.complaint, name="complaint"),
    path("<str:reference>/", views.support_action, name="support_action"),
    path("<str:reference>/plan/", views.support_plan, name="support_plan"),
    path("<str:reference>/report/", views.support_report, name="support_report"),
]
_PARTIES = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR)
ACCESS: AccessTable = {
    "support": _PARTIES,
    "support_hours": _PARTIES,
    "support_signs": _PARTIES,
    "support_group": _PARTIES,
    "complaints": open_to(Who.COORDINATOR),
    "complaint": open_to(Who.COORDINATOR),
    "support_counted": open_to(Who.LEAD),
    "support_freeze": open_to(Who.LEAD),
    "support_action": _PARTIES,
    "support_plan": open_to(Who.MENTOR),
    "support_report": open_to(Who.MENTOR),
}
