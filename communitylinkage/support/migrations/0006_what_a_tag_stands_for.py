"""A woman is known again by her receipt where she said a code, and the other way round."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0005_women_by_month'),
    ]

    operations = [
        migrations.AddField(
            model_name='tag',
            name='stands_for',
            field=models.BinaryField(blank=True, null=True),
        ),
    ]
