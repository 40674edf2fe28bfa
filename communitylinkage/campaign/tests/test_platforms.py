"""Exports of platforms as they come, and malformed ones: each fault with its row and column."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.campaign.rules import platforms
from communitylinkage.campaign.rules.cells import Order, Wrong, day_of, number_of
from communitylinkage.campaign.rules.platforms import NotAnExportError, export_of, guess
from communitylinkage.campaign.rules.reach import Period

TODAY = date(2026, 11, 29)
GOOD = 'Date,Reach\n2026-03-01,120\n2026-03-02,"1,340"\n'


def read(text, order=Order.ASK, once=True, there=()):
    """What an export would bring with the columns that its names suggest."""
    content = text if isinstance(text, bytes) else text.encode()
    export = export_of(content)
    first = guess(export)
    choice = platforms.Choice(first.first, first.number, first.last, order)
    return platforms.read(export, choice, today=TODAY, once=once, there=there)


def told(found):
    return [(one.row, one.column, one.wrong) for one in found.faults]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        ("sep=,\n" + GOOD).encode("utf-16"),
        GOOD.replace(",", ";").replace('"1;340"', "1.340").encode(),
        b"Date\tReach\n2026-03-01\t120\n2026-03-02\t1 340\n",
        ("# Report\n# 1 March\n\nInstagram\n" + GOOD).encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"Fecha,Alcance,Impresiones\n2026-03-01,120,900\n2026-03-02,1340,9000\n",
        b"Day,Impressions,Reach\n20260301,900,120\n20260302,9000,1340\n",
        "التاريخ,Reach\n٢٠٢٦-٠٣-٠١,١٢٠\n2026-03-02,1340\n".encode(),
    ],
)
def test_exports_as_the_platforms_write_them(content):
    found = read(content)
    assert not found.faults
    assert [one.number for one in found.figures] == [120, 1340]
    assert found.figures[0].period == Period(date(2026, 3, 1), date(2026, 3, 1))


def test_weeks_and_months_are_periods():
    found = read("Start date,End date,Reach\n2026-03-02,2026-03-08,50\n")
    assert found.figures[0].period == Period(date(2026, 3, 2), date(2026, 3, 8))
    assert read("Month,Reach\n2026-02,50\n").figures[0].period == Period(
        date(2026, 2, 1), date(2026, 2, 28)
    )


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", Wrong.EMPTY),
        (b" \n ", Wrong.EMPTY),
        (b"x" * (platforms.LARGEST + 1), Wrong.LARGE),
        (b"PK\x03\x04 a workbook \xff\xfe\x00", Wrong.KIND),
        (b"Date,Reach\x00\n", Wrong.KIND),
        ("Größe".encode("latin-1"), Wrong.KIND),
        (b"<html><body>Please sign in</body></html>", Wrong.NO_HEAD),
        (b"2026-03-01,120\n", Wrong.NO_HEAD),
        (b"Date,Mood\n2026-03-01,120\n", Wrong.NO_HEAD),
        (b"Date,Reach\n", Wrong.NO_ROWS),
        (b'Date,Reach\n2026-03-01,"12', Wrong.QUOTES),
        (b"Date,Reach\n" + b"2026-03-01,1\n" * 3001, Wrong.MANY),
    ],
)
def test_what_is_no_export_is_said_at_once(content, wrong):
    with pytest.raises(NotAnExportError) as refused:
        export_of(content)
    assert refused.value.wrong == wrong


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2026-03-01", ("", Wrong.CELLS)),
        ("2026-03-01,1,2", ("", Wrong.CELLS)),
        (",12", ("Date", Wrong.BLANK)),
        ("2026-02-30,12", ("Date", Wrong.DATE)),
        ("yesterday,12", ("Date", Wrong.DATE)),
        ("2027-01-01,12", ("Date", Wrong.AHEAD)),
        ("2026-03-01,", ("Reach", Wrong.BLANK)),
        ("2026-03-01,N/A", ("Reach", Wrong.NUMBER)),
        ("2026-03-01,12.5", ("Reach", Wrong.NUMBER)),
        ("2026-03-01,=1+1", ("Reach", Wrong.NUMBER)),
        ("2026-03-01,1e9", ("Reach", Wrong.NUMBER)),
        ("2026-03-01,1.2K", ("Reach", Wrong.SHORT)),
        ("2026-03-01,-5", ("Reach", Wrong.NEGATIVE)),
        ("2026-03-01,99999999999999", ("Reach", Wrong.HUGE)),
    ],
)
def test_a_wrong_cell_is_said_with_its_row_and_column(line, fault):
    found = read(f"Date,Reach\n2026-03-09,7\n{line}\n")
    assert told(found) == [(3, *fault)]
    assert len(found.figures) == 1, "the other rows are read"


def test_every_fault_of_a_file_is_said_not_only_the_first():
    found = read("Date,Reach\nx,y\n2026-03-01,-1\n")
    assert told(found) == [
        (2, "Date", Wrong.DATE), (2, "Reach", Wrong.NUMBER), (3, "Reach", Wrong.NEGATIVE)
    ]  # fmt: skip


def test_a_day_that_comes_twice_or_is_there_already_is_a_fault():
    assert told(read("Date,Reach\n2026-03-01,5\n2026-03-01,6\n")) == [(3, "Date", Wrong.TWICE)]
    there = [Period(date(2026, 3, 1), date(2026, 3, 31))]
    assert told(read("Date,Reach\n2026-03-05,5\n", there=there)) == [(2, "Date", Wrong.THERE)]
    turned = read("Start date,End date,Reach\n2026-03-08,2026-03-02,50\n")
    assert told(turned) == [(2, "Start date", Wrong.BACKWARDS)]


def test_a_date_that_can_be_read_two_ways_is_asked_about():
    both = "Date,Reach\n03/04/2026,5\n"
    assert told(read(both)) == [(2, "Date", Wrong.ORDER)]
    assert read(both, Order.DAY).figures[0].period.first == date(2026, 4, 3)
    assert read(both, Order.MONTH).figures[0].period.first == date(2026, 3, 4)
    told_by_another = read("Date,Reach\n03/04/2026,5\n28/04/2026,5\n")
    assert [one.period.first for one in told_by_another.figures] == [
        date(2026, 4, 3), date(2026, 4, 28)
    ]  # fmt: skip


def test_a_row_with_a_sum_is_left_out_and_named():
    found = read("Date,Reach\n2026-03-01,5\nTotal,5\n")
    assert found.totals == (3,)
    assert [one.number for one in found.figures] == [5]


def test_views_are_not_people_where_each_person_should_be_counted_once():
    views = "Date,Impressions\n2026-03-01,500\n"
    assert told(read(views)) == [(0, "Impressions", Wrong.TIMES)]
    assert not read(views, once=False).faults


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    try:
        found = read(content)
    except NotAnExportError:
        return
    assert all(one.number >= 0 for one in found.figures)


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(Order))
def test_no_cell_breaks_the_reader(day, number, order):
    assert isinstance(day_of(day, order), Period | Wrong)
    assert isinstance(number_of(number), int | Wrong)


@given(st.integers(0, 2_000_000_000), st.sampled_from(["{}", "{:,}"]))
def test_a_whole_number_is_read_as_it_is(number, how):
    assert number_of(how.format(number)) == number
    assert number_of(how.format(number).replace(",", ".")) == number
