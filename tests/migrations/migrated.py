"""What comes of a filled database with this version, said as JSON; a process of its own.

It migrates both stores, looks at them as `communitylinkage check` does, reads the journal, signs a
made-up mentor and a professional in, and opens what was sealed to them.
"""

import json
import re
from datetime import timedelta

import django
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.models import Max

OPENED = "That you read this is written down."


def differing():
    """Tables and columns that the models want and the stores lack, or the other way round."""
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        alias = "locks" if getattr(model, "lives_in_locks", False) else "default"
        table = model._meta.db_table
        with connections[alias].cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608 -- a model's own name
            there = {one[0] for one in cursor.description}
        wanted = {one.column for one in model._meta.concrete_fields}
        wrong += [f"{table}.{name}" for name in sorted(there ^ wanted)]
    return wrong


def signed_in(name):
    """A browser of a made-up person, by her password and her code."""
    from django.test import Client
    from django.utils import timezone

    from communitylinkage.people import demo, totp

    browser = Client(SERVER_NAME="localhost")
    said = {"email": f"{name}@demo.invalid", "password": demo.PASSWORD}
    browser.post("/en/staff/sign-in/", said)
    code = totp.code_at(demo.seed_of(name), totp.step_at(timezone.now()))
    browser.post("/en/staff/second/", {"code": code})
    return browser


def pages(browser, *paths):
    """What each page answers."""
    return {path: browser.get(path).status_code for path in paths}


def opened(browser):
    """How many of her referrals' papers open, and of how many."""
    page = browser.get("/en/staff/referrals/").content.decode()
    hers = sorted(set(re.findall(r"/en/staff/referrals/[A-Z0-9-]+/", page)))
    read = [browser.post(f"{one}read/summary/").content.decode() for one in hers]
    return {"referrals": len(hers), "open": sum(OPENED in one for one in read)}


def main():
    """All of it, on the day on which the database was filled: consents of then are over some day."""
    from communitylinkage.journal.models import Line

    for alias in connections:
        call_command("migrate", database=alias, verbosity=0)
    last = Line.objects.aggregate(last=Max("at"))["last"]
    with time_machine.travel(last + timedelta(hours=1)):
        _looked()


def _looked():
    call_command("check", tags=["models", "database"], databases=list(connections), verbosity=0)
    from django.test import Client

    from communitylinkage.journal import queries as journal
    from communitylinkage.stewardship.checking import services

    mentor, professional = signed_in("mentor"), signed_in("professional")
    rows = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if not getattr(model, "lives_in_locks", False)
    }
    said = {
        "differing": differing(),
        "found": [[one.about, str(one.grade), one.said] for one in services.stores()],
        "journal": [one.what for one in journal.problems()],
        "lines": journal.size()[0],
        "public": pages(Client(SERVER_NAME="localhost"), "/en/", "/ar/help-lines/", "/en/find/",
                        "/en/practices/", "/en/promises/", "/en/programme/"),
        "staff": pages(professional, "/en/staff/", "/en/staff/referrals/", "/en/staff/support/"),
        "mentor": opened(mentor),
        "empty": sorted(name for name, number in rows.items() if not number),
        "rows": sum(rows.values()), "tables": len(rows),
    }  # fmt: skip
    print(json.dumps(said))


if __name__ == "__main__":
    django.setup()
    main()
