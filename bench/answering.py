"""A page of a long form beside a page of a short one, in one run: `python -m bench.answering`.

Both pages hold ten questions of the same kinds. Measured through the whole product: a page is
looked at, answered and kept (sealed), and the next one is drawn. The state that is kept grows
with the form; the page must not.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from typing import Any

SIZES = (10, 300)
TARGET = 2.0
PAGES = 12


def sheets(questions: int) -> dict[str, list[list[str]]]:
    """A made-up form: ten questions to a page, every kind in turn, some asked because of others."""
    rows = [["type", "name", "label", "relevant", "calculation"]]
    kinds = ("text", "integer", "select_one l", "select_multiple l", "date")
    for n in range(questions):
        if n % 10 == 0:
            rows.append(["begin_group", f"g{n // 10}", f"Page {n // 10}", "", ""])
        relevant = f"${{q{n - 1}}} != ''" if n % 5 == 2 else ""
        rows.append([kinds[n % 5], f"q{n}", f"Question {n}", relevant, ""])
        if n % 10 == 9:
            rows.append(["end_group", "", "", "", ""])
    rows.append(["calculate", "total", "", "", " + ".join(f"${{q{n}}}" for n in (1, 6))])
    choices = [["list_name", "name", "label"], *[["l", f"c{n}", f"Choice {n}"] for n in range(8)]]
    return {"survey": rows, "choices": choices}


def answered(page: int) -> dict[str, Any]:
    """What a browser sends for one page."""
    values: dict[str, Any] = {}
    for n in range(page * 10, page * 10 + 10):
        value = ("words", "3", "c1", ["c1", "c2"], "2024-05-01")[n % 5]
        values[f"/data/g{page}/q{n}"] = value
    return {"at": str(page), "seen": " ".join(values), "go": "next", **values}


def address(questions: int) -> str:
    """A published form, a collection, one invitation."""
    from django.urls import reverse

    from communitylinkage.organisations.models import Organisation
    from communitylinkage.surveys.answering import actions
    from communitylinkage.surveys.models import Questionnaire, Version
    from communitylinkage.surveys.xlsform.converting import convert
    from communitylinkage.vault import actions as vault
    from communitylinkage.vault.keys import new_private_key, public_key_of

    now, made = datetime.now(UTC), convert(sheets(questions))
    organisation = Organisation.objects.create(name="Bench", side="service", country="ES")
    row = Questionnaire.objects.create(organisation=organisation, title="Bench", made_at=now)
    version = Version.objects.create(
        questionnaire=row, number=1, state="published", sheets=made.sheets, xform=made.xform,
        made_at=now,
    )  # fmt: skip
    collection = actions.open_collection(
        version=version, team=[vault.new_holder(public_key=public_key_of(new_private_key()))],
        anonymous=True, editable=False, closes=None, by=row.pk, now=now,
    )  # fmt: skip
    _one, token = actions.invite(collection=collection, group={}, by=row.pk, now=now)
    return reverse("answer", args=[token])


def main() -> None:
    """Fills each form in but for its last page, then measures its first page again and again."""
    with tempfile.TemporaryDirectory() as var:
        os.environ["COMMUNITYLINKAGE_VAR"] = var
        os.environ["DJANGO_SETTINGS_MODULE"] = "communitylinkage.website.settings"
        import django

        django.setup()
        measure()


def measure() -> None:
    """The figures of both, and their ratios."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from bench.timing import timed

    settings.ALLOWED_HOSTS = ["*"]
    for alias in ("default", "locks"):
        call_command("migrate", database=alias, verbosity=0)
    figures = {}
    for questions in SIZES:
        here, client = address(questions), Client()
        client.post(here, {"go": "page:0"})
        for page in range(questions // 10):
            assert client.post(here, answered(page)).status_code == 302
        looking, (seen,) = timed(
            lambda one, c=client: c.get(one), [(f"{here}?p=0",)], repeats=PAGES
        )
        assert seen.status_code == 200
        assert b"Question 9" in seen.content
        keeping, _all = timed(
            lambda one, c=client: c.post(one, answered(0)), [(here,)], repeats=PAGES
        )
        figures[questions] = (looking[0], keeping[0])
    for name, at in (("looking at a page", 0), ("answering a page", 1)):
        short, long = (figures[size][at] for size in SIZES)
        verdict = "met" if long / short <= TARGET else "MISSED"
        sys.stdout.write(
            f"{name}: {SIZES[0]} questions {short:.1f} ms, {SIZES[1]} questions {long:.1f} ms, "
            f"ratio {long / short:.2f} (target {TARGET:.0f}: {verdict})\n"
        )


if __name__ == "__main__":
    main()
