"""What somebody has of her own in plans and reports: a programme by the real clock, with both."""

from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Programme
from communitylinkage.reports import queries
from communitylinkage.reports.models import Item, Report
from communitylinkage.reports.tests import cast as made


def _a_programme(world):
    row = Programme.objects.filter(contract_number="impact").first()
    return row or made.programme(world)


def a_package(world):
    """With a deliverable that is late."""
    row = _a_programme(world)
    found = queries.packages(row) or [made.package(row, by=world.lead.pk)]
    if not Item.objects.exists():
        made.item(found[0], world.lead.pk)
    return {"number": found[0].pk}


def an_item(world):
    """The deliverable."""
    a_package(world)
    return {"number": Item.objects.get().pk}


def a_done_item(world):
    """The deliverable, done."""
    number = an_item(world)
    Item.objects.update(done=made.today(), evidence="x")
    return number


def a_risk(world):
    """A risk."""
    return {"number": made.risk(_a_programme(world), world.lead.pk).pk}


def a_report(world):
    """A draft, with every section of the ready template."""
    a_package(world)
    if not Freeze.objects.exists():
        made.report(_a_programme(world), world.lead.pk)
    return {"number": Report.objects.get().pk}


def a_section(world):
    """The first of the template, which holds words."""
    a_report(world)
    return {"number": queries.sections(_a_programme(world))[0].pk}


OWN = {
    "plan_package": ("coordinator", a_package),
    "plan_days": ("coordinator", a_package),
    "plan_item_new": ("coordinator", lambda world: a_package(world) | {"kind": "milestone"}),
    "plan_item": ("coordinator", an_item),
    "plan_done": ("coordinator", an_item),
    "plan_take_out": ("coordinator", an_item),
    "plan_not_done": ("coordinator", a_done_item),
    "plan_risk": ("coordinator", a_risk),
    "report_section": ("coordinator", a_section),
    "report_section_move": ("coordinator", lambda world: a_section(world) | {"way": "down"}),
    "report": ("lead", a_report),
    "report_pdf": ("coordinator", a_report),
    "report_xlsx": ("coordinator", a_report),
    "report_words": (
        "coordinator",
        lambda world: a_report(world) | {"section": a_section(world)["number"]},
    ),
    "report_act": ("lead", lambda world: a_report(world) | {"act": "ready"}),
    "report_figure": ("lead", lambda world: a_report(world) | {"code": "women_engaged"}),
}
