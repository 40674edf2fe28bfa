"""The demo has a plan, a report that was handed in, and makes the final one in one click."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from communitylinkage.impact import demo as impact
from communitylinkage.impact.tests import cast as counted
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.reports import demo
from communitylinkage.reports.made_up import ITEMS
from communitylinkage.reports.models import Item, Report
from communitylinkage.reports.rules.content import Table
from communitylinkage.reports.rules.states import State

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


def test_the_demos_report_to_the_commission_is_made_in_one_click_and_every_figure_traced(cast):
    now = timezone.now()
    assert demo.load(now) == 0, "without the made-up programme nothing is made"
    counted.programme(
        cast, contract_number=DEMO_CONTRACT, countries=["ES", "IT", "GR", "SI"],
        starts=(now - 665 * impact.DAY).date(), ends=(now + 65 * impact.DAY).date(),
    )  # fmt: skip
    impact.load(now)
    assert demo.load(now) == demo.load(now) == len(ITEMS)
    handed = Report.objects.get()
    assert (handed.state, handed.copies.count()) == (State.HANDED_IN, 3)
    assert Item.objects.filter(done=None, due__lt=now.date()).exists(), "something is late"
    client = client_of(cast.lead)
    answer = client.post(reverse("reports_make"), {"kind": "final"})
    page = client.get(answer.url)
    final = Report.objects.get(kind="final")
    assert final.freeze.through > handed.freeze.through
    assert {one.carried for one in final.narratives.all()} == {True}
    cells = [(one.kind, cell) for one in page.context["told"].sections for part in one.parts
             if isinstance(part, Table) for row in part.rows for cell in row]  # fmt: skip
    untraced = [(kind, cell.text) for kind, cell in cells
                if re.search(r"\d", cell.text) and not (cell.code or cell.address)]  # fmt: skip
    assert untraced == []
    addresses = {cell.address for _kind, cell in cells}
    for address in {one for one in addresses if one.startswith(settings.SITE_ADDRESS)}:
        assert client.get(address.removeprefix(settings.SITE_ADDRESS)).status_code == 200, address
    assert {"days", "deliverables", "risks"} <= {kind for kind, cell in cells if cell.address}
    codes = {cell.code for one in page.context["told"].sections for part in one.parts
             if isinstance(part, Table) for cells in part.rows for cell in cells}  # fmt: skip
    codes.discard("")
    assert len(codes) >= 20
    for code in codes:
        address = reverse("report_figure", args=[final.pk, code])
        assert address in page.content.decode()
        assert client.get(address).status_code == 200, code
