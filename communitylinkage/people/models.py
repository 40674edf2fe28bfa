"""Accounts, memberships, invitations, and what signing in needs.

There is no field for a password hash: the password makes one Argon2id run, split into a verifier
(stored) and a wrapping key (never stored); a second, cheaper hash would be the real strength.
"""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models.functions import Lower

from communitylinkage.organisations.models import Organisation, Post, Programme
from communitylinkage.outbox.rules import is_made_up
from communitylinkage.people import wording
from communitylinkage.people.rules import INVITATION_LASTS, MembershipState, Shift, days_of, zone_of
from communitylinkage.values.register import Term, operational, staff


class Account(models.Model):
    """A person who may sign in. The key pair lives with the vault, under ``key_holder``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="en")
    salt = models.BinaryField()
    verifier = models.BinaryField()
    public_key = models.BinaryField()
    wrapped_key = models.BinaryField()
    key_holder = models.UUIDField(null=True, blank=True)

    register = [
        operational("id", "key_holder", "public_key", term=Term.WHILE_MEMBER),
        operational("salt", "verifier", "wrapped_key", term=Term.WHILE_MEMBER),
        staff("email", "display_name", "language", term=Term.WHILE_MEMBER),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_demo(self) -> bool:
        """Whether the address is one of the made-up people's."""
        return is_made_up(self.email)


class Membership(models.Model):
    """What a person is in an organisation, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=wording.ROLES)
    may_open = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=wording.STATES)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "account", "organisation", "programme", term=Term.WHILE_MEMBER),
        staff("role", "may_open", "state", "since", "until", term=Term.WHILE_MEMBER),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MembershipState.LEFT.value, until__isnull=False)
                | (~models.Q(state=MembershipState.LEFT.value) & models.Q(until__isnull=True)),
                name="membership_left_has_until",
            ),
            models.CheckConstraint(
                condition=models.Q(may_open=False) | models.Q(state=MembershipState.ACTIVE.value),
                name="only_who_is_let_in_may_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.role}"


class Invitation(models.Model):
    """A link by which one person joins one organisation in one role, once.

    `instead_of`: the one that was called back when this was sent anew; its page, sent again because
    its answer was lost, leads here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instead_of = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=wording.ROLES)
    # Nobody invited the first administrator of a bare installation.
    invited_by = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "instead_of", "token_hash", "expires", "used_at", term=Term.UNTIL_USED),
        operational("organisation", "programme", "invited_by", term=Term.UNTIL_USED),
        staff("email", "role", term=Term.UNTIL_USED),
    ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.role}"

    @property
    def sent(self) -> datetime:
        """When it was made."""
        return self.expires - INVITATION_LASTS


class PasswordLink(models.Model):
    """A link by which one person chooses a new password, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "token_hash", "account", "expires", "used_at", term=Term.UNTIL_USED)
    ]

    def __str__(self) -> str:
        return str(self.pk)


class Duty(models.Model):
    """When a person is on duty at a post: each week, or once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="duties")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=wording.WEEKDAYS)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "post", "account", term=Term.WHILE_MEMBER),
        staff("weekday", "opens_at", "closes_at", "starts", "ends", term=Term.WHILE_MEMBER),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    weekday__range=(0, 6),
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    starts__isnull=True,
                    ends__isnull=True,
                )
                | models.Q(
                    weekday__isnull=True,
                    opens_at__isnull=True,
                    closes_at__isnull=True,
                    ends__gt=models.F("starts"),
                ),
                name="duty_weekly_or_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shift(self) -> Shift:
        """The times, as the rule reads them."""
        return Shift(self.weekday, self.opens_at, self.closes_at, self.starts, self.ends)

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day of a duty that is not weekly, by the clock of the country."""
        return days_of(self.shift, zone_of(self.post.organisation.country))


class SignIn(models.Model):
    """One browser in which somebody is signed in. Only the hash of the session's id is here.

    Neither an address nor an agent is kept.
    """

    id_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="sign_ins"
    )
    content = models.TextField()
    started = models.DateTimeField()
    # When somebody last did something in it, to the minute; empty: nothing since it began.
    used = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(db_index=True)

    register = [
        operational(
            "id_hash", "account", "content", "started", "used", "expires",
            term=Term.UNTIL_SIGN_OUT,
        )
    ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M}"


class KnownDevice(models.Model):
    """A browser that has signed in before; a wrong try elsewhere does not slow it."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="known_devices")
    since = models.DateTimeField()

    register = [operational("token_hash", "account", "since", term=Term.WHILE_MEMBER)]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}"


class Delay(models.Model):
    """When the next try is allowed. Keyed by a peppered hash, so unknown addresses slow alike."""

    who_hash = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()

    register = [operational("who_hash", "failures", "not_before", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return str(self.failures)


class SecondFactor(models.Model):
    """The seed of a person's code app, encrypted; ``last_step`` keeps a code from being reused."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="second_factor"
    )
    sealed_seed = models.BinaryField()
    confirmed = models.BooleanField(default=False)
    last_step = models.BigIntegerField(default=0)

    register = [
        operational("account", "sealed_seed", "confirmed", "last_step", term=Term.WHILE_MEMBER)
    ]

    def __str__(self) -> str:
        return str(self.confirmed)


class RecoveryCode(models.Model):
    """A code on paper for when the phone is lost; it works once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)

    register = [operational("id", "account", "code_hash", term=Term.WHILE_MEMBER)]

    def __str__(self) -> str:
        return str(self.pk)


# So that Django finds them; below, because they belong to an account.
from communitylinkage.people.passkeys.models import Passkey  # noqa: E402

__all__ = [
    "Account",
    "Delay",
    "Duty",
    "Invitation",
    "KnownDevice",
    "Membership",
    "Passkey",
    "PasswordLink",
    "RecoveryCode",
    "SecondFactor",
    "SignIn",
]
