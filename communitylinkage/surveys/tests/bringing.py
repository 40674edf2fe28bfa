"""A workbook that somebody brings, and what becomes of it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communitylinkage.people.tests.cast import client_of
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform import example, exporting


def bring(account, content, name="form.xlsx", address=None, **more):
    client = client_of(account)
    sent = {"file": SimpleUploadedFile(name, content), "title": "", **more}
    return client, client.post(address or reverse("questionnaire_new"), sent)


def bring_in(account, sheets=example.SHEETS, address=None, **more):
    """Brought and said yes to."""
    client, answer = bring(account, exporting.xlsx(sheets), address=address, **more)
    assert answer.status_code == 302, answer.content.decode()
    client.post(answer["Location"], {"leave_out": "1"})
    return client, Version.objects.order_by("-number").first()
