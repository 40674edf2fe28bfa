"""Communities that were listed before stand in the network from today on."""

from django.db import migrations
from django.utils import timezone

from communitylinkage.values.references import new_reference


def place_in_network(apps, schema_editor):
    """Makes the node of each."""
    if schema_editor.connection.alias != "default":  # the store of locks has none
        return
    community, node = apps.get_model("network", "Community"), apps.get_model("network", "Node")
    node.objects.bulk_create(
        node(
            code=new_reference(),
            kind="community",
            country=row.place.country,
            since=timezone.now().date(),
            community=row,
        )
        for row in community.objects.select_related("place")
    )


class Migration(migrations.Migration):
    dependencies = [("network", "0002_ties_members_steps")]
    operations = [migrations.RunPython(place_in_network, migrations.RunPython.noop)]
