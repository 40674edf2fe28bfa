"""The tables of the Human Services Data Specification 3.0, by its own names.

Source: https://docs.openreferral.org (version 3.0). Texts are TextField: the standard sets no
length. What the standard calls a number stays one. Optional keys may point at rows that are listed
elsewhere, as the official examples do: the database does not enforce them, an import names them.
"""

from communitylinkage.directory.hsds.reach import Contact, Language, Phone, Schedule
from communitylinkage.directory.hsds.row import Row
from communitylinkage.directory.hsds.terms import (
    Attribute,
    Metadata,
    MetaTableDescription,
    Taxonomy,
    TaxonomyTerm,
)
from communitylinkage.directory.hsds.what import (
    CostOption,
    Funding,
    RequiredDocument,
    Service,
    ServiceArea,
)
from communitylinkage.directory.hsds.where import (
    Accessibility,
    Address,
    Location,
    ServiceAtLocation,
)
from communitylinkage.directory.hsds.who import Organization, OrganizationIdentifier, Program

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "Funding",
    "Language",
    "Location",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "RequiredDocument",
    "Row",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Taxonomy",
    "TaxonomyTerm",
]
