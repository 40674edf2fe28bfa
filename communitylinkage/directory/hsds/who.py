"""Who provides services: organization, organization_identifier, program."""

from django.db import models

from communitylinkage.directory.hsds.row import Row
from communitylinkage.values.register import Term, public


class Organization(Row):
    """Who provides services. `parent_organization` may be listed elsewhere, so it is a bare id."""

    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    email = models.TextField(blank=True)
    website = models.TextField(blank=True)
    tax_status = models.TextField(blank=True)
    tax_id = models.TextField(blank=True)
    year_incorporated = models.FloatField(null=True, blank=True)
    legal_status = models.TextField(blank=True)
    logo = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    parent_organization_id = models.UUIDField(null=True, blank=True, db_index=True)

    register = [
        public(
            "id",
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class OrganizationIdentifier(Row):
    """A number under which others know an organisation."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="organization_identifiers",
    )
    identifier_scheme = models.TextField(blank=True)
    identifier_type = models.TextField(blank=True)
    identifier = models.TextField(blank=True)

    register = [
        public(
            "id",
            "organization",
            "identifier_scheme",
            "identifier_type",
            "identifier",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Program(Row):
    """A group of services of one organisation."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="programs",
    )
    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)

    register = [
        public(
            "id", "organization", "name", "alternate_name", "description", term=Term.WHILE_LISTED
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)
