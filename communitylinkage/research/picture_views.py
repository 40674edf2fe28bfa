"""Pictures that stand in findings: put in, taken out, and shown to the group and to everybody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import found, posted, reader
from communitylinkage.people.roles import Permission
from communitylinkage.research import findings, queries, wording
from communitylinkage.research.access import cycle_or_404, done, finding_or_404
from communitylinkage.research.evidence_views import opened
from communitylinkage.research.forms import PictureForm
from communitylinkage.research.models import Picture
from communitylinkage.research.rules.uses import NotAgreed
from communitylinkage.surveys.answering.pictures import BrokenError


@needs(Permission.RESEARCH)
def research_picture(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """Puts a picture into a finding, with words for who does not see it."""
    cycle = cycle_or_404(request, number)
    row = finding_or_404(cycle, finding)
    form = PictureForm(posted(request), offered=queries.to_show(row),
                       initial={"language": reader()})  # fmt: skip
    again: object = ""
    if request.method == "POST" and form.is_valid():
        piece, data = form.chosen(), form.cleaned_data
        paper = opened(request, cycle, piece, piece.record)
        try:
            if paper is not None:
                findings.show(
                    finding=row, evidence=piece, paper=paper, alt=data["alt"],
                    language=data["language"], by=viewer_of(request).account.pk,
                    now=timezone.now(),
                )  # fmt: skip
                return done("research_finding", "shown", cycle.pk, row.pk)
            again = wording.SIGN_IN_AGAIN
        except NotAgreed:
            form.add_error("piece", wording.NOT_SHOWN)
        except BrokenError:
            form.add_error("piece", wording.CANNOT_BE_SHOWN)
    shown = {"cycle": cycle, "row": row, "form": form, "again": again}
    return render(request, "research/picture.html", shown)


@needs(Permission.RESEARCH)
def research_picture_seen(
    request: HttpRequest, number: UUID, finding: UUID, picture: UUID
) -> HttpResponse:
    """The picture as it stands in the finding; a POST takes it out."""
    cycle = cycle_or_404(request, number)
    row = finding_or_404(cycle, finding)
    one = found(queries.picture_of(row, picture))
    if request.method != "POST":
        return _given(one)
    findings.drop_picture(picture=one, by=viewer_of(request).account.pk, now=timezone.now())
    return done("research_finding", "not_shown", cycle.pk, row.pk)


def told_picture(request: HttpRequest, picture: UUID) -> HttpResponse:
    """A picture of a finding that everybody can read."""
    return _given(found(queries.public_picture(picture)))


def _given(picture: Picture) -> HttpResponse:
    """Written by us from its points alone, so it may stand in a page."""
    return HttpResponse(bytes(picture.content), content_type=picture.media)
