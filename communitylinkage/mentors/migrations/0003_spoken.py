"""The index of languages and towns, filled from the pages that are there."""

import django.db.models.deletion
from django.db import migrations, models, router


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    if not router.allow_migrate(alias, "mentors", model_name="spoken"):
        return  # the lock store has no such table
    spoken = apps.get_model("mentors", "Spoken")
    rows = apps.get_model("mentors", "Mentor").objects.using(alias)
    spoken.objects.using(alias).bulk_create(
        (
            spoken(mentor_id=row.pk, language=code, place_id=row.place_id)
            for row in rows.iterator(1000)
            for code in dict.fromkeys(row.languages)
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('mentors', '0002_certification'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spoken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentors.mentor')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.place')),
            ],
            options={
                'indexes': [models.Index(fields=['language', 'place'], name='spoken_where')],
                'constraints': [models.UniqueConstraint(fields=('mentor', 'language'), name='a_language_once_per_mentor')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
