"""Holders, records, grants; and the lock halves, which live in a store of their own."""

import uuid

from django.db import models

from communitylinkage.values.register import Term, operational, sealed


class Holder(models.Model):
    """Whoever has a key pair: an account, a post, a receipt, a one-time link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField()

    register = [operational("id", "public_key", term=Term.WHILE_MEMBER)]

    def __str__(self) -> str:
        return str(self.pk)


class Record(models.Model):
    """Sealed content, under a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ciphertext = models.BinaryField()

    register = [
        operational("id", term=Term.UNTIL_WITHDRAWN),
        sealed("ciphertext", term=Term.UNTIL_WITHDRAWN),
    ]

    def __str__(self) -> str:
        return str(self.pk)


class Grant(models.Model):
    """Lets one holder open one record, while its lock half is there and released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="grants")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="grants")
    holder_half = models.BinaryField()
    wrapped_key = models.BinaryField()

    register = [
        operational("id", "record", "holder", term=Term.UNTIL_WITHDRAWN),
        sealed("holder_half", "wrapped_key", term=Term.UNTIL_WITHDRAWN),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "holder"], name="one_grant_per_holder")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KeyGrant(models.Model):
    """Gives a member the private key of a post."""

    post = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="posts")
    sealed_key = models.BinaryField()

    register = [
        operational("id", "post", "member", term=Term.WHILE_MEMBER),
        sealed("sealed_key", term=Term.WHILE_MEMBER),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="one_key_grant_per_member")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LockHalf(models.Model):
    """The server's half of a grant. Not in the content store, nor in any backup of it."""

    lives_in_locks = True

    id = models.UUIDField(primary_key=True, editable=False)
    half = models.BinaryField()
    released = models.BooleanField(default=False)

    register = [
        operational("id", "released", term=Term.UNTIL_WITHDRAWN),
        sealed("half", term=Term.UNTIL_WITHDRAWN),
    ]

    def __str__(self) -> str:
        return str(self.pk)
