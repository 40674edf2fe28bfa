"""What a file changes in one language marks the same text in the others (`entries.ages`).

Nobody is asked about a file, so everything that the rule would mark is marked. A mark that the file
itself holds is what another directory said: it stays. That a file lacks a mark says nothing; only
a text that it changes is not older any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from communitylinkage.directory import taxonomy, texts
from communitylinkage.directory.actions import terms_of_ours
from communitylinkage.directory.entries.ages import Key, Marks, Said, marks
from communitylinkage.directory.hsds import Attribute
from communitylinkage.directory.interchange.tables import Values, stored

Rows = Mapping[str, Mapping[UUID, Values]]
NEEDED = ("services", "attributes", "taxonomy_terms")


def now() -> dict[str, dict[UUID, Values]]:
    """The rows in which texts and their marks are, as they are stored."""
    return {table: stored(table) for table in NEEDED}


def changes(before: Rows, after: Rows, in_file: Collection[UUID]) -> dict[UUID, Marks]:
    """Service -> its marks, for those services whose marks must be others than in `after`.

    Args:
        before, after: the rows that `now` gives, before and after a file is written.
        in_file: the attributes that the file holds.
    """
    was, then, said = _told(before), _told(after), _told(after, in_file)
    found = {}
    for service in after["services"]:
        old_texts, old_marks = was.get(service, ({}, {}))
        new_texts, new_marks = then.get(service, ({}, {}))
        wanted = marks(old_texts, new_texts, old_marks)
        for name, language in _keys(said.get(service, ({}, {}))[1]):
            if new_texts.get(name, {}).get(language):
                wanted.setdefault(name, {})[language] = new_marks[name][language]
        if wanted != new_marks:
            found[service] = wanted
    return found


def write(wanted: Mapping[UUID, Marks]) -> None:
    """Makes the marks of services what they must be."""
    if not wanted:
        return
    terms = terms_of_ours()
    ours = {terms[taxonomy.OLDER + name] for name in taxonomy.TEXTS}
    Attribute.objects.filter(link_id__in=wanted, taxonomy_term__in=ours).delete()
    Attribute.objects.bulk_create(
        Attribute(
            link_id=service,
            link_entity="service",
            taxonomy_term_id=terms[taxonomy.OLDER + name],
            link_type=language,
            value=made[name][language],
        )
        for service, made in wanted.items()
        for name, language in _keys(made)
    )


def _keys(made: Marks) -> Iterator[Key]:
    return ((name, language) for name, told in made.items() for language in told)


def _told(rows: Rows, only: Collection[UUID] | None = None) -> dict[UUID, tuple[Said, Marks]]:
    """Service -> its texts and their marks; of the attributes `only` those, if it is given."""
    codes = {
        number: row["code"].removeprefix(texts.PREFIX)
        for number, row in rows["taxonomy_terms"].items()
        if row.get("taxonomy") == taxonomy.NAME and row.get("code", "").startswith(texts.PREFIX)
    }
    further: dict[UUID, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for number, row in rows["attributes"].items():
        term, service = row.get("taxonomy_term_id"), row.get("link_id")
        code = codes.get(term) if term else ""
        if code and service and service in rows["services"] and (only is None or number in only):
            # A row of a file may lack columns.
            further[service][code][row.get("link_type", "")] = row.get("value", "")
    return {
        service: (
            {
                name: {"": row.get(name, ""), **further[service].get(name, {})}
                for name in taxonomy.TEXTS
            },
            texts.older(further[service]),
        )
        for service, row in rows["services"].items()
    }
