"""A campaign at each point of its life, its papers and its figures."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from communitylinkage.campaign import actions, addresses, approving, figures
from communitylinkage.campaign.rules.reach import Figure, Period
from communitylinkage.organisations.models import Partnership, Programme

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
READER = UUID(int=77)
ENGLISH = actions.Words("Somebody listens", "Women of your community know the way.", "Talk to us")
ARABIC = actions.Words("هناك من يصغي", "نساء من مجتمعكِ يعرفن الطريق.", "تحدّثي معنا")
ABOUT = actions.About("Somebody listens", "en", date(2026, 3, 1), date(2026, 6, 30))
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
PROOF = figures.File("sheet.txt", b"counted at the door")


def programme_of(organisation, *partners):
    """One that an organisation leads."""
    row, made = Programme.objects.get_or_create(
        contract_number=f"c-{organisation.pk}"[:60],
        defaults={"name": "x", "starts": date(2026, 1, 1), "ends": date(2027, 12, 31),
                  "lead_organisation": organisation},
    )  # fmt: skip
    for one in partners if made else ():
        Partnership.objects.create(programme=row, organisation=one, role="partner")
    return row


def begun(organisation, by, *partners):
    """A campaign with messages in English and Arabic."""
    row = actions.begin(
        programme=programme_of(organisation, *partners), organisation=organisation, about=ABOUT,
        by=by, now=NOW,
    )  # fmt: skip
    for language, words in (("en", ENGLISH), ("ar", ARABIC)):
        actions.keep_message(
            campaign=row, group="women", language=language, words=words, by=by, now=NOW
        )
    return row


@pytest.fixture
def by(cast):
    """Who makes the campaign."""
    return cast.coordinator.pk


@pytest.fixture
def row(cast, by):
    """Begun, with a partner."""
    return begun(cast.service, by, cast.other)


def a_poster(row, by, kind="poster", group="women"):
    return approving.begin(campaign=row, kind=kind, group=group, name="Poster", by=by, now=NOW)


def waiting(row, by, **values):
    return approving.submit(version=a_poster(row, by, **values), by=by, now=NOW)


def approved(row, by, reader=READER, **values):
    return approving.approve(version=waiting(row, by, **values), by=reader, now=NOW)


def an_address(row, by, version=None, language="ar", path="/find/", country="ES"):
    wanted = addresses.Wanted(
        material=version.material if version else None, country=country, language=language,
        path=path, place="Library",
    )  # fmt: skip
    return addresses.make(campaign=row, wanted=wanted, by=by, now=NOW)


def a_channel(
    row, by, name="Door", kind="event", how="counted", margin=0, times=1, side="population"
):
    about = figures.About(name, kind, side, "", how, margin, times, "Counted at the door.")
    return figures.keep_channel(campaign=row, channel=None, about=about, by=by, now=NOW)


def a_figure(channel, by, number, period=MARCH):
    return figures.add_figures(
        channel=channel, figures=[Figure(number, period)], file=PROOF, by=by, now=NOW
    )[0]


def reached(row, by, number, period=MARCH, **values):
    """A channel with one figure."""
    channel = a_channel(row, by, **values)
    a_figure(channel, by, number, period)
    return channel


def said(channel, others, by, least=0, most=None, counted=False):
    return figures.say_overlap(
        channel=channel, others=others, by=by, now=NOW,
        said=figures.Said(least, most, counted, "We asked."),
    )  # fmt: skip
