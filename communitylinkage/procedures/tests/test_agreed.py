"""The agreement and the steps say the same on a page, on paper, and side by side."""

import html
import re
from dataclasses import replace

import pytest

from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.printing import List, Terms
from communitylinkage.procedures import actions
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Condition, Urgency
from communitylinkage.procedures.graph.values import Moment, Promise
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.paper import wall
from communitylinkage.procedures.queries import names
from communitylinkage.procedures.rules import State
from communitylinkage.procedures.telling import agreement
from communitylinkage.procedures.tests.cast import a_draft, at, in_force, text
from communitylinkage.procedures.wording import AGREED

__all__ = ["cast"]
pytestmark = pytest.mark.django_db


def everything(cast):
    """In force, with a value in each line that a procedure can have."""
    row = a_draft(cast)
    value = row.value
    first, *rest = value.parties
    steps = tuple(
        replace(one, languages=("ur", "ar"), moment=Moment.CONTACT, shares=("need",), asks=True)
        if one.code == "notice" else one for one in value.steps
    )  # fmt: skip
    graph = replace(
        value, steps=steps, review_months=7, never=("name",), may_share=("need",),
        languages=("ur", "ar", "es"), serves=Condition(urgency=frozenset({Urgency.DAY})),
        parties=(replace(first, promises=(Promise("ur", week.ALL),)), *rest),
    )  # fmt: skip
    actions.change(version=row, graph=graph, by=cast.coordinator.pk, now=NOW)
    Version.objects.filter(pk=row.pk).update(state=State.IN_FORCE, in_force_at=NOW, review_on=NOW)
    row.refresh_from_db()
    return row


def plain(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_the_paper_says_what_its_page_says(cast):
    row = everything(cast)
    page = text(client_of(cast.mentor), at("procedure_wall", row, 1))
    blocks = wall(row, "en").blocks
    steps = next(one for one in blocks if isinstance(one, List))
    lines = [line for item in steps.items for line in (item.lead, *item.lines)]
    listed = plain(page[page.index("<ol") : page.index("</ol>")])
    for line in lines:
        assert line in listed
    # The other way round: a line of the page that no paper has is a line that nobody reads.
    said = " ".join(lines)
    for line in re.split(r"<br>|</li>", page[page.index("<ol") : page.index("</ol>")]):
        words = re.sub(r"^\d+\. ", "", " ".join(plain(line).split()))
        assert words in said, words
    agreed = next(one for one in blocks if isinstance(one, Terms))
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert [(plain(word), plain(meaning)) for word, meaning in pairs] == list(agreed.pairs)


def test_page_and_paper_say_each_thing_that_was_agreed(cast):
    row = everything(cast)
    pairs = dict(next(one for one in wall(row, "en").blocks if isinstance(one, Terms)).pairs)
    told = agreement(row.value, "en", names(row))
    assert told.keys() == AGREED.keys()
    assert pairs == {str(words): told[name] for name, words in AGREED.items() if name != "title"}
    assert [one.split(": ")[1] for one in told["parties"].split(", ")] == [
        "Community", "Service", "Service",
    ]  # fmt: skip
    assert told["review"] == "7"
    assert told["serves"] == "an answer within a day"


def test_a_step_says_in_which_languages_it_is_done(cast):
    row, client = everything(cast), client_of(cast.mentor)
    said = "Only in these languages: اردو, العربية"
    assert said in plain(text(client, at("procedure", row)))
    assert said in plain(text(client, at("procedure_wall", row, 1)))
    steps = next(one for one in wall(row, "en").blocks if isinstance(one, List))
    assert said in steps.items[0].lines
    # Languages alone are a difference that two versions show.
    new = actions.again(version=row, by=cast.coordinator.pk, now=NOW)
    steps = tuple(replace(one, languages=("ur",)) if one.code == "notice" else one
                  for one in row.value.steps)  # fmt: skip
    graph = replace(row.value, steps=steps)
    actions.change(version=new, graph=graph, by=cast.coordinator.pk, now=NOW)
    page = plain(text(client, at("procedure_compare", row, 1, 2)))
    assert said in page
    assert "Only in these languages: اردو" in page.replace(said, "")


def test_versions_side_by_side_say_what_was_agreed_otherwise(cast):
    row, client = in_force(cast), client_of(cast.mentor)
    new = actions.again(version=row, by=cast.coordinator.pk, now=NOW)
    address = at("procedure_compare", row, 1, 2)
    assert "Nothing differs." in text(client, address)
    longer = replace(row.value, review_months=60)
    actions.change(version=new, graph=longer, by=cast.coordinator.pk, now=NOW)
    page = text(client, address)
    assert "Nothing differs." not in page
    assert "Look at it again after so many months" in page
    assert '<del dir="auto">12</del>' in page
    assert '<ins dir="auto">60</ins>' in page
    actions.change(version=new, graph=row.value, by=cast.coordinator.pk, now=NOW)
    named = dict.fromkeys(names(row), cast.community)
    actions.name_parties(version=new, named=named, by=cast.coordinator.pk, now=NOW)
    page = text(client, address)
    assert "Nothing differs." not in page
    before, after = re.search(r"<del[^>]*>(.*?)</del>.*?<ins[^>]*>(.*?)</ins>", page).groups()
    assert before.replace(": Service", ": Community") == after != before
