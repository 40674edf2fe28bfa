"""Names of places are compared by fewer Arabic letters now: those that are stored follow.

Only what the letters below stand in is read, a small part of all names. `folded` is the code's own:
what is stored must agree with what a search asks for.
"""

from django.db import migrations, router
from django.db.models import Q

from communitylinkage.values.text import folded

LETTERS = (
    "\u0629\u06c1\u06be\u06d5\u0649\u06cc\u06a9\u0671\u0640"
    + "".join(map(chr, (*range(0x0660, 0x066A), *range(0x06F0, 0x06FA))))
)


def fold_anew(apps, schema_editor):
    alias = schema_editor.connection.alias
    if not router.allow_migrate(alias, "directory", model_name="placename"):
        return
    names = apps.get_model("directory", "PlaceName").objects.using(alias)
    any_of = Q()
    for letter in LETTERS:
        any_of |= Q(folded__contains=letter)
    changed = []
    for row in names.filter(any_of).iterator(chunk_size=5000):
        row.folded = folded(row.folded)
        changed.append(row)
    # Two spellings of one place may be the same now; a search asks for distinct places.
    names.bulk_update(changed, ["folded"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_candidates")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop)]
