"""Results of a 100-question form beside the bare SQL, in one run: `python -m bench.analysis [N]`.

Needs DATABASE_URL of a PostgreSQL whose tables are there (`python -m communitylinkage migrate`).
Everything is written in one transaction that is taken back. The bare SQL is the statement that a
person would write by hand for these figures: one, for all questions.
"""

import json
import random
import sys
import uuid

import django

TARGET = 2.0
QUESTIONS = 100


def form() -> dict[str, list[list[str]]]:
    """Three of one choice, one of several, one number, in turn."""
    kinds = ("select_one l", "select_one l", "select_one l", "select_multiple l", "integer")
    rows = [[kinds[n % 5], f"q{n}", f"Question {n}"] for n in range(QUESTIONS)]
    choices = [["l", str(n), f"Choice {n}"] for n in range(5)]
    return {
        "survey": [["type", "name", "label"], *rows],
        "choices": [["list_name", "name", "label"], *choices],
    }


def answers(random_: random.Random) -> dict[str, object]:
    """One respondent's; one in twenty leaves a question empty."""
    made: dict[str, object] = {}
    for n in range(QUESTIONS):
        if random_.random() < 0.05:
            continue
        kind = n % 5
        several = sorted(random_.sample("01234", random_.randint(1, 3)))
        made[f"q{n}"] = (
            random_.choice("01234")
            if kind < 3
            else several
            if kind == 3
            else random_.randint(0, 60)
        )
    return made


def fill(size: int):
    """A closed collection with so many submissions."""
    from django.db import connection
    from django.utils import timezone

    from communitylinkage.organisations.models import Organisation
    from communitylinkage.surveys.answering.models import Collection, Submission
    from communitylinkage.surveys.models import Questionnaire, Version
    from communitylinkage.surveys.xlsform.converting import convert

    now, made = timezone.now(), convert(form())
    owner = Organisation.objects.create(name="Bench", side="service", country="ES")
    questionnaire = Questionnaire.objects.create(organisation=owner, title="Bench", made_at=now)
    version = Version.objects.create(
        questionnaire=questionnaire,
        number=1,
        state="published",
        sheets=made.sheets,
        xform=made.xform,
        made_at=now,
    )
    one = Collection.objects.create(
        version=version, opens=now, closed=now, anonymous=True, editable=False
    )
    random_ = random.Random(1)
    table = Submission._meta.db_table
    columns = 'id, collection_id, "group", answers, files, link_tag, mixed'
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as out:
        for _n in range(size):
            group = {
                "country": random_.choice(["es", "it", "el", "sl"]),
                "kind": random_.choice("ab"),
            }
            out.write_row(
                (
                    uuid.UUID(int=random_.getrandbits(128)),
                    one.pk,
                    json.dumps(group),
                    json.dumps(answers(random_)),
                    "[]",
                    "",
                    True,
                )
            )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table}")
    return one


def bare(one, by: str) -> int:
    """The statement by hand."""
    from django.db import connection

    group = "s.\"group\"->>'country'" if by else "''"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.key, {group}, e.value, count(*) FROM surveys_submission s, "
            "jsonb_each_text(s.answers) e WHERE s.collection_id = %s GROUP BY 1, 2, 3",
            [one.pk],
        )
        return len(cursor.fetchall())


def page(one, by: str, *, again: bool = False) -> int:
    """All that the view does: count, gate, shares, words, pictures, template.

    Args:
        again: what is closed was counted before by this process, as at every look but the first.
    """
    from django.template.loader import render_to_string

    from communitylinkage.surveys.analysis import results, showing

    if not again:
        results._closed.cache_clear()
    found = results.internal([one], by)
    questions = [showing.shown(n, each, "") for n, each in enumerate(found, 1)]
    shown = {"one": one, "questions": questions, "audience": "internal", "team": True}
    return len(render_to_string("surveys/analysis/questions.html", shown))


def main(given: list[str]) -> int:
    """Prints one line for all questions together and one with each crossed by country."""
    size = int(given[0]) if given else 100_000
    django.setup()
    from django.db import transaction

    from bench.timing import timed

    with transaction.atomic():
        one = fill(size)
        page(one, "")  # the form is read and templates are compiled once
        for by in ("", "country"):
            alone, _rows = timed(bare, [(one, by)])
            whole, _sizes = timed(page, [(one, by)])
            page(one, by)
            more, _sizes = timed(lambda at, way: page(at, way, again=True), [(one, by)])
            ratio = whole[0] / alone[0]
            verdict = "met" if ratio <= TARGET else "MISSED"
            print(
                f"{size:,} submissions, {QUESTIONS} questions, {by or 'no'} cross: page {whole[0]:.0f} ms, "
                f"bare SQL {alone[0]:.0f} ms, ratio {ratio:.2f} (target {TARGET}: {verdict}); "
                f"looked at again {more[0]:.0f} ms",
                flush=True,
            )
        transaction.set_rollback(True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
