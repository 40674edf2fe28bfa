"""Another organisation's objects of advocacy and of a programme's pages; objects.py says why."""

from communitylinkage.advocacy import actions as advocacy
from communitylinkage.advocacy.tests import cast as asked
from communitylinkage.organisations.models import Programme
from communitylinkage.programme_site.tests import cast as site


def a_demand(cast):
    """Asked for by another organisation."""
    return {"reference": asked.asked(cast.other, cast.stranger.pk).reference}


def a_drafted_demand(cast):
    """A draft of another organisation, with evidence."""
    row = asked.whole(cast.other, cast.stranger.pk)
    return {"reference": row.reference, "number": row.evidence.get().pk}


def a_body(cast):
    """That another organisation wrote down."""
    return {"number": asked.a_body(cast.other, cast.stranger.pk).pk}


def a_meeting(cast):
    """Of another organisation."""
    row = asked.asked(cast.other, cast.stranger.pk)
    made = advocacy.keep_meeting(
        demand=row, meeting=None, body=row.bodies.get(), day=asked.day(-1), notes="",
        by=cast.stranger.pk, now=asked.now(),
    )  # fmt: skip
    return {"reference": row.reference, "number": made.pk}


def a_promise(cast):
    """About a demand of another organisation."""
    row = asked.asked(cast.other, cast.stranger.pk)
    return {"reference": asked.promised(row, cast.stranger.pk).reference}


def a_programme(cast):
    """In which only another organisation takes part, with a page that was changed once."""
    row = Programme.objects.filter(contract_number="others").first()
    if row is None:
        row = site.a_programme(cast.other, "others")
        page = site.published(row, cast.stranger.pk)
        site.written(page, cast.stranger.pk, title="x")
    return {"programme": row.pk}


def a_page(cast):
    """What that programme is."""
    return a_programme(cast) | {"kind": "about", "number": 0}


OTHERS = {
    "body_edit": a_body,
    **dict.fromkeys(
        (
            "demand_work", "demand_bodies", "demand_evidence", "demand_withdraw",
            "advocacy_meeting_new", "promise_new",
        ),
        a_demand,
    ),
    "demand_words": lambda cast: a_demand(cast) | {"language": "es"},
    "demand_act": lambda cast: a_demand(cast) | {"act": "meet"},
    "demand_evidence_drop": a_drafted_demand,
    "advocacy_meeting": a_meeting,
    "promise_work": a_promise,
    "promise_words": lambda cast: a_promise(cast) | {"language": "es"},
    "programme_news_new": a_programme,
    "programme_funding": a_programme,
    "programme_page": a_page,
    "programme_preview": lambda cast: a_page(cast) | {"version": 1},
    "programme_act": lambda cast: a_page(cast) | {"act": "publish"},
    "programme_back": lambda cast: a_page(cast) | {"version": 1},
}  # fmt: skip
