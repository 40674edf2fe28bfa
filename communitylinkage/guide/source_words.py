"""What sources say of help lines, in the reader's language: a closed list, as our seed has it.

Words that are not in the list (somebody corrected a line) are shown as they are.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# By the part of the source's words between semicolons. Names, numbers and addresses stay.
_WORDS = {
    "24/7 (specialists in the day, Télé-Accueil 107 outside those hours)": _(
        "day and night (specialists in the day, Télé-Accueil 107 outside those hours)"
    ),
    "7 days a week 12:00-20:00": _("every day 12:00-20:00"),
    "daily 12:00-22:00": _("every day 12:00-22:00"),
    "low-cost": _("costs little"),
    "local call charge (2011)": _("as much as a local call (2011)"),
    "0800 number free": _("0800 numbers are free"),
    "SMS 3060 (free, 24/7)": _("SMS 3060 (free, day and night)"),
    "SMS 99 98 4042 (free, 24/7)": _("SMS 99 98 4042 (free, day and night)"),
    "live chat": _("chat"),
    "WhatsApp 600 000 016": "WhatsApp 600 000 016",
    "online chat on the Delegación del Gobierno site": _(
        "chat on the page of the Delegación del Gobierno"
    ),
    "e-mail 016-online@igualdad.gob.es": _("e-mail 016-online@igualdad.gob.es"),
    "text telephone 900 116 016": _("text telephone 900 116 016"),
    "access for deaf and hard-of-hearing callers": _("for who is deaf or hears badly"),
    "chat (1522.eu)": "chat (1522.eu)",
    "app '1522'": _("the app “1522”"),
    "chat (instant and by appointment)": _("chat (at once or at an agreed time)"),
    "sign-language interpreting - hilfetelefon.de": _(
        "an interpreter of sign language: hilfetelefon.de"
    ),
    "chat (weekdays 9-17)": _("chat (Monday to Friday 9-17)"),
    "chat Mon-Wed 9-15 and Thu-Fri 14-20": _(
        "chat (Monday to Wednesday 9-15, Thursday and Friday 14-20)"
    ),
    "chat at set times on ecouteviolencesconjugales.be": _(
        "chat at certain hours on ecouteviolencesconjugales.be"
    ),
    "chat": _("chat"),
    "e-mail": _("e-mail"),
    "text": _("text messages"),
    "text telephony": _("text telephone"),
    "e-mail info@helpline-violence.lu": _("e-mail info@helpline-violence.lu"),
    "e-mail linkaprezeny@ivpr.gov.sk": _("e-mail linkaprezeny@ivpr.gov.sk"),
    "e-mail sos15900@isotita.gr": _("e-mail sos15900@isotita.gr"),
    "sign-language relay service": _("an interpreter of sign language"),
    "works with online counselling haltdergewalt.at": _("advice online: haltdergewalt.at"),
    "web chat palunabi.ee (24 h, same languages)": _(
        "chat on palunabi.ee (day and night, in the same languages)"
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says: in the reader's language, and its own words where those differ.

    Args:
        ours: whether the words are ours; else they are the source's, in English.
    """

    words: str
    ours: bool
    source: str


def said(source: str) -> Said:
    """A cell of a source for this reader: ours where each of its parts is in the list."""
    parts = [part.strip() for part in source.split(";") if part.strip()]
    ours = all(part in _WORDS for part in parts) and get_language() != "en"
    if not ours:
        return Said(source, False, "")
    return Said(" · ".join(str(_WORDS[part]) for part in parts), True, source)
