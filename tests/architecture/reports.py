"""Another programme's plan and reports, while the cast has a programme of its own."""

from datetime import date

from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Programme
from communitylinkage.people.tests.cast import NOW
from communitylinkage.reports.models import Item, Report, Risk, Section, WorkPackage

STARTS, ENDS = date(2026, 1, 1), date(2027, 12, 31)


def _a_programme(cast):
    """Led by the other organisation; the cast's own is led by its service."""
    for lead, number in ((cast.service, "ours"), (cast.other, "others'")):
        row, _made = Programme.objects.get_or_create(
            contract_number=number,
            defaults={"name": "x", "starts": STARTS, "ends": ENDS, "countries": ["ES"],
                      "lead_organisation": lead},
        )  # fmt: skip
    return row


def a_package(cast):
    """A work package."""
    row, _made = WorkPackage.objects.get_or_create(
        programme=_a_programme(cast), number=1,
        defaults={"titles": {"en": "x"}, "organisation": cast.other, "begins": STARTS,
                  "ends": ENDS},
    )  # fmt: skip
    return {"number": row.pk}


def an_item(cast, done=None):
    """A deliverable."""
    row = Item.objects.create(
        package_id=a_package(cast)["number"], kind="deliverable", number=1, titles={"en": "x"},
        organisation=cast.other, due=STARTS, done=done, evidence="x" if done else "",
    )  # fmt: skip
    return {"number": row.pk}


def a_risk(cast):
    """A risk."""
    row = Risk.objects.create(
        programme=_a_programme(cast), number=1, titles={"en": "x"}, mitigation={"en": "x"},
        organisation=cast.other, likelihood=1, severity=1,
    )  # fmt: skip
    return {"number": row.pk}


def a_section(cast):
    """A section of the template."""
    row = Section.objects.create(
        programme=_a_programme(cast), position=1, kind="narrative", headings={"en": "x"}
    )
    return {"number": row.pk}


def a_report(cast):
    """A draft."""
    programme = _a_programme(cast)
    freeze = Freeze.objects.create(programme=programme, through="2026-10", made_at=NOW,
                                   by=cast.stranger.pk)  # fmt: skip
    row = Report.objects.create(programme=programme, kind="periodic", freeze=freeze, made_at=NOW,
                                by=cast.stranger.pk)  # fmt: skip
    return {"number": row.pk}


OTHERS = {
    "plan_package": a_package,
    "plan_days": a_package,
    "plan_item_new": lambda cast: a_package(cast) | {"kind": "milestone"},
    **dict.fromkeys(("plan_item", "plan_done", "plan_take_out"), an_item),
    "plan_not_done": lambda cast: an_item(cast, STARTS),
    "plan_risk": a_risk,
    "report_section": a_section,
    "report_section_move": lambda cast: a_section(cast) | {"way": "down"},
    **dict.fromkeys(("report", "report_pdf", "report_xlsx"), a_report),
    "report_words": lambda cast: a_report(cast) | {"section": a_section(cast)["number"]},
    "report_act": lambda cast: a_report(cast) | {"act": "ready"},
    "report_figure": lambda cast: a_report(cast) | {"code": "women_engaged"},
}
