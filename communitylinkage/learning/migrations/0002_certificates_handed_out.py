"""An award leads to its certificate. The text that was to be kept there was never written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_a_reason_more"),
        ("learning", "0001_learning"),
    ]

    operations = [
        migrations.RemoveField(model_name="award", name="credential"),
        migrations.AddField(
            model_name="award",
            name="credential",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certificates.certificate",
            ),
        ),
    ]
