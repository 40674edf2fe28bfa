"""Which questionnaire a form of registration asks: changed, taken out, retired, refused."""

import re

import pytest

from communitylinkage.events import sheets
from communitylinkage.events.rules.codes import Why
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.asked import ASKED, asks, event, registers
from communitylinkage.events.tests.cast import DAY, refused
from communitylinkage.events.tests.scene import now, page, post
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.tests.cast import FORM as REPEATING
from communitylinkage.surveys.answering.tests.cast import SHOWN, version_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast", "event", "now"]


def test_until_the_first_answer_the_questions_can_be_changed_or_taken_out(event, cast, now):
    client = client_of(cast.coordinator)
    other = version_of(cast.service, {**ASKED, "settings": [["form_title"], ["Other"]]})
    told = page("event_asks", event.reference, client=client)
    assert "selected" in told
    post("event_asks", event.reference, client=client,
         questionnaire=str(other.questionnaire_id))  # fmt: skip
    event.refresh_from_db()
    assert event.asks.version == other
    assert Collection.objects.count() == 1, "nothing is left of the first"
    post("event_asks", event.reference, client=client, questionnaire="")
    event.refresh_from_db()
    assert event.asks is None
    assert "Will you speak?" not in page("event_register", event.reference)
    asks(event, cast, now)
    registers(event)
    answer = post("event_asks", event.reference, client=client, questionnaire="")
    assert "Somebody has answered already." in answer.content.decode()
    event.refresh_from_db()
    assert event.asks is not None


def test_a_retired_questionnaire_that_stands_is_offered_and_stays_until_another_is_chosen(
    event, cast, now
):
    """Also where it is the only one: whoever keeps the page unchanged takes nothing out."""
    client, by = client_of(cast.coordinator), cast.coordinator.pk
    stood, title = event.asks, event.asks.version.questionnaire.title
    same = str(stood.version.questionnaire_id)

    def keeps(chosen=same):
        post("event_asks", event.reference, client=client, questionnaire=chosen)
        event.refresh_from_db()
        return event.asks

    assert keeps() == stood, "not even opened anew"
    surveys.move(version=stood.version, act="retire", by=by, now=now)
    told = page("event_asks", event.reference, client=client)
    assert "You have no questionnaire yet" not in told
    assert re.search(rf'value="{same}" selected dir="auto">{title} \(retired\)', told)
    assert keeps() == stood
    again = stood.version.questionnaire.versions.create(
        number=2,
        state="draft",
        made_at=now,
        **{
            name: getattr(stood.version, name)
            for name in ("sheets", "xform", "itemsets", "languages")
        },
    )
    assert keeps() == stood, "a draft is not published unasked"
    assert "(retired)" not in page("event_asks", event.reference, client=client)
    surveys.move(version=again, act="publish", by=by, now=now)
    assert keeps().version == again, "the mended one"
    assert keeps("") is None


OWN = {
    "survey": [["type", "name", "label"], ["text", "own_code", "Your own code"]],
    "settings": [["form_title"], ["Code"]],
}


@pytest.mark.parametrize(
    ("form", "why"), [(REPEATING, Why.REPEATS), (SHOWN, Why.FILES), (OWN, Why.OWN_CODE)]
)
def test_what_cannot_stand_in_one_form_is_refused_with_its_reason(cast, now, form, why):
    row = made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)
    version = version_of(cast.service, form, files=None)
    if why == Why.FILES:
        version.media.create(name="map.png", content=b"x", kind="image/png")
    answer = post("event_asks", row.reference, client=client_of(cast.coordinator),
                  questionnaire=str(version.questionnaire_id))  # fmt: skip
    assert answer.status_code == 200
    assert "This questionnaire" in answer.content.decode()
    with refused(why):
        sheets.choose(event=row, questionnaire=version.questionnaire, by=cast.coordinator.pk,
                      now=now)  # fmt: skip
    row.refresh_from_db()
    assert row.asks is None
    assert not Collection.objects.exists()
