"""Who is in the network, by a random code, and the ties between them."""

import uuid

from django.db import models

from communitylinkage.directory.hsds import Service
from communitylinkage.mentors.models import Mentor
from communitylinkage.network import wording
from communitylinkage.network.models.communities import Association, Community
from communitylinkage.network.rules.codes import STRENGTHS
from communitylinkage.network.rules.graph import Kind
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, staff

# Which column names what a node stands for.
_STANDS_FOR = {kind: f"{kind.value}__isnull" for kind in Kind}


def _one_thing() -> models.Q:
    """A node stands for exactly the one thing that its kind says."""
    either = models.Q()
    for kind, column in _STANDS_FOR.items():
        others = {name: True for name in _STANDS_FOR.values() if name != column}
        either |= models.Q(kind=kind.value, **{column: False}, **others)
    return either


class Node(models.Model):
    """A community, an association, a service or a mentor. `code`: all that leaves a page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=12, choices=wording.KINDS)
    country = models.CharField(max_length=2)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    community = models.OneToOneField(
        Community, on_delete=models.CASCADE, null=True, blank=True, related_name="node"
    )
    association = models.OneToOneField(
        Association, on_delete=models.CASCADE, null=True, blank=True, related_name="node"
    )
    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    mentor = models.OneToOneField(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    register = [
        operational("id", "code", term=Term.WHILE_PROGRAMME),
        staff(
            "kind", "country", "since", "until", "community", "association", "service", "mentor",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_thing(), name="node_stands_for_one_thing"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="node_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Tie(models.Model):
    """Two nodes that have to do with each other, without direction: `one` is the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=wording.TIES)
    strength = models.PositiveSmallIntegerField(choices=wording.STRENGTHS)
    source = models.CharField(max_length=20, choices=wording.SOURCES)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    register = [
        staff(
            "id", "one", "other", "kind", "strength", "source", "since", "until",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")), name="tie_has_two_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="tie_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(strength__in=STRENGTHS), name="tie_strength_known"
            ),
            models.UniqueConstraint(
                fields=["one", "other", "kind"],
                condition=models.Q(until__isnull=True),
                name="one_open_tie_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.kind} {self.other_id}"
