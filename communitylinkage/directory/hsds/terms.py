"""What is said about any row: taxonomy, term, attribute, metadata, table description."""

from django.db import models

from communitylinkage.directory.hsds.row import Row
from communitylinkage.values.register import Term, public, staff


class Taxonomy(Row):
    """A list of terms, such as ours for what HSDS leaves open."""

    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    version = models.TextField(blank=True)

    register = [
        public("id", "name", "description", "uri", "version", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.name)


class TaxonomyTerm(Row):
    """A term of a taxonomy."""

    code = models.TextField(blank=True)
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    parent_id = models.UUIDField(null=True, blank=True, db_index=True)
    taxonomy = models.TextField(blank=True)
    language = models.TextField(blank=True)
    taxonomy_detail = models.ForeignKey(
        Taxonomy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        db_column="taxonomy_id",
    )
    term_uri = models.TextField(blank=True)

    register = [
        public(
            "id",
            "code",
            "name",
            "description",
            "parent_id",
            "taxonomy",
            "language",
            "taxonomy_detail",
            "term_uri",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class Attribute(Row):
    """A term given to any row; `value` where the term alone does not say enough."""

    link_id = models.UUIDField(null=True, blank=True)
    taxonomy_term = models.ForeignKey(
        TaxonomyTerm,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="attributes",
    )
    link_type = models.TextField(blank=True)
    link_entity = models.TextField(blank=True)
    value = models.TextField(blank=True)

    register = [
        public(
            "id",
            "link_id",
            "taxonomy_term",
            "link_type",
            "link_entity",
            "value",
            term=Term.WHILE_LISTED,
        ),
    ]

    class Meta:
        indexes = [models.Index(fields=["link_id"], name="attribute_by_link")]

    def __str__(self) -> str:
        return str(self.id)


class Metadata(Row):
    """A change made to any row."""

    resource_id = models.UUIDField(null=True, blank=True, db_index=True)
    resource_type = models.TextField(blank=True)
    last_action_date = models.TextField(blank=True)
    last_action_type = models.TextField(blank=True)
    field_name = models.TextField(blank=True)
    previous_value = models.TextField(blank=True)
    replacement_value = models.TextField(blank=True)
    updated_by = models.TextField(blank=True)

    register = [
        public(
            "id",
            "resource_id",
            "resource_type",
            "last_action_date",
            "last_action_type",
            "field_name",
            "previous_value",
            "replacement_value",
            term=Term.WHILE_LISTED,
        ),
        staff("updated_by", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


class MetaTableDescription(Row):
    """The language and character set of a table."""

    name = models.TextField(blank=True)
    language = models.TextField(blank=True)
    character_set = models.TextField(blank=True)

    register = [
        public("id", "name", "language", "character_set", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.name)
