"""The certificate on paper: one sheet with a code that leads to its page."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communitylinkage import printing
from communitylinkage.certificates import addresses
from communitylinkage.certificates.models import Certificate
from communitylinkage.credentials import Verdict
from communitylinkage.people.pages import page_language
from communitylinkage.printing import QR, Line, Sheet
from communitylinkage.printing.blocks import Size


def pdf(row: Certificate, verdict: Verdict, name: str) -> bytes:
    """The certificate as accessible PDF, in its own language.

    Args:
        row: which. verdict: what its credential says, as it was checked. name: whose it is; the
        caller has made sure that it is right.
    """
    with translation.override(page_language(row.language)):
        return printing.sheet(_sheet(row, verdict, name), made_at=row.given_at)


def _sheet(row: Certificate, verdict: Verdict, name: str) -> Sheet:
    said = verdict.payload["credentialSubject"]["achievement"] if verdict.payload else {}
    title, criteria = verdict.achievement, said.get("criteria", {}).get("narrative", "")
    day = date_format(date.fromisoformat(verdict.day)) if verdict.day else ""
    lines = (
        Line(_("This certificate is given to")),
        Line(name, Size.BIG, strong=True),
        Line(_("for having completed")),
        Line(title, strong=True, language=row.language),
        Line(criteria, Size.SMALL, language=row.language),
        Line(day),
    )
    number = _("Number: %(number)s") % {"number": row.pk}
    foot = _("Anybody can look up at this address whether it is valid. No account is needed.")
    return Sheet(
        title=_("Certificate"),
        language=page_language(row.language),
        lines=lines,
        over=verdict.given_by,
        foot=f"{foot}\n{number}",
        qr=QR(addresses.check(row.pk, row.language), _("Code that leads to this certificate")),
    )
