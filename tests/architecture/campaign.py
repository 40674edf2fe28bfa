"""Another programme's objects of campaigns; objects.py says what for."""

from communitylinkage.campaign import actions, figures, importing
from communitylinkage.campaign.tests import cast as made
from communitylinkage.people.tests.cast import NOW


def a_campaign(cast):
    """Of a programme in which nobody of the cast takes part."""
    return {"reference": made.begun(cast.other, cast.stranger.pk).reference}


def _row(cast):
    return made.begun(cast.other, cast.stranger.pk)


def a_material(cast):
    """A draft of that campaign."""
    row = _row(cast)
    version = made.a_poster(row, cast.stranger.pk)
    return {"reference": row.reference, "number": version.material_id}


def a_waiting_material(cast):
    """That somebody else has to read."""
    row = _row(cast)
    return {"reference": row.reference, "number": made.waiting(row, made.READER).material_id}


def an_approved_material(cast):
    """That can be withdrawn."""
    row = _row(cast)
    return {"reference": row.reference, "number": made.approved(row, cast.stranger.pk).material_id}


def a_paper(cast):
    """With its address."""
    row = _row(cast)
    version = made.a_poster(row, cast.stranger.pk)
    address = made.an_address(row, cast.stranger.pk, version)
    return {"reference": row.reference, "number": version.material_id, "code": address.code}


def an_address(cast):
    """Of that campaign."""
    row = _row(cast)
    return {"reference": row.reference, "code": made.an_address(row, cast.stranger.pk).code}


def a_planned(cast):
    """A line of its calendar."""
    row = _row(cast)
    line = actions.Line(NOW.date(), "posters", "IT", "en", "x", None, cast.other)
    planned = actions.plan(campaign=row, line=line, by=cast.stranger.pk, now=NOW)
    return {"reference": row.reference, "number": planned.pk, "act": "out"}


def a_channel(cast):
    """With a figure, and another one that it can overlap with."""
    row = _row(cast)
    made.reached(row, cast.stranger.pk, 90)
    return {"reference": row.reference, "number": made.reached(row, cast.stranger.pk, 120).pk}


def a_figure(cast):
    """Of one of its channels."""
    row = _row(cast)
    channel = made.a_channel(row, cast.stranger.pk)
    figure = made.a_figure(channel, cast.stranger.pk, 120)
    return {"reference": row.reference, "number": channel.pk, "figure": figure.pk}


def an_evidence(cast):
    """The file behind it."""
    row = _row(cast)
    figure = made.a_figure(made.a_channel(row, cast.stranger.pk), cast.stranger.pk, 120)
    return {"reference": row.reference, "number": figure.evidence_id}


def an_overlap(cast):
    """What is said of two of its channels."""
    row, by = _row(cast), cast.stranger.pk
    one, two = made.reached(row, by, 50), made.reached(row, by, 60)
    said = made.said(one, [two], by, most=10)[0]
    return {"reference": row.reference, "number": one.pk, "overlap": said.pk}


def an_export(cast):
    """A file of the stranger's that waits for her yes."""
    row = _row(cast)
    channel = made.a_channel(row, cast.stranger.pk, how="reported")
    file = figures.File("r.csv", b"Date,Reach\n2026-03-01,12\n")
    kept = importing.keep(channel=channel, file=file, by=cast.stranger.pk, now=NOW)
    return {"reference": row.reference, "number": channel.pk, "export": kept.pk}


OTHERS = {
    **dict.fromkeys(
        (
            "campaign_work", "campaign_edit", "campaign_message", "campaign_calendar",
            "campaign_material_new", "campaign_addresses", "campaign_reach",
            "campaign_channel_new",
        ),
        a_campaign,
    ),
    "campaign_planned_act": a_planned,
    "campaign_material": a_material,
    "campaign_material_words": lambda cast: a_material(cast) | {"language": "en"},
    "campaign_material_act": lambda cast: a_material(cast) | {"act": "submit"},
    "campaign_material_again": an_approved_material,
    "campaign_material_ask": a_waiting_material,
    "campaign_material_withdraw": an_approved_material,
    "campaign_material_paper": a_paper,
    **dict.fromkeys(
        ("campaign_address", "campaign_address_code", "campaign_address_end"), an_address
    ),
    "campaign_evidence": an_evidence,
    **dict.fromkeys(
        (
            "campaign_channel", "campaign_channel_edit", "campaign_figure_new",
            "campaign_overlap_new", "campaign_import",
        ),
        a_channel,
    ),
    "campaign_figure_drop": a_figure,
    "campaign_overlap_drop": an_overlap,
    "campaign_import_look": an_export,
}  # fmt: skip
