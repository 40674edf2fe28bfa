"""What marked an address as mailed carried the transaction in which its link was made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_publication")]

    operations = [migrations.RemoveField(model_name="invited", name="mailed")]
