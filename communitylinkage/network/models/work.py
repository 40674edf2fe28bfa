"""What an organisation did with a community, and what comes next. Free text is sealed."""

import uuid

from django.db import models

from communitylinkage.network import wording
from communitylinkage.network.models.communities import Community
from communitylinkage.network.models.ties import Node
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.register import Term, operational


class Contact(models.Model):
    """A line of the contact log. `note`: sealed to the organisation's post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="contacts")
    node = models.ForeignKey(
        Node, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=wording.REACHED)
    outcome = models.CharField(max_length=20, choices=wording.CAME)
    note = models.UUIDField(null=True, blank=True)
    by = models.UUIDField()

    register = [
        operational(
            "id", "organisation", "community", "node", "day", "kind", "outcome", "note", "by",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Step(models.Model):
    """Who does what by when: an account, or whoever has a role. `note`: what came of it, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="steps")
    todo = models.CharField(max_length=20, choices=wording.TO_DO)
    role = models.CharField(max_length=20, blank=True)
    account_id = models.UUIDField(null=True, blank=True)
    due = models.DateField()
    outcome = models.CharField(max_length=20, choices=wording.DONE, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.UUIDField(null=True, blank=True)

    register = [
        operational(
            "id", "organisation", "community", "todo", "role", "account_id", "due", "outcome",
            "done_on", "note", term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="", account_id__isnull=False)
                | (~models.Q(role="") & models.Q(account_id__isnull=True)),
                name="step_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", done_on__isnull=True)
                | (~models.Q(outcome="") & models.Q(done_on__isnull=False)),
                name="step_outcome_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.todo} {self.due}"
