"""Who leaves a cycle stays counted, with the day on which she left."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('research', '0002_pictures'),
    ]

    operations = [
        migrations.AddField(
            model_name='researcher',
            name='until',
            field=models.DateField(blank=True, null=True),
        ),
    ]
