"""Sessions in the database, under the hash of their id: who reads the table cannot sign in."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from communitylinkage.people.keys import hashed
from communitylinkage.people.models import SignIn

A_MINUTE = timedelta(minutes=1)


class SessionStore(SessionBase):
    """Django's session, kept by hash only, twelve hours at most."""

    # When somebody last did something in this browser; None before the session is read.
    last_used: datetime | None = None

    def exists(self, session_key: str) -> bool:
        """Whether a session of this id is stored."""
        return SignIn.objects.filter(pk=hashed(session_key)).exists()

    def create(self) -> None:
        """Takes a fresh id and stores the session."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # untyped base
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Stores the session. One that was signed out elsewhere is never brought back."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # untyped base
        values = {"account_id": data.get("account"), "content": self.encode(data)}
        pk = hashed(self.session_key)
        if not must_create:
            if not SignIn.objects.filter(pk=pk).update(**values):
                raise UpdateError
            return
        now = timezone.now()
        until = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        try:
            with transaction.atomic():
                SignIn.objects.create(pk=pk, started=now, expires=until, **values)
        except IntegrityError as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        """Forgets a session."""
        key = session_key or self.session_key
        if key:
            SignIn.objects.filter(pk=hashed(key)).delete()

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it is unknown or over."""
        key = self.session_key
        row = key and SignIn.objects.filter(pk=hashed(key), expires__gt=timezone.now()).first()
        if not row:
            self._session_key = None
            return {}
        self.last_used = row.used or row.started
        return self.decode(row.content)

    def touch(self, now: datetime) -> None:
        """Notes that it is in use, once a minute at most: a page more costs no write more."""
        if self.session_key and self.last_used and now - self.last_used > A_MINUTE:
            SignIn.objects.filter(pk=hashed(self.session_key)).update(used=now)

    def used_now(self, now: datetime) -> None:
        """The password was given again."""
        if self.session_key:
            SignIn.objects.filter(pk=hashed(self.session_key)).update(used=now)
            self.last_used = now

    @classmethod
    def clear_expired(cls) -> None:
        """Deletes what is over."""
        SignIn.objects.filter(expires__lte=timezone.now()).delete()
