"""The files of a version: which it names, which are there, bringing more, taking them out."""

import io
import zipfile
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.surveys import actions, media, queries
from communitylinkage.surveys.forms import MediaForm
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.surveys.views import done, my_version


@needs(queries.KEEP)
def questionnaire_media(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """What stands beside the questions, what is missing, and a form for more."""
    row = my_version(request, number, version)
    files = request.FILES  # read first: the handler says meanwhile what it let go
    form = MediaForm(
        request.POST or None, files or None, sheets=row.sheets, there=media.sizes(row),
        too_large=getattr(request, "too_large", False),
    )  # fmt: skip
    if request.method == "POST":
        form.is_bound = True
        if form.is_valid():
            by, now = viewer_of(request).account.pk, timezone.now()
            try:
                actions.add_media(version=row, brought=form.brought, by=by, now=now)
            except NotNowError:
                return done(number, "not_now")
            return done(number, "media")
    lists = media.lists_lacking(row)
    shown = {"row": row, "listed": media.listed(row), "lists": lists, "form": form}
    return render(request, "surveys/media.html", shown)


@needs(queries.KEEP)
def questionnaire_files(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """All files of a version in one ZIP, with the names of the workbook: choices and media."""
    row = my_version(request, number, version)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for one in row.files.all():
            file.writestr(one.name, one.text)
        for each in row.media.all():
            file.writestr(each.name, bytes(each.content))
    named = {"Content-Disposition": f'attachment; filename="questionnaire-{version}-files.zip"'}
    return HttpResponse(out.getvalue(), content_type="application/zip", headers=named)
