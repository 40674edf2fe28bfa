"""Who writes while the server is killed, and what must be there afterwards."""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone


def tables():
    """Makes them from the models, in both stores; the migrations are tried elsewhere."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    for alias in connections:
        call_command("migrate", database=alias, run_syncdb=True, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def make():
    """One organisation on duty; returns what the writers need."""
    from communitylinkage.people.posts import on_duty
    from communitylinkage.people.tests.cast import client_of, make_cast

    cast = make_cast()
    client = client_of(cast.coordinator)
    return {
        "post": str(cast.community.post.pk),
        "told": len(on_duty(cast.community.post, timezone.now())),
        "organisation": str(cast.service.pk),
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "cookie": settings.SESSION_COOKIE_NAME,
    }


def drained():
    """How many tasks wait in the outbox."""
    from communitylinkage.outbox.models import Task

    return Task.objects.count()


def found():
    """What is there: her asks with the halves that open them, invitations, the journal."""
    from communitylinkage.journal import queries as journal
    from communitylinkage.journal.models import Line
    from communitylinkage.people.models import Invitation
    from communitylinkage.referrals.asks.models import Ask
    from communitylinkage.vault.models import Grant, LockHalf

    asks = list(Ask.objects.all())
    released = set(LockHalf.objects.filter(released=True).values_list("pk", flat=True))

    def openers(ask):
        grants = Grant.objects.filter(record=ask.record).values_list("pk", flat=True)
        return len(released & {*grants})

    return {
        "asks": [str(one.pk) for one in asks],
        "unopenable": [str(one.pk) for one in asks if openers(one) != 2],
        # A form whose answer was lost is sent again: then there are two lines of one ask.
        "ask lines": sorted(
            {*Line.objects.filter(act="ask.sent").values_list("reference", flat=True)}
        ),
        "invitations": sorted(Invitation.objects.values_list("email", flat=True)),
        "problems": [f"{one.number}: {one.what}" for one in journal.problems()],
        "integrity": integrity(),
    }


def integrity():
    """What the database itself says of its files; nothing where it is whole."""
    said = []
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                said += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    return said
