from django.db import migrations, models


def left(apps, schema_editor):
    """Why a mentor was told to go home was not kept; what is safe is that it was the woman."""
    if schema_editor.connection.alias != 'default':  # the store of locks has no visits
        return
    rows = apps.get_model('support', 'SupportAction').objects
    rows.filter(state='stopped').update(state='left')


def stopped(apps, schema_editor):
    if schema_editor.connection.alias != 'default':
        return
    rows = apps.get_model('support', 'SupportAction').objects
    rows.filter(state='left').update(state='stopped')
    rows.filter(state__in=['untold', 'hours']).update(state='cancelled')


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0003_numbers_of_mentors'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='supportaction',
            name='support_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='supportaction',
            name='support_is_watched_only_while_live',
        ),
        migrations.RunPython(left, stopped),
        migrations.AddConstraint(
            model_name='supportaction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'stopped', 'left', 'untold', 'hours', 'done', 'cancelled'])), name='support_state_known'),
        ),
        migrations.AddConstraint(
            model_name='supportaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('alert', ''), ('check_in__isnull', True)), ('state__in', ['left', 'open', 'stopped']), _connector='OR'), name='support_is_watched_only_while_live'),
        ),
    ]
