import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0001_initial'),
    ]

    operations = [
        # Nobody knows when the plans that are there were kept: their time begins now.
        migrations.AddField(
            model_name='keptplan',
            name='changed',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
