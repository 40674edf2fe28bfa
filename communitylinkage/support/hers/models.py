"""That a receipt keeps a plan; the plan itself is sealed to it."""

from django.db import models

from communitylinkage.values.register import Term, operational


class KeptPlan(models.Model):
    """Her plan under her own number: she keeps it, she deletes it."""

    holder = models.UUIDField(unique=True)
    record = models.UUIDField()
    # So that a plan which she changed lately is not erased with an old case.
    changed = models.DateTimeField()

    register = [operational("id", "holder", "record", "changed", term=Term.CLOSED_PLUS_90_DAYS)]

    def __str__(self) -> str:
        return str(self.pk)
