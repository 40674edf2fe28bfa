"""Addresses of plans and reports, for coordinators and who leads."""

from django.urls import path

from communitylinkage.reports import item_views, plan_views, template_views, views
from communitylinkage.values.access import AccessTable, Who, open_to

_PLAN = "staff/plan/"
_PACKAGE = f"{_PLAN}packages/<uuid:number>/"
_ITEM = f"{_PLAN}items/<uuid:number>/"
_WORK = "staff/reports/"
_ONE = f"{_WORK}<uuid:number>/"
_SECTION = f"{_WORK}template/<uuid:number>/"
urlpatterns = [
    path(_PLAN, plan_views.plan, name="plan"),
    path(f"{_PLAN}packages/new/", plan_views.plan_package_new, name="plan_package_new"),
    path(_PACKAGE, plan_views.plan_package, name="plan_package"),
    path(f"{_PACKAGE}days/", plan_views.plan_days, name="plan_days"),
    path(f"{_PACKAGE}new/<slug:kind>/", item_views.plan_item_new, name="plan_item_new"),
    path(_ITEM, item_views.plan_item, name="plan_item"),
    path(f"{_ITEM}done/", item_views.plan_done, name="plan_done"),
    path(f"{_ITEM}not-done/", item_views.plan_not_done, name="plan_not_done"),
    path(f"{_ITEM}out/", item_views.plan_take_out, name="plan_take_out"),
    path(f"{_PLAN}risks/new/", plan_views.plan_risk_new, name="plan_risk_new"),
    path(f"{_PLAN}risks/<uuid:number>/", plan_views.plan_risk, name="plan_risk"),
    path(_WORK, views.reports, name="reports"),
    path(f"{_WORK}make/", views.reports_make, name="reports_make"),
    path(f"{_WORK}template/", template_views.report_template, name="report_template"),
    path(
        f"{_WORK}template/begin/",
        template_views.report_template_begin,
        name="report_template_begin",
    ),
    path(f"{_WORK}template/new/", template_views.report_section_new, name="report_section_new"),
    path(_SECTION, template_views.report_section, name="report_section"),
    path(
        f"{_SECTION}move/<slug:way>/",
        template_views.report_section_move,
        name="report_section_move",
    ),
    path(_ONE, views.report, name="report"),
    path(f"{_ONE}words/<uuid:section>/", views.report_words, name="report_words"),
    path(f"{_ONE}act/<slug:act>/", views.report_act, name="report_act"),
    path(f"{_ONE}report.pdf", views.report_pdf, name="report_pdf"),
    path(f"{_ONE}report.xlsx", views.report_xlsx, name="report_xlsx"),
    path(f"{_ONE}figures/<str:code>/", views.report_figure, name="report_figure"),
]
# Only who leads makes a report and moves it: their views ask `common.led`.
_LEADS = ("reports_make", "report_act")
ACCESS: AccessTable = {
    one.name: open_to(Who.LEAD) if one.name in _LEADS else open_to(Who.COORDINATOR, Who.LEAD)
    for one in urlpatterns
    if one.name
}
