"""A passkey: its public half, and what she calls it. Nothing says which device it is."""

import uuid

from django.db import models

from communitylinkage.people.passkeys.rules import LONGEST_NAME
from communitylinkage.values.register import Term, operational, staff


class Passkey(models.Model):
    """One passkey of one account, for one domain.

    `handle` is the random id that her device knows the account by; all her passkeys share it.
    `copied`: its counter once went back, so it is never taken again. Days, not moments.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=LONGEST_NAME)
    domain = models.CharField(max_length=253)
    handle = models.BinaryField()
    credential = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    copied = models.BooleanField(default=False)
    made = models.DateField()
    last_used = models.DateField(null=True, blank=True)

    register = [
        operational("id", "account", "domain", "handle", "credential", term=Term.WHILE_MEMBER),
        operational("public_key", "sign_count", "copied", term=Term.WHILE_MEMBER),
        staff("name", "made", "last_used", term=Term.WHILE_MEMBER),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="one_passkey_per_name")
        ]

    def __str__(self) -> str:
        return self.name
