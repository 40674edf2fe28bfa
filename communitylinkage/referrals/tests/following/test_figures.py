"""What happens against what was agreed: per step, for quarters that are over, through the gate."""

import html
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from communitylinkage.facts import actions as facts
from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.procedures import actions as procedures
from communitylinkage.procedures.tests.cast import a_draft, in_force
from communitylinkage.referrals.following import counting, figures

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
JULY, OCTOBER = datetime(2026, 7, 6, tzinfo=UTC), datetime(2026, 10, 6, tzinfo=UTC)


def count(version, number, how="done", waited="day", step=("5",), reason="", month=JULY):
    codes = [f"version:{counting.code_of(version.pk)}", f"how:{how}", f"waited:{waited}"]
    codes += [*(f"step:{one}" for one in step), *([f"reason:{reason}"] if reason else [])]
    for _time in range(number):
        facts.count(kind=counting.KIND, region="ES", codes=codes, now=month)


@pytest.fixture
def version(cast):
    row = in_force(cast, start="warm-referral")
    count(row, 14)
    count(row, 9, how="late", waited="longer")
    count(row, 8, step=("6", "7"))
    count(row, 6, how="late", step=("6", "7"))
    count(row, 1, how="otherwise", reason="danger", step=("8",))
    facts.flush(now=NOW)
    return row


def line(version, *numbers):
    found = figures.figures(version, "2026-3")
    return next(one for one in found.lines if one.numbers == numbers)


def test_it_says_where_cases_wait(version):
    assert line(version, 5).cells[:4] == (14, 0, 0, 9), line(version, 6, 7)
    assert "Answer: yes" in line(version, 5).words


def test_where_the_way_parts_the_steps_stand_together(version):
    assert " or " in line(version, 6, 7).words


def test_one_case_is_never_shown_alone(version):
    cells = [cell for one in figures.figures(version, "2026-3").lines for cell in one.cells]
    assert 1 not in cells
    reasons = dict(figures.figures(version, "2026-3").reasons)
    assert 1 not in reasons.values()


def test_a_quarter_that_goes_on_is_not_shown(version):
    count(version, 20, month=OCTOBER)
    facts.flush(now=NOW)
    assert figures.quarters(version, NOW) == ["2026-3"]
    assert figures.quarters(version, datetime(2027, 1, 1, tzinfo=UTC)) == ["2026-4", "2026-3"]


def test_a_quarter_of_which_something_still_waits_is_not_shown(version):
    count(version, 1)
    assert figures.quarters(version, NOW) == []


def test_the_parties_see_it_and_others_do_not(version, cast):
    address = reverse("procedure_figures", args=[version.procedure_id, version.number])
    for account in (cast.mentor, cast.professional):
        page = client_of(account).get(address).content.decode()
        assert "The time ran out" in page
        assert "few or hidden" in page
    assert client_of(cast.other_professional).get(address).status_code == 404
    text = client_of(cast.mentor).get(address + "?as=csv").content.decode()
    assert "Answer: yes" in text
    page = reverse("procedure", args=[version.procedure_id])
    assert address in client_of(cast.mentor).get(page).content.decode()


def test_who_writes_the_next_version_reads_beside_a_step_what_became_of_it(version, cast):
    procedures.again(version=version, by=cast.coordinator.pk, now=NOW)
    client = client_of(cast.coordinator)

    def beside(step):
        page = client.get(reverse("procedure_step", args=[version.procedure_id, step]))
        return html.unescape(page.content.decode())

    assert "2026-3 · Step 5: Together 23 · Done within a day 14 · The time ran out 9" in beside(
        "answer"
    )  # fmt: skip
    assert "Step 6 or 7: Together 14" in beside("remind")
    address = reverse("procedure_figures", args=[version.procedure_id, 1])
    assert f'href="{address}"' in beside("answer")
    # One case is not shown alone here either, and nothing is said of what was never counted.
    assert "Done another way 1" not in beside("begin")
    assert "2026-3" not in beside("listen")


def test_a_step_of_a_procedure_that_never_bound_anybody_has_no_figures(cast):
    row = a_draft(cast, start="warm-referral")
    page = reverse("procedure_step", args=[row.procedure_id, "answer"])
    assert b"Together" not in client_of(cast.coordinator).get(page).content
