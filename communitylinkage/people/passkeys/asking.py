"""What a page asks the browser: for a passkey at sign-in, or to make a new one."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from communitylinkage.people.models import Account
from communitylinkage.people.passkeys import challenges, checking, queries
from communitylinkage.people.passkeys.actions import handle_of
from communitylinkage.people.passkeys.challenges import MAKE, USE
from communitylinkage.people.passkeys.checking import Site
from communitylinkage.people.passkeys.rules import domain_of

# What a device shows as the site, in every language the same, as the code app does.
TITLE = "Information"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the second step says of passkeys, once the password was right.

    Attributes:
        question: for the browser, as JSON; empty where no passkey can be used.
        elsewhere: she has one, but not for this address.
    """

    question: str = ""
    elsewhere: bool = False


def site_of(request: HttpRequest) -> Site | None:
    """Where the page was asked for, as the browser names it; None where no passkey can be."""
    host = request.get_host().lower()
    domain = domain_of(host)
    return Site(domain, f"{request.scheme}://{host}") if domain else None


def offer(request: HttpRequest, account: Account, now: datetime) -> Offer:
    """Asks for one of her passkeys, if she has any here; each showing of a page asks anew."""
    site = site_of(request)
    known = queries.credentials_at(account, site.domain) if site else []
    if site is None or not known:
        return Offer(elsewhere=queries.usable(account).exists())
    question = challenges.new_question()
    challenges.ask(request.session, USE, question, now)
    text = checking.question_to_use(site=site, challenge=question.challenge, known=known)
    return Offer(question=text)


def question_to_make(
    request: HttpRequest, account: Account, site: Site, name: str, now: datetime
) -> str:
    """Asks for a new passkey of this name."""
    question = challenges.new_question(name=name, handle=handle_of(account))
    challenges.ask(request.session, MAKE, question, now)
    return checking.question_to_make(
        site=site,
        title=TITLE,
        name=name,
        handle=question.handle,
        challenge=question.challenge,
        known=queries.credentials_at(account, site.domain),
    )
