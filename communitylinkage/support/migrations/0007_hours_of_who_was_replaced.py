"""A mentor whom another one replaced in the middle of a visit may write down her hours."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0006_what_a_tag_stands_for'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwedHours',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('mentor', models.UUIDField(db_index=True)),
                ('begins', models.DateTimeField()),
                ('since', models.DateTimeField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owed', to='support.supportaction')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('action', 'mentor'), name='support_owed_once')],
            },
        ),
    ]
