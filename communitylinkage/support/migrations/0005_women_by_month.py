"""In which month a woman was first met: a figure up to a month stays what it was."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0004_hours_after_an_end'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='figure',
            name='support_one_figure',
        ),
        migrations.AddField(
            model_name='figure',
            name='month',
            field=models.CharField(blank=True, default='', max_length=7),
        ),
        migrations.AddField(
            model_name='tag',
            name='month',
            field=models.CharField(blank=True, default='', max_length=7),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.UniqueConstraint(fields=('period', 'country', 'standing', 'month'), name='support_one_figure'),
        ),
    ]
