"""Objects of campaigns that the user of a route may see; own.py says what for."""

from django.utils import timezone

from communitylinkage.campaign import figures, importing
from communitylinkage.campaign.tests import cast as made


def _row(world):
    return made.begun(world.service, world.coordinator.pk)


def a_public_campaign(world):
    """Of which a poster is approved."""
    row = _row(world)
    made.an_address(row, world.coordinator.pk, made.approved(row, world.coordinator.pk))
    return {"reference": row.reference}


def a_public_paper(world):
    """That poster, on paper."""
    row = _row(world)
    version = made.approved(row, world.coordinator.pk)
    return {"reference": row.reference, "code": made.an_address(row, made.READER, version).code}


def a_short_address(world):
    """Of an approved poster."""
    return {"code": a_public_paper(world)["code"]}


def an_export(world):
    """The coordinator's file, with a fault, that waits for her."""
    row, by = _row(world), world.coordinator.pk
    channel = made.a_channel(row, by, how="reported")
    file = figures.File("r.csv", b"Date,Reach\n2026-03-01,12\n2026-03-02,x\n")
    kept = importing.keep(channel=channel, file=file, by=by, now=timezone.now())
    return {"reference": row.reference, "number": channel.pk, "export": kept.pk}


OWN = {
    "campaign": (None, a_public_campaign),
    "campaign_paper": (None, a_public_paper),
    "go": (None, a_short_address),
    "go_page": (None, a_short_address),
    "campaign_import_look": ("coordinator", an_export),
}
