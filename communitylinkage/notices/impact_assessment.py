"""What the product knows for a data-protection impact assessment (GDPR, article 35(7))."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen, what the software does about it, and what is left to people."""

    what: Promise
    done: Promise
    left: Promise


NEEDED: tuple[Promise, ...] = (
    _("Nothing about a woman is needed to read, to search or to find a number."),
    _("No account, name, e-mail address or telephone number of hers is asked anywhere."),
    _("A choice stands where a choice is enough; her own words are locked and expire."),
    _("Nothing goes out before her yes; one service is asked at a time."),
    _("Where she is stays coarse until a service has said yes."),
)
RISKS: tuple[Risk, ...] = (
    Risk(
        _("Somebody who controls her looks at her phone."),
        _("A red button, neutral titles, nothing stored by the pages."),
        _("Lists of calls, pictures of the screen and papers stay. Say so to her."),
    ),
    Risk(
        _("A colleague reads what is not hers to read."),
        _("Keys for each post; who has no right finds no page; each opening is written down."),
        _("The coordinator looks through the openings each month."),
    ),
    Risk(
        _("Somebody who left still has a key."),
        _("The posts get new keys; what is open is locked anew."),
        _("Say at once who left."),
    ),
    Risk(
        _("A disk or a copy of it is stolen."),
        _("What is hers is locked, and half of each key lies in another store."),
        _("Keep the two copies apart, and the recovery key on paper in a safe."),
    ),
    Risk(
        _("Somebody takes over the running computer."),
        _("It holds no key of anybody who is not signed in."),
        _("What is opened while it is taken over can be read. Keep it up to date."),
    ),
    Risk(
        _("An authority asks for what is known about a woman."),
        _("What is locked cannot be opened for anybody; there is no way around it."),
        _("Have a lawyer's number at hand, and write down who asked."),
    ),
    Risk(
        _("A published figure shows who she is."),
        _("Small numbers are held back, by one gate that remembers what was shown before."),
        _("Write no examples of real cases into reports."),
    ),
)
FILL_IN: tuple[Promise, ...] = (
    _("How many women, mentors and services you expect in a year"),
    _("Where the computers and the copies stand, and who looks after them"),
    _("Whether anything leaves the European Union, and on which ground"),
    _("What women and mentors said about it (article 35(9))"),
    _("What your data-protection officer advises (article 35(2))"),
    _("Which risks are still high, and whether you ask the office first (article 36)"),
    _("Who decides, on which day, and when you look again"),
)
