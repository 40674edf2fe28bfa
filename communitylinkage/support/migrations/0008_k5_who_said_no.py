"""Every mentor who cannot stand ready is kept, so that she is not asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0007_hours_of_who_was_replaced'),
    ]

    operations = [
        migrations.AddField(
            model_name='supportaction',
            name='backup_no',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
