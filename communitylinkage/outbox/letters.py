"""One mail through SMTP. Nothing here touches the database: a server may take its time."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from communitylinkage.outbox.rules import is_about_one_letter, is_made_up

FILES = "django.core.mail.backends.filebased.EmailBackend"
# A server that has greeted us may look into a letter before it says OK. Given up earlier, the
# letter would come again though it was taken.
OK_WITHIN_SECONDS = 60.0


class NoServerError(Exception):
    """The mail server does not answer, so it will answer no other letter either."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be sent. Subject and text must be neutral.

    Args:
        then: what is true only once the server took it; written in the transaction that takes the
            task away.
    """

    to: str
    subject: str
    text: str
    then: Callable[[], object] = lambda: None


def deliver(letter: Outgoing, *, number: UUID) -> None:
    """Sends it; the number of its task becomes its Message-ID.

    What goes to the demo's made-up people is a file under `settings.DEMO_LETTERS` instead, so that
    whoever tries the product reads it without a mail server.

    Raises:
        NoServerError: nobody answers within `settings.EMAIL_TIMEOUT`, or the answer stays out.
        OSError: the server did not take this letter.
    """
    named = {"Message-ID": f"<{number}@{settings.MAIL_DOMAIN}>"}
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers=named)
    if is_made_up(letter.to):
        message.connection = get_connection(FILES, file_path=settings.DEMO_LETTERS)
        message.send()
        return
    try:
        _send(message)
    except OSError as fault:
        if is_about_one_letter(fault):
            raise
        raise NoServerError from fault


def _send(message: EmailMessage) -> None:
    with get_connection() as server:
        session = getattr(server, "connection", None)  # not every backend speaks SMTP
        if session is not None:
            session.sock.settimeout(OK_WITHIN_SECONDS)
        server.send_messages([message])
