"""Programmes, organisations, what an organisation is in a programme, posts on duty."""

import uuid

from django.db import models

from communitylinkage.organisations import rules, wording
from communitylinkage.values.register import Term, operational, public, staff


class Organisation(models.Model):
    """An organisation that takes part: a service, or one of a community."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    side = models.CharField(max_length=10, choices=wording.SIDES)
    country = models.CharField(max_length=2)
    languages = models.JSONField(default=list)
    # Its own number, as it is read: who was asked outside calls it for the code.
    telephone = models.CharField(max_length=40, blank=True)
    # Where its people are: she who asks for a link chooses by it.
    town = models.CharField(max_length=100, blank=True)
    # A plain id, no key: the directory lies above and may list services that never take part.
    listed_as = models.UUIDField(null=True, blank=True)

    register = [
        operational("id", "listed_as", term=Term.WHILE_PROGRAMME),
        public("name", "side", "country", "languages", "telephone", "town", term=Term.WHILE_LISTED),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(side__in=[side.value for side in rules.Side]),
                name="organisation_side_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A funded piece of work that several organisations do together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    contract_number = models.CharField(max_length=60, unique=True)
    funder = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    lead_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    countries = models.JSONField(default=list)

    register = [
        operational("id", term=Term.WHILE_PROGRAMME),
        public(
            "name",
            "contract_number",
            "funder",
            "starts",
            "ends",
            "lead_organisation",
            "countries",
            term=Term.WHILE_PROGRAMME,
        ),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="programme_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_demo(self) -> bool:
        """Whether this is the made-up programme."""
        return rules.is_demo(self.contract_number)


class Partnership(models.Model):
    """What an organisation is in a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    project_holder = models.CharField(max_length=200, blank=True)
    institute = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=wording.PARTNER_ROLES)

    register = [
        operational("id", "programme", "organisation", term=Term.WHILE_PROGRAMME),
        public("project_holder", "institute", "role", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="one_partnership_per_programme"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.role}"


class Posts(models.QuerySet["Post"]):
    """Posts, by what they can be used for."""

    def receiving(self) -> "Posts":
        """Those to which something can be sent: not ended, and with a key."""
        return self.filter(ended=None, key_holder__isnull=False)


class Post(models.Model):
    """A named post of an organisation that receives referrals while somebody is on duty.

    One that was removed stays, ended: what was sent to it can still be read, and its key is still
    taken from who leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    name = models.CharField(max_length=120)
    # The vault's holder, whose private key each member who may open has; no key, as above.
    key_holder = models.UUIDField(null=True, blank=True, unique=True)
    # Since when somebody who left may have a copy of its key, or a member has none.
    needs_key_since = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = Posts.as_manager()

    register = [
        operational(
            "id",
            "organisation",
            "key_holder",
            "needs_key_since",
            "ended",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("name", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(ended=None),
                name="post_named_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
