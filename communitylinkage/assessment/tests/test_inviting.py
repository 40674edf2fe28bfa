"""Who is asked and by which letters; nothing leads from her address to the link that she got."""

import pytest
from django.core import mail
from django.db import connection

from communitylinkage.assessment import actions, asking, sheet
from communitylinkage.assessment.models import Invited, Round
from communitylinkage.assessment.rules import NotNowError
from communitylinkage.assessment.tests.made import DAY, NOW, an_open_round, invited
from communitylinkage.outbox.actions import run_due
from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering.models import Invitation


def test_letters_are_neutral_and_speak_every_language(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, "a@example.org", "b@example.org")
    assert sorted(one.to[0] for one in mail.outbox) == ["a@example.org", "b@example.org"]
    for letter in mail.outbox:
        said = (letter.subject + letter.body).lower()
        assert "What is needed" not in letter.subject
        assert not any(word in said for word in ("violence", "violencia", "عنف", "victim", "gbv"))
        assert "anonymous" in said
        assert "anónimas" in said
        assert "?in=" not in said


def test_letters_and_the_sheet_speak_the_languages_of_the_questions_too(cast):  # noqa: F811
    asked_in = ("English (en)", "Ελληνικά (el)", "Slovenščina (sl)")
    row = an_open_round(cast.service, cast.coordinator.pk, languages=asked_in)
    door = invited(row, "a@example.org")
    (letter,) = mail.outbox
    assert "Nekaj vprašanj za vas" in letter.subject
    for text in ("Vaši odgovori so anonimni", "Οι απαντήσεις σας είναι ανώνυμες"):
        assert text in letter.body
    assert "Le Sue risposte" not in letter.body
    # Each text with the door that opens in its language.
    assert letter.body.count("?in=sl") == letter.body.count("?in=el") == 1
    assert "do 21. 12. 2026" in letter.body
    spoken = [code for code, _way, _text in sheet.texts(door.round.languages)]
    assert spoken == ["en", "es", "ar", "el", "sl"]


def test_no_row_leads_from_an_address_to_its_link(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, "a@example.org", "b@example.org")
    invitations = Invitation.objects.filter(by_link=False)
    assert invitations.count() == 2
    stored = " ".join(str(value) for one in invitations.values() for value in one.values())
    for one in Invited.objects.values():
        others = {str(value) for key, value in one.items() if key != "door_id"}
        assert not any(value in stored for value in others)
    for letter in mail.outbox:
        token = next(part for part in letter.body.split("/") if len(part) == 24)
        assert token not in stored


def test_a_letter_that_the_server_refuses_invites_nobody(cast, monkeypatch):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    with monkeypatch.context() as refusing:

        def refuses(letter, *, number):
            raise OSError

        refusing.setattr("communitylinkage.outbox.actions.deliver", refuses)
        invited(row, "a@example.org")
    found = Invitation.objects.filter(by_link=False)
    assert not found.exists()
    run_due(now=NOW + DAY)
    assert len(mail.outbox) == found.count() == 1


def test_a_round_that_closes_while_the_letter_is_on_its_way_invites_nobody(
    cast, monkeypatch  # noqa: F811
):  # fmt: skip
    row = an_open_round(cast.service, cast.coordinator.pk)

    def closes(letter, *, number):
        actions.close(row=row, by=row.pk, now=NOW)

    monkeypatch.setattr("communitylinkage.outbox.actions.deliver", closes)
    invited(row, "a@example.org")
    assert not Invitation.objects.filter(by_link=False).exists()
    assert not Task.objects.exists()


def test_the_order_of_addresses_is_lost(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    addresses = [f"{number}@example.org" for number in range(40)]
    invited(row, *addresses)
    # In the order in which the database keeps them.
    kept = [one.email for one in Invited.objects.raw("SELECT * FROM assessment_invited")]
    assert kept != addresses
    assert set(kept) == set(addresses)


@pytest.mark.django_db(transaction=True, databases=["default", "locks"])
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only there rows carry transactions")
def test_no_transaction_leads_from_an_address_to_its_link(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, *[f"{number}@example.org" for number in range(6)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM assessment_invited")
        addresses = {one for (one,) in cursor.fetchall()}
        cursor.execute("SELECT xmin::text FROM surveys_invitation WHERE NOT by_link")
        links = {one for (one,) in cursor.fetchall()}
    assert len(links) == 6
    # All stand as they were written together: neither the same transaction nor the one beside it.
    assert len(addresses) == 1
    assert not addresses & links


def test_whose_first_letter_still_waits_is_not_reminded(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, "a@example.org")
    later = NOW + 5 * DAY
    actions.invite(
        row=row, door=row.doors.first(), addresses=["b@example.org"], by=row.pk, now=later
    )
    assert actions.remind(row=row, by=row.pk, now=later) == 1
    (task,) = Task.objects.filter(kind=actions.REMIND)
    assert Invited.objects.get(pk=task.subject_id).email == "a@example.org"


def test_who_was_invited_is_not_invited_twice(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    door = invited(row, "a@example.org", "b@example.org")
    invited(row, "b@example.org", "c@example.org")
    assert len(mail.outbox) == 3
    door.refresh_from_db()
    assert door.invited == 3


def test_a_reminder_goes_to_everybody_and_thanks_who_answered(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    door = invited(row, "a@example.org", "b@example.org")
    mail.outbox.clear()
    assert actions.remind(row=row, by=row.pk, now=NOW + DAY) == 2
    run_due(now=NOW + DAY)
    door.refresh_from_db()
    assert len(mail.outbox) == 2
    assert all("If you have answered already" in one.body for one in mail.outbox)
    assert all(door.token in one.body for one in mail.outbox)
    with pytest.raises(NotNowError):
        actions.remind(row=row, by=row.pk, now=NOW + 2 * DAY)


def test_closing_deletes_the_addresses_and_stops_letters(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    door = row.doors.get(country="ES")
    actions.invite(row=row, door=door, addresses=["a@example.org"], by=row.pk, now=NOW)
    row = actions.close(row=row, by=row.pk, now=NOW + DAY)
    run_due(now=NOW + DAY)
    assert not Invited.objects.exists()
    assert mail.outbox == []
    assert row.collection.closed or Round.objects.get().collection.closed
    door.refresh_from_db()
    assert door.invited == 1


def test_a_link_that_is_called_back_is_not_in_reminders_until_there_is_a_new_one(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    door = invited(row, "one@example.org")
    before = door.token = row.doors.get(pk=door.pk).token
    actions.call_link_back(row=row, door=door, by=row.pk, now=NOW)
    actions.remind(row=row, by=row.pk, now=NOW)
    run_due(now=NOW)
    assert before not in mail.outbox[-1].body
    assert "use the link in our first letter" in mail.outbox[-1].body
    with pytest.raises(NotNowError):
        actions.call_link_back(row=row, door=door, by=row.pk, now=NOW)
    actions.renew_link(row=row, door=door, by=row.pk, now=NOW)
    assert door.token not in ("", before)
    actions.limit_link(row=row, door=door, most=7, by=row.pk, now=NOW)
    assert asking.taken(door) == (0, 7)
    with pytest.raises(NotNowError):
        actions.renew_link(row=row, door=door, by=row.pk, now=NOW)
    actions.close(row=row, by=row.pk, now=NOW)
    with pytest.raises(NotNowError):
        actions.limit_link(row=row, door=door, most=7, by=row.pk, now=NOW)
