"""The privacy notices (GDPR, articles 13 and 14), one for each kind of person."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.notices.rules import Reader


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, its sentences, and where they lead: a route and its words."""

    heading: Promise
    said: tuple[Promise, ...]
    way: tuple[str, Promise] | None = None


_RIGHTS = Part(
    _("What you can ask for"),
    (
        _("To see what is kept about you, and to get a copy (GDPR, articles 15 and 20)."),
        _("To have it corrected, erased, or left alone (articles 16 to 18 and 21)."),
        _("To take back a yes that you gave. What was done before stays right (article 7)."),
        _("Ask your coordinator, or write to us. You get an answer within a month."),
    ),
)
_READING = Part(
    _("When you only read"),
    (
        _("The open pages set no cookie, keep no address, and load nothing from others."),
        _("A search counts one number: this kind of help, this language, this country."),
    ),
    ("safety", _("What your phone keeps")),
)
_SIGNED_IN = Part(
    _("What is kept about you"),
    (
        _("Your e-mail address, the name that you show, your language and your role."),
        _("Your password is kept in a form that nobody can read."),
        _("When you signed in, and when you last did something here. Not from where."),
        _(
            "If you made a passkey: what you call it, the day you made it, the day you last used "
            "it."
        ),
        _("A random number in your browser: it tells whether it was here before."),
        _("Which locked thing you opened, and when; for ten years, as codes without your name."),
    ),
)
_WHO_READS = Part(
    _("Who can read it"),
    (
        _("Colleagues of your organisation, as far as their role needs it."),
        _("Your coordinator sees, for each month, your name and what you opened."),
        _("A woman sees which organisation opened what is hers, and when."),
        _("It is sold to nobody, and no computer decides about you."),
    ),
)
_HOW_LONG = Part(
    _("How long it is kept"),
    (
        _("As long as you belong to an organisation here, and 30 days after."),
        _("What you wrote for your organisation stays with it."),
    ),
)

NOTICES: dict[Reader, tuple[Part, ...]] = {
    Reader.WOMAN: (
        Part(
            _("You can read and say nothing"),
            (
                _("We do not keep what you read here."),
                _("If you search, we count: somebody searched. We do not know that it was you."),
            ),
        ),
        Part(
            _("If you ask us for help"),
            (
                _("You need no name, no e-mail and no telephone number."),
                _("We lock what you write. Only those whom you choose can open it."),
                _("Those who keep the computers find it locked, too."),
                _("We do it because you said yes (GDPR, articles 6(1)(a) and 9(2)(a))."),
                _("You can say no. You can take back your yes on any day. Help stays free."),
            ),
        ),
        Part(
            _("Who can open it"),
            (
                _("Your mentor, and the services to which you said yes. Nobody else."),
                _("Your own page shows which organisation opened it, and when."),
                _("Some services must tell others by law. We tell you before you say anything."),
                _("We sell nothing. No computer decides about you."),
            ),
        ),
        Part(
            _("How long we keep it"),
            (
                _("90 days after everything is closed. Then it is erased."),
                _(
                    "If there is a reason, two people can keep it longer, "
                    "each time for a year at most."
                ),
                _("Short lines stay for ten years: what was done, and when. They have no name."),
            ),
        ),
        Part(
            _("What you can do"),
            (
                _("See it. Correct it. Lock it. Have it erased. Get it on paper."),
                _("With the number on your paper you do much of it alone, without asking us."),
                _("Without the number, ask your mentor, or write to us."),
                _("You have the same rights without papers."),
            ),
            ("receipt", _("I have a number on a paper")),
        ),
        Part(
            _("What we cannot do"),
            (
                _("Who has your phone can see what is open on it."),
                _("We cannot take back what somebody read already, or a paper."),
            ),
            ("safety", _("What your phone keeps")),
        ),
    ),
    Reader.MENTOR: (
        _SIGNED_IN,
        Part(
            _("What you say about yourself as a mentor"),
            (
                _("Your languages, towns and days, and how many women you can go with."),
                _("Your own communities: so that nobody asks you to go with a neighbour."),
                _("Your courses, your hours and your certificates."),
                _("How you are: your own words are locked; you choose who reads them."),
            ),
        ),
        Part(
            _("Why this is allowed"),
            (
                _("You agreed with your organisation to be a mentor (article 6(1)(b))."),
                _("Languages and communities: you said them yourself (article 9(2)(a))."),
            ),
        ),
        _WHO_READS,
        _HOW_LONG,
        _RIGHTS,
    ),
    Reader.COLLEAGUE: (
        _SIGNED_IN,
        Part(
            _("What you do here"),
            (
                _("What you sign, decide, answer or publish for your organisation, with the day."),
                _("When you are on duty. The courses that you take or teach."),
            ),
        ),
        Part(
            _("Why this is allowed"),
            (
                _("You work for an organisation that takes part (article 6(1)(b) and (f))."),
                _("The law asks us to know who opened what (articles 5(2) and 32)."),
            ),
        ),
        _WHO_READS,
        _HOW_LONG,
        _RIGHTS,
    ),
    Reader.EVERYBODY: (
        _READING,
        Part(
            _("When you come to an event or a course"),
            (
                _("The name and address that you give, and what you need to take part."),
                _("You said yes to it (article 6(1)(a)); what you need is erased after the event."),
                _("Your certificate: what you learned, and your name as a code nobody can read."),
            ),
        ),
        Part(
            _("When you answer questions"),
            (
                _("Where the form says so, answers have no name: nobody can see which are yours."),
                _("Those cannot be given back or erased later: nobody knows which they are."),
            ),
        ),
        Part(
            _("When you write to us"),
            (_("Your letter stays in our mailbox as long as we need it to answer."),),
        ),
        _RIGHTS,
    ),
}
