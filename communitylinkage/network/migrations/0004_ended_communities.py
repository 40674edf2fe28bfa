"""Communities that were not offered any more before ended on the day before this one: which day it
really was nobody wrote down, and the map of the days before shows them."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone


def end(apps, schema_editor):
    """Gives the node of each its end."""
    if schema_editor.connection.alias != "default":  # the store of locks has none
        return
    before = timezone.now().date() - timedelta(days=1)
    rows = apps.get_model("network", "Node").objects.filter(community__listed=False, until=None)
    for row in rows:
        row.until = max(row.since, before)
        row.save()


class Migration(migrations.Migration):
    dependencies = [("network", "0003_known_communities")]
    operations = [migrations.RunPython(end, migrations.RunPython.noop)]
