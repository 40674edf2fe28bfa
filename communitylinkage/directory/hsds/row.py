"""What every table of the standard has."""

import uuid

from django.db import models


class Row(models.Model):
    """What every table of the standard has: an id that other systems know it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
