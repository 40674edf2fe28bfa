"""A collection, its invitations and open links, what is unfinished, and what was sent."""

import uuid
from datetime import datetime

from django.db import models

from communitylinkage.surveys.answering.rules import LINK_TAKES, State, last_day
from communitylinkage.values.register import Term, counted, operational, sealed


class Collection(models.Model):
    """One published version, open for answers; its occasion lies above and keeps its id.

    `team` are the vault's holders (posts, accounts) to whom free text and files are sealed.
    Collections of one `link_scope` (the rounds of one study) give the same `link_tag` for the same
    code of one's own; without a scope no code is turned into a tag. `languages` are those of the
    form that are offered; none: all. `blanks`: answers say what was asked and left empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        "surveys.Version", on_delete=models.PROTECT, related_name="collections"
    )
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    anonymous = models.BooleanField()
    editable = models.BooleanField()
    team = models.JSONField(default=list)
    link_scope = models.UUIDField(null=True, blank=True)
    languages = models.JSONField(default=list)
    blanks = models.BooleanField(default=False)

    register = [
        operational(
            "id", "version", "opens", "closes", "closed", "anonymous", "editable", "team",
            "link_scope", "languages", "blanks", term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(anonymous=True, editable=True),
                name="an_anonymous_answer_is_never_opened_again",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def last_day(self) -> datetime | None:
        """A moment of the last day on which it takes answers (`rules.last_day`)."""
        return last_day(self.closes) if self.closes else None


class OpenLink(models.Model):
    """A link that many may use; each who begins gets an invitation of her own through it.

    It takes `most` answers; called back, it lets nobody begin.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="links")
    tag = models.CharField(max_length=64, unique=True)
    group = models.JSONField(default=dict)
    most = models.PositiveIntegerField(default=LINK_TAKES)
    called_back = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "collection", "tag", "group", "most", "called_back", term=Term.WHILE_PROGRAMME
        )
    ]

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(models.Model):
    """Somebody may answer once: no name, no address, no time. Of her token only a hash is here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="invitations")
    tag = models.CharField(max_length=64, unique=True)
    group = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default=State.OPEN)
    # Came through an open link: nobody invited her, so she is in no response rate.
    by_link = models.BooleanField(default=False)
    link = models.ForeignKey(
        OpenLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="begun"
    )

    register = [
        operational(
            "id", "collection", "tag", "group", "state", "by_link", "link",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["collection", "state"], name="invitation_states")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="invitation_state_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Unfinished(models.Model):
    """Answers on their way, as ciphertext that only the invitation's token opens."""

    invitation = models.OneToOneField(
        Invitation, primary_key=True, on_delete=models.CASCADE, related_name="unfinished"
    )
    state = models.BinaryField()

    register = [
        operational("invitation", term=Term.UNTIL_USED),
        sealed("state", term=Term.UNTIL_USED),
    ]

    def __str__(self) -> str:
        return str(self.pk)


class UnfinishedFile(models.Model):
    """A file on its way; which question it answers stands in the sealed state only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unfinished = models.ForeignKey(Unfinished, on_delete=models.CASCADE, related_name="files")
    content = models.BinaryField()

    register = [
        operational("id", "unfinished", term=Term.UNTIL_USED),
        sealed("content", term=Term.UNTIL_USED),
    ]

    def __str__(self) -> str:
        return str(self.pk)


class Submission(models.Model):
    """Answers that were sent.

    `answers` are coded: place without the form's root ("group/age", "child[2]/age") -> a code, a
    list of codes, a number, a day, null where it was asked and left empty. `texts` is the vault's
    record of the rest, sealed to the team; `files` are the records of its files. `invitation` and
    `day` are empty where the collection is anonymous. `mixed`: rewritten among others, so that the
    order of rows tells nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="submissions")
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="submission"
    )
    group = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    texts = models.UUIDField(null=True, blank=True)
    files = models.JSONField(default=list)
    link_tag = models.CharField(max_length=64, blank=True)
    day = models.DateField(null=True, blank=True)
    mixed = models.BooleanField(default=False)

    register = [
        operational(
            "id", "collection", "invitation", "texts", "files", "day", "mixed",
            term=Term.WHILE_PROGRAMME,
        ),
        counted("group", "answers", "link_tag", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
