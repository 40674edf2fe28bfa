"""The pages on which anybody checks a certificate, and what is published for machines."""

import io
import json
import uuid

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.certificates import actions
from communitylinkage.certificates.models import Certificate, KeyPair
from communitylinkage.certificates.rules import Reason
from communitylinkage.certificates.tests.quick import given, quick_keys
from communitylinkage.people.tests.cast import NOW, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_keys")]
__all__ = ["cast", "quick_keys"]


@pytest.fixture
def row(cast):
    return given(cast, NOW)


def page_of(row, language="en"):
    with translation.override(language):
        return reverse("check_one", args=[row.pk])


def taken_back(cast, row):
    actions.revoke(certificate=row.pk, reason=Reason.NOT_MET, by=cast.coordinator.pk, now=NOW)


def text(answer):
    return answer.content.decode()


def test_the_page_of_a_paper_says_what_when_and_who_but_not_whose(client, row):
    answer = client.get(page_of(row))
    assert "It is valid." in text(answer)
    for said in ("دورة المرشدات", "Community", "20 November 2026"):
        assert said in text(answer)
    assert "Amal" not in text(answer)
    assert not answer.cookies


def test_a_name_is_compared_and_forgotten(client, row):
    assert "Yes: it was given" in text(client.post(page_of(row), {"name": "amal redouane"}))
    wrong = text(client.post(page_of(row), {"name": "Olena"}))
    assert "It was given to another name" in wrong
    assert 'value="Olena"' in wrong
    assert "Please fill this in" in text(client.post(page_of(row), {"name": ""}))


def test_a_certificate_that_was_taken_back_says_so_and_is_not_printed_again(client, cast, row):
    taken_back(cast, row)
    page = text(client.get(page_of(row)))
    assert "It was taken back" in page
    assert "Taken back on" in page
    assert "conditions" not in page  # the reason is nobody's business
    answer = client.post(page_of(row), {"name": "Amal Rédouane", "what": "paper"})
    assert "text/html" in answer["Content-Type"]


def test_an_unknown_number_is_no_page(client):
    answer = client.get(reverse("check_one", args=[uuid.uuid4()]))
    assert answer.status_code == 404
    assert "We know no certificate with this number" in text(answer)


def test_the_paper_is_given_out_for_the_right_name_only(client, row):
    wrong = client.post(page_of(row), {"name": "Olena", "what": "paper"})
    assert "text/html" in wrong["Content-Type"]
    answer = client.post(page_of(row), {"name": "Amal Rédouane", "what": "paper"})
    assert answer["Content-Type"] == "application/pdf"
    file = pikepdf.open(io.BytesIO(answer.content))
    assert str(file.Root.Lang) == "ar"
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    assert "/StructTreeRoot" in file.Root
    assert len(file.pages) == 1


def test_a_paper_in_a_language_that_we_do_not_have_is_in_english(client, cast):
    row = given(cast, NOW, language="xx")
    answer = client.post(page_of(row), {"name": "Amal Rédouane", "what": "paper"})
    file = pikepdf.open(io.BytesIO(answer.content))
    assert str(file.Root.Lang) == "en"


def test_the_file_that_is_saved_is_found_right_when_it_comes_back(client, row):
    saved = client.post(page_of(row), {"name": "Amal Rédouane", "what": "file"}).content
    assert saved.decode() == row.credential
    file = SimpleUploadedFile("certificate.jwt", saved)
    for sent in ({"file": file}, {"text": f" {saved.decode()}\n"}):
        page = text(client.post(reverse("check"), sent))
        assert "It is valid." in page
        assert page_of(row) in page


def test_a_file_of_a_certificate_that_was_taken_back_says_so(client, cast, row):
    taken_back(cast, row)
    assert "It was taken back" in text(client.post(reverse("check"), {"text": row.credential}))


def test_a_file_that_we_signed_and_have_no_more_was_given_and_no_more_is_said(client, row):
    Certificate.objects.all().delete()
    page = text(client.post(reverse("check"), {"text": row.credential}))
    assert "It was really given" in page
    assert "was not looked up" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the file, or paste what is in it."),
        ({"text": "x"}, "This is no certificate file"),
        ({"text": "a.b.c"}, "This is no certificate file"),
        ({"file": SimpleUploadedFile("x.jwt", b"\x00\xff")}, "This is no certificate file"),
        ({"file": SimpleUploadedFile("x.jwt", b"")}, "This is no certificate file"),
        ({"text": "\x00"}, "There is an invisible sign"),
    ],
)
def test_what_is_no_certificate_is_refused_in_words(client, sent, said):
    assert said in text(client.post(reverse("check"), sent))


def test_a_changed_file_is_refused(client, row):
    head, body, signature = row.credential.split(".")
    changed = f"{head}.{body[:-2]}AA.{signature}"
    page = text(client.post(reverse("check"), {"text": changed}))
    assert "It cannot be relied on." in page
    assert "It was changed after it was given" in page


def test_a_number_that_is_typed_leads_to_its_page(client, row):
    answer = client.post(reverse("check"), {"text": f" {row.pk} "})
    assert answer["Location"] == page_of(row)


def test_other_sites_may_link_but_no_cookie_is_needed(row):
    strict = Client(enforce_csrf_checks=True)
    assert "It is valid." in text(strict.post(reverse("check"), {"text": row.credential}))


def test_in_arabic_the_page_is_in_arabic(client, row):
    page = text(client.get(page_of(row, "ar")))
    assert 'dir="rtl"' in page
    assert "It is valid" not in page


def test_what_is_published_checks_a_file_without_us(client, cast, row, tmp_path, capsys):
    for name, address in (("keys.json", reverse("credential_keys")),
                          ("list.jwt", reverse("credential_status", args=[1]))):  # fmt: skip
        (tmp_path / name).write_bytes(client.get(address).content)
    (tmp_path / "file.jwt").write_text(row.credential)
    order = ["verify", str(tmp_path / "file.jwt"), "--key", str(tmp_path / "keys.json")]
    call_command(*order)
    assert "Whether it was taken back since then was not looked up" in capsys.readouterr().out
    call_command(*order, "--status", str(tmp_path / "list.jwt"), "--name", "Amal Rédouane")
    said = capsys.readouterr().out
    assert "It is valid." in said
    assert "دورة المرشدات" in said
    with pytest.raises(CommandError, match="another name"):
        call_command(*order, "--name", "Olena")
    taken_back(cast, row)
    fresh = client.get(reverse("credential_status", args=[1])).content
    (tmp_path / "list.jwt").write_bytes(fresh)
    with pytest.raises(CommandError, match="taken back"):
        call_command(*order, "--status", str(tmp_path / "list.jwt"))
    (tmp_path / "file.jwt").write_text(row.credential[:-3])
    with pytest.raises(CommandError, match="cannot be relied on"):
        call_command(*order)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(*order, "--status", str(tmp_path / "none"))
    (tmp_path / "keys.json").write_text("{}")
    with pytest.raises(CommandError, match="no published key"):
        call_command(*order)


def test_checking_offline_opens_no_database(row, tmp_path, django_assert_num_queries):
    (tmp_path / "k").write_text(json.dumps({"keys": [KeyPair.objects.get().public_key]}))
    (tmp_path / "f").write_text(row.credential)
    with django_assert_num_queries(0):
        call_command("verify", str(tmp_path / "f"), "--key", str(tmp_path / "k"))


def test_each_key_is_found_at_the_address_by_which_it_is_called(client, row):
    (key,) = client.get(reverse("credential_keys")).json()["keys"]
    address = key["kid"].split("/", 3)[3]
    assert client.get(f"/{address}").json() == key
    assert "d" not in key
    assert client.get(reverse("credential_key", args=["x"])).status_code == 404


def test_the_issuer_is_found_at_its_address(client, row):
    told = client.get(reverse("credential_issuer")).json()
    assert told["id"].endswith(reverse("credential_issuer"))
    (key,) = client.get(reverse("credential_keys")).json()["keys"]
    assert key["issuer"] == told["id"]


def test_there_is_no_list_before_a_certificate_and_none_beyond_the_last(client, cast):
    assert client.get(reverse("credential_status", args=[1])).status_code == 404
    assert not KeyPair.objects.exists()
    given(cast, NOW)
    assert (
        client.get(reverse("credential_status", args=[1]))["Content-Type"] == "application/vc+jwt"
    )
    for number in (0, 2):
        assert client.get(reverse("credential_status", args=[number])).status_code == 404


@pytest.mark.parametrize("begins", ["", "-"], ids=["usual", "with-a-hyphen"])
def test_the_keys_are_changed_at_the_command_line(cast, row, capsys, begins):
    old = KeyPair.objects.get()
    if begins:
        KeyPair.objects.filter(pk=old.pk).update(thumbprint=begins + old.pk[1:])
        old = KeyPair.objects.get()
    call_command("certificate_key", "new")
    assert "signs from now on" in capsys.readouterr().out
    call_command("certificate_key", "withdraw", f"--key={old.pk}")
    assert not KeyPair.objects.filter(pk=old.pk).exists()
    with pytest.raises(CommandError, match="no such key"):
        call_command("certificate_key", "withdraw", f"--key={old.pk}")
    assert actions.signed_list(number=1, now=timezone.now())
