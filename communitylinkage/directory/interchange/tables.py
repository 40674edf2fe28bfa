"""The tables of the standard, what each cell may hold, and how it is spelled."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from communitylinkage.directory import hsds

# In the order in which rows can be written: what is pointed at comes first.
TABLES: dict[str, type[hsds.Row]] = {
    "organizations": hsds.Organization,
    "organization_identifiers": hsds.OrganizationIdentifier,
    "programs": hsds.Program,
    "services": hsds.Service,
    "locations": hsds.Location,
    "service_at_location": hsds.ServiceAtLocation,
    "addresses": hsds.Address,
    "contacts": hsds.Contact,
    "phones": hsds.Phone,
    "languages": hsds.Language,
    "accessibility": hsds.Accessibility,
    "schedules": hsds.Schedule,
    "cost_options": hsds.CostOption,
    "required_documents": hsds.RequiredDocument,
    "service_areas": hsds.ServiceArea,
    "funding": hsds.Funding,
    "taxonomies": hsds.Taxonomy,
    "taxonomy_terms": hsds.TaxonomyTerm,
    "attributes": hsds.Attribute,
    "metadata": hsds.Metadata,
    "meta_table_descriptions": hsds.MetaTableDescription,
}
# The columns by which a row points at another, and where that one is.
KEYS = {
    "organization_id": "organizations",
    "program_id": "programs",
    "service_id": "services",
    "location_id": "locations",
    "service_at_location_id": "service_at_location",
    "contact_id": "contacts",
    "phone_id": "phones",
    "taxonomy_term_id": "taxonomy_terms",
    "taxonomy_id": "taxonomies",
}
LARGEST_CELL = 1_000_000

Values = dict[str, Any]


def columns(table: str) -> dict[str, "models.Field[Any, Any]"]:
    """The columns of a table by their names."""
    return {str(one.column): one for one in TABLES[table]._meta.concrete_fields}


def attributes(table: str) -> dict[str, str]:
    """Column name -> the attribute of the model that holds it."""
    return {str(one.column): one.attname for one in TABLES[table]._meta.concrete_fields}


def stored(table: str) -> dict[UUID, Values]:
    """All rows of a table, by id and column."""
    named = attributes(table)
    rows = TABLES[table]._default_manager.values(*named.values())
    return {row["id"]: {column: row[name] for column, name in named.items()} for row in rows}


def cell(one: "models.Field[Any, Any]", typed: str) -> Any:
    """A cell as the table holds it.

    Raises:
        ValidationError: with the reason.
    """
    if "\x00" in typed:
        raise ValidationError(_("It holds a sign that no text may hold."))
    if any("\ud800" <= sign <= "\udfff" for sign in typed):
        raise ValidationError(_("It holds a broken sign."))
    if len(typed) > LARGEST_CELL:
        raise ValidationError(_("It is longer than a million signs."))
    if isinstance(one, models.TextField):
        return typed
    if not typed.strip():
        if not one.null:
            raise ValidationError(_("It is empty."))
        return None
    kind = one.target_field if isinstance(one, models.ForeignKey) else one
    value = kind.to_python(typed.strip())
    if isinstance(value, float) and value - value != 0:
        raise ValidationError(_("This is not a number."))
    return value


def spelled(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def label(row: Values) -> str:
    """What people know a row by."""
    told = next((row[c] for c in ("name", "number", "code", "city", "value") if row.get(c)), "")
    return str(told)[:120] or str(row["id"])
