"""What the pages say about activities, kinds of fields, terms, partners and offices."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.notices.rules import Activity, Reader
from communitylinkage.organisations.rules import PartnerRole, Side
from communitylinkage.values.register import Kind, Term

READERS: dict[Reader, Promise] = {
    Reader.WOMAN: _("For a woman who reads or asks here"),
    Reader.MENTOR: _("For mentors"),
    Reader.COLLEAGUE: _("For professionals and coordinators"),
    Reader.EVERYBODY: _("For guests, learners, and who answers questions"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """What one activity is for, whom it is about, and why the law allows it."""

    name: Promise
    purpose: Promise
    people: Promise
    basis: Promise


_HER_YES = _("Their own yes: GDPR, articles 6(1)(a) and 9(2)(a).")
_AGREED = _("What was agreed with them: GDPR, article 6(1)(b).")
_INTEREST = _("A fair interest that harms nobody: GDPR, article 6(1)(f).")
_DUTY = _("A duty by law: GDPR, article 6(1)(c), with article 32.")
_NOBODY = _("No person can be known from it, so the GDPR asks no reason (recital 26).")

PURPOSES: dict[Activity, Purpose] = {
    Activity.LINK: Purpose(
        _("Linking a woman with a service"),
        _("So that a service which she chose can help her, and a mentor can go with her."),
        _("Women who ask for help."),
        _HER_YES,
    ),
    Activity.MENTORS: Purpose(
        _("Mentors and communities"),
        _("So that the right mentor can be asked, and communities and services know each other."),
        _("Mentors, and people of communities."),
        _HER_YES,
    ),
    Activity.COLLEAGUES: Purpose(
        _("Accounts and duties of colleagues"),
        _("So that only people with a task can sign in, and somebody is on duty."),
        _("Mentors, professionals, coordinators, leads and administrators."),
        _AGREED,
    ),
    Activity.LEARNING: Purpose(
        _("Courses and certificates"),
        _("So that people can learn, and can show what they learned."),
        _("People who learn, and who teach."),
        _AGREED,
    ),
    Activity.ASKING: Purpose(
        _("Questionnaires and research together"),
        _("So that the programme knows what is needed."),
        _("People who answer, without their names, and who do research."),
        _HER_YES,
    ),
    Activity.TOGETHER: Purpose(
        _("Procedures, practices and promises"),
        _("So that organisations agree how they work, and learn from each other."),
        _("Colleagues who write and sign for their organisation."),
        _INTEREST,
    ),
    Activity.DIRECTORY: Purpose(
        _("Directory of services"),
        _("So that help can be found, and everybody sees where it is missing."),
        _("Nobody, or the person whom a service names as its contact."),
        _INTEREST,
    ),
    Activity.OUTREACH: Purpose(
        _("Events, campaigns and the public page"),
        _("So that people hear of the programme and can come."),
        _("Guests of events, and who speaks there."),
        _HER_YES,
    ),
    Activity.FIGURES: Purpose(
        _("Counted figures"),
        _("So that the programme can show what it reached."),
        _("Nobody: only numbers that are large enough are shown."),
        _NOBODY,
    ),
    Activity.SAFETY: Purpose(
        _("Keeping it safe"),
        _("So that what is locked stays locked, and it can be seen who opened it."),
        _("Colleagues who open something; women only as random numbers."),
        _DUTY,
    ),
}

KINDS: dict[Kind, Promise] = {
    Kind.PUBLIC: _("Everybody may read it"),
    Kind.STAFF: _("Colleagues with a task may read it"),
    Kind.SEALED: _("Locked: only who has a key that she gave may read it"),
    Kind.COUNTED: _("Counted: tied to no person"),
    Kind.OPERATIONAL: _("Random numbers, states and times"),
}
TERMS: dict[Term, Promise] = {
    Term.WHILE_LISTED: _("while the entry is listed, and its history one year after"),
    Term.WHILE_MEMBER: _("while the person belongs to an organisation, and 30 days after"),
    Term.WHILE_PROGRAMME: _("while the programme runs, and five years after its final report"),
    Term.UNTIL_USED: _("until used, 30 days at most"),
    Term.UNTIL_CLOSED: _("until what it belongs to closes"),
    Term.UNTIL_SIGN_OUT: _("until sign-out, 12 hours at most"),
    Term.CLOSED_PLUS_90_DAYS: _("90 days after closing"),
    Term.UNTIL_WITHDRAWN: _("until her yes ends or is taken back"),
    Term.JOURNAL: _("ten years"),
    Term.FOREVER: _("as long as the site is there"),
}

_LEADS = [
    _("Keeps the site: its computers, its copies, its settings, and this page."),
    _("Is the first to write to about your rights, also for the other organisations."),
    _("Tells the data-protection office within 72 hours when data got lost (article 33)."),
    _("Reports figures to the funder: numbers, never people."),
]
_COMMUNITY = [
    _("Answers for its mentors: their accounts, and what they do with what they read."),
    _("Asks for a woman's yes, keeps it, and locks everything when she takes it back."),
]
_SERVICE = [
    _("Answers for what a woman agreed to show it, from the moment it may open it."),
    _("Says before anything is told whom it must tell by law."),
    _("Answers for its people's accounts, and keeps its entry in the directory right."),
]
_ASSOCIATE = [_("Takes part in figures and events; opens nothing about a woman for it.")]
_EACH = _("Answers for its own colleagues' accounts.")


def duties(role: str, side: str) -> list[Promise]:
    """What a partner answers for, by its role in the programme and its side of the link."""
    if role == PartnerRole.ASSOCIATE:
        return [*_ASSOCIATE, _EACH]
    lead = _LEADS if role == PartnerRole.LEAD else []
    return [*lead, *(_COMMUNITY if side == Side.COMMUNITY else _SERVICE)]


# The data-protection offices of the countries in which the programme began; the others stand in
# the list of the European Data Protection Board.
OFFICES: dict[str, tuple[str, str, str]] = {
    "ES": ("es", "Agencia Española de Protección de Datos", "www.aepd.es"),
    "IT": ("it", "Garante per la protezione dei dati personali", "www.garanteprivacy.it"),
    "GR": ("el", "Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "www.dpa.gr"),
    "SI": ("sl", "Informacijski pooblaščenec", "www.ip-rs.si"),
}
ALL_OFFICES = "www.edpb.europa.eu"
