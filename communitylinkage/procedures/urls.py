"""Addresses of procedures, below the staff path."""

from django.urls import path

from communitylinkage.procedures.views import editing, reading, together
from communitylinkage.values.access import AccessTable, Who, open_to

_ONE = "<uuid:number>/"
_STEP = f"{_ONE}steps/<slug:step>/"
_VERSION = f"{_ONE}<int:version>/"
_READING = [
    path("", reading.procedures, name="procedures"),
    path(_ONE, reading.procedure, name="procedure"),
    path(f"{_ONE}findings/", reading.procedure_findings, name="procedure_findings"),
    path(f"{_ONE}rehearsal/", reading.procedure_rehearsal, name="procedure_rehearsal"),
    path(f"{_ONE}trail/", reading.procedure_trail, name="procedure_trail"),
    path(f"{_ONE}talk/", together.procedure_talk, name="procedure_talk"),
    path(f"{_ONE}meetings/", together.procedure_meetings, name="procedure_meetings"),
    path(_VERSION, reading.procedure, name="procedure_version"),
    path(f"{_VERSION}findings/", reading.procedure_findings, name="procedure_version_findings"),
    path(f"{_VERSION}rehearsal/", reading.procedure_rehearsal, name="procedure_version_rehearsal"),
    path(f"{_VERSION}talk/", together.procedure_talk, name="procedure_version_talk"),
    path(f"{_VERSION}wall/", reading.procedure_wall, name="procedure_wall"),
    path(f"{_VERSION}pdf/", reading.procedure_pdf, name="procedure_pdf"),
    path(f"{_VERSION}file/", reading.procedure_file, name="procedure_file"),
    path(f"{_ONE}compare/<int:old>/<int:new>/", reading.procedure_compare,
         name="procedure_compare"),
]  # fmt: skip
_KEEPING = [
    path("new/", editing.procedure_new, name="procedure_new"),
    path("bring/", editing.procedure_bring, name="procedure_bring"),
    path(f"{_ONE}take-over/", editing.procedure_take_over, name="procedure_take_over"),
    path(f"{_ONE}agreement/", editing.procedure_agreement, name="procedure_agreement"),
    path(f"{_ONE}parties/", editing.procedure_parties, name="procedure_parties"),
    path(f"{_ONE}hours/", editing.procedure_hours, name="procedure_hours"),
    path(f"{_ONE}new-step/", editing.procedure_step_new, name="procedure_step_new"),
    path(_STEP, editing.procedure_step, name="procedure_step"),
    path(f"{_STEP}drop/", editing.procedure_step_drop, name="procedure_step_drop"),
    path(f"{_ONE}mend/<int:place>/", editing.procedure_mend, name="procedure_mend"),
    path(f"{_ONE}again/", editing.procedure_again, name="procedure_again"),
    path(f"{_ONE}offer/", editing.procedure_offer, name="procedure_offer"),
    path(f"{_ONE}answer/<uuid:objection>/", together.procedure_answer, name="procedure_answer"),
    path(f"{_ONE}act/<slug:act>/", together.procedure_act, name="procedure_act"),
]
_SIGNING = [
    path(f"{_VERSION}sign/", together.procedure_sign, name="procedure_sign"),
    path(f"{_VERSION}unsign/", together.procedure_unsign, name="procedure_unsign"),
]
urlpatterns = [*_READING, *_KEEPING, *_SIGNING]
ACCESS: AccessTable = {
    **{
        str(one.name): open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD)
        for one in _READING
    },
    **{str(one.name): open_to(Who.COORDINATOR, Who.LEAD) for one in _KEEPING},
    **{str(one.name): open_to(Who.COORDINATOR) for one in _SIGNING},
}
