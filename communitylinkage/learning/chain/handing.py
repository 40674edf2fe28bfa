"""How a certificate stands for a page, and handing it out: to its coordinator and to herself."""

from django.http import HttpResponse
from django.utils import timezone

from communitylinkage.certificates import queries as certificates
from communitylinkage.certificates.handing import What, handed
from communitylinkage.certificates.wording import WHY
from communitylinkage.credentials import Standing
from communitylinkage.learning.models import Award
from communitylinkage.people.pages import found


def standing_of(row: Award) -> dict[str, object]:
    """How a certificate stands, for a page: `file` where it can be saved, `paper` where it can be
    printed too, since it was issued to the name that we know."""
    if row.credential is None or row.revoked_on:
        return {"award": row, "file": False, "paper": False}
    now = timezone.now()
    verdict = certificates.standing(row.credential, now)
    stands = verdict.standing == Standing.STANDS
    named = certificates.standing(row.credential, now, row.learner.name).standing
    return {
        "award": row,
        "file": stands,
        "paper": named == Standing.STANDS,
        "doubt": "" if stands else WHY.get(verdict.why, ""),
    }


def handed_out(row: Award, what: str) -> HttpResponse:
    """The paper or the file of a certificate that stands; no such page otherwise."""
    if row.credential is None or row.revoked_on or what not in set(What):
        return found(None)
    name = row.learner.name if what == What.PAPER else None
    verdict = certificates.standing(row.credential, timezone.now(), name)
    if verdict.standing != Standing.STANDS:
        return found(None)
    return handed(What(what), row.credential, verdict, name or "")
