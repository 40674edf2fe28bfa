from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0002_when_her_plan_changed'),
    ]

    operations = [
        # Plans that are there hold the number among the rest: pages read it from there.
        migrations.AddField(
            model_name='supportaction',
            name='number',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='supportaction',
            name='backup_number',
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
