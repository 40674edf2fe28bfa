"""A certificate handed out: its paper as PDF, or its signed text as a file."""

from enum import StrEnum

from django.http import HttpResponse

from communitylinkage.certificates import paper
from communitylinkage.certificates.models import Certificate
from communitylinkage.credentials import Verdict

FILE_TYPE = "application/vc+jwt"


class What(StrEnum):
    """In which form somebody wants it."""

    PAPER = "paper"
    FILE = "file"


def handed(what: What, row: Certificate, verdict: Verdict, name: str) -> HttpResponse:
    """The answer with the file; its own name says nothing.

    Args:
        verdict: how it stands, as it was checked with `name`. name: whose it is; the paper alone
        says it.
    """
    if what is What.PAPER:
        made: bytes | str = paper.pdf(row, verdict, name)
        kind, end = "application/pdf", "pdf"
    else:
        made, kind, end = row.credential, FILE_TYPE, "jwt"
    named = {"Content-Disposition": f'attachment; filename="certificate.{end}"'}
    return HttpResponse(made, content_type=kind, headers=named)
