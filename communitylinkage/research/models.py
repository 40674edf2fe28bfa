"""Cycles, who researches, evidence, codes, findings, and what came of them."""

import uuid

from django.db import models

from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account
from communitylinkage.research import wording
from communitylinkage.research.rules.cycle import Stage
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, public, staff


class Cycle(models.Model):
    """One turn: a question, and what a group learnt of it. `before`: the turn that it follows.

    `key_holder`: the group's key in the vault. `door`: the address at which the community is asked
    about the findings; empty while nobody is. `key_due`: who left may have a copy of the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    before = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="after"
    )
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=500)
    plan = models.TextField(blank=True)
    stage = models.CharField(max_length=10, choices=wording.STAGES, default=Stage.QUESTION.value)
    key_holder = models.UUIDField(unique=True)
    key_due = models.BooleanField(default=False)
    door = models.CharField(max_length=40, blank=True)
    began = models.DateField()
    ended = models.DateField(null=True, blank=True)

    register = [
        operational(
            "id", "organisation", "community", "before", "key_holder", "key_due",
            "door",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("title", "question", "plan", "stage", "began", "ended", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(ended__gte=models.F("began")),
                name="cycle_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["door"], condition=~models.Q(door=""), name="one_cycle_per_door"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Researcher(models.Model):
    """Who takes part in a cycle, with the same rights as every other.

    `until`: she left and opens nothing any more; that she researched still counts.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="researchers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    register = [
        operational("id", "cycle", "account", term=Term.WHILE_PROGRAMME),
        staff("since", "until", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "account"], name="researches_once_in_a_cycle")
        ]

    def __str__(self) -> str:
        return str(self.account)


class Evidence(models.Model):
    """A piece that somebody gave: its content is sealed to the group (`record`).

    `uses`: to what its giver agrees now. `slip`: the keyed hash of the code by which she takes it
    back herself. `units`: how many sentences it has; one where it is a file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="evidence")
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=12, choices=wording.KINDS)
    language = models.CharField(max_length=10)
    uses = models.JSONField(default=list)
    record = models.UUIDField(null=True, blank=True)
    slip = models.CharField(max_length=64, unique=True)
    units = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    since = models.DateField()

    register = [
        operational(
            "id", "cycle", "reference", "record", "slip", "units", "by", term=Term.UNTIL_WITHDRAWN
        ),
        staff("kind", "language", "uses", "since", term=Term.UNTIL_WITHDRAWN),
    ]

    def __str__(self) -> str:
        return self.reference


class Translation(models.Model):
    """A piece in another language, beside it; sealed like the piece."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    record = models.UUIDField()
    by = models.UUIDField()

    register = [
        operational("id", "evidence", "record", "by", term=Term.UNTIL_WITHDRAWN),
        staff("language", term=Term.UNTIL_WITHDRAWN),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "language"], name="one_translation_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} {self.language}"


class Code(models.Model):
    """A word by which the group marks sentences; several make a theme."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="codes")
    name = models.CharField(max_length=80)
    theme = models.CharField(max_length=80)
    meaning = models.CharField(max_length=300, blank=True)

    register = [
        operational("id", "cycle", term=Term.WHILE_PROGRAMME),
        staff("name", "theme", "meaning", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "name"], name="code_named_once_in_a_cycle")
        ]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """A coder gave a code to a unit of a piece."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="codings")
    unit = models.PositiveIntegerField()
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="codings")
    coder = models.UUIDField()

    register = [operational("id", "evidence", "unit", "code", "coder", term=Term.UNTIL_WITHDRAWN)]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "unit", "code", "coder"], name="coded_once_by_a_coder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.unit} {self.code_id}"


class Coded(models.Model):
    """A coder has gone through a whole piece: only then do her blanks mean "no"."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="coded")
    coder = models.UUIDField()

    register = [operational("id", "evidence", "coder", term=Term.UNTIL_WITHDRAWN)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "coder"], name="gone_through_once")
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.coder}"


class Settled(models.Model):
    """What the group said together about a unit on which its coders differed."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="settled")
    unit = models.PositiveIntegerField()
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="+")
    holds = models.BooleanField()
    why = models.CharField(max_length=300)
    by = models.UUIDField()

    register = [
        operational("id", "evidence", "unit", "code", "by", term=Term.UNTIL_WITHDRAWN),
        staff("holds", "why", term=Term.UNTIL_WITHDRAWN),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "unit", "code"], name="settled_once_per_unit_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.unit} {self.code_id}"


class Finding(models.Model):
    """What the group found, in plain words.

    `look_again`: something that it stood on was taken back, or its theme changed; hidden, also from
    those who are asked, until the group has looked.
    `leads_to`: what it leads to elsewhere, as `kind:id`; website knows how to show it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="findings")
    theme = models.CharField(max_length=80, blank=True)
    published = models.DateField(null=True, blank=True)
    look_again = models.BooleanField(default=False)
    leads_to = models.JSONField(default=list)

    register = [
        operational("id", "cycle", "look_again", "leads_to", term=Term.WHILE_PROGRAMME),
        public("theme", "published", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return str(self.pk)


class FindingText(models.Model):
    """The finding in one language, and what was done and what changed since."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=1000)
    did = models.CharField(max_length=1000, blank=True)
    changed = models.CharField(max_length=1000, blank=True)

    register = [
        operational("id", "finding", term=Term.WHILE_PROGRAMME),
        public("language", "text", "did", "changed", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "language"], name="one_finding_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.language}"


class Quote(models.Model):
    """A unit that stands in a finding; its words lie open, because she agreed to both uses."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="quotes")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="quotes")
    unit = models.PositiveIntegerField()
    words = models.CharField(max_length=1000)

    register = [
        operational("id", "finding", "evidence", "unit", term=Term.UNTIL_WITHDRAWN),
        public("words", term=Term.UNTIL_WITHDRAWN),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "evidence", "unit"], name="quoted_once_in_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.evidence_id}"


class Picture(models.Model):
    """A photograph or drawing that stands in a finding; it lies open, because its giver agreed.

    `alt`: what is to be seen, in `language`, for who does not see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="pictures")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pictures")
    media = models.CharField(max_length=40)
    content = models.BinaryField()
    alt = models.CharField(max_length=300)
    language = models.CharField(max_length=10)

    register = [
        operational("id", "finding", "evidence", term=Term.UNTIL_WITHDRAWN),
        public("media", "content", "alt", "language", term=Term.UNTIL_WITHDRAWN),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "evidence"], name="picture_stands_once_in_a_finding"
            )
        ]

    def __str__(self) -> str:
        return self.alt


class Answer(models.Model):
    """What one of those concerned said to a finding; her words are sealed to the group.

    `id`: made with the page, so that a page that is sent twice is one answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="answers")
    said = models.CharField(max_length=6, choices=wording.SAID)
    record = models.UUIDField(null=True, blank=True)

    register = [
        operational("id", "finding", "record", term=Term.WHILE_PROGRAMME),
        staff("said", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.said
