"""The tables of the Human Services Data Specification 3.0, by its own names.

Source: https://docs.openreferral.org (version 3.0). Texts are TextField: the standard sets no
length. What the standard calls a number stays one.
Optional keys may point at rows that are listed elsewhere, as the official examples do: the
database does not enforce them, an import names them.
"""

import uuid

from django.db import models

from communitylinkage.values.register import Term, public, staff


class Row(models.Model):
    """What every table of the standard has: an id that other systems know it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


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


class Service(Row):
    """What is provided. `assured_date` is the day on which the entry was last confirmed."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="services"
    )
    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="services",
    )
    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    url = models.TextField(blank=True)
    email = models.TextField(blank=True)
    status = models.TextField(blank=True)
    interpretation_services = models.TextField(blank=True)
    application_process = models.TextField(blank=True)
    fees_description = models.TextField(blank=True)
    wait_time = models.TextField(blank=True)
    fees = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    eligibility_description = models.TextField(blank=True)
    minimum_age = models.FloatField(null=True, blank=True)
    maximum_age = models.FloatField(null=True, blank=True)
    assured_date = models.DateField(null=True, blank=True)
    assurer_email = models.TextField(blank=True)
    licenses = models.TextField(blank=True)
    alert = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)

    register = [
        public(
            "id",
            "organization",
            "program",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "wait_time",
            "fees",
            "accreditations",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "licenses",
            "alert",
            "last_modified",
            term=Term.WHILE_LISTED,
        ),
        staff("assurer_email", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.name)


class Location(Row):
    """A place, physical, postal or virtual. A secret address has no location, only an area."""

    location_type = models.TextField(blank=True)
    url = models.TextField(blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="locations",
    )
    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.TextField(blank=True)
    external_identifier_type = models.TextField(blank=True)

    register = [
        public(
            "id",
            "location_type",
            "url",
            "organization",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class ServiceAtLocation(Row):
    """A service provided at a location."""

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="service_at_locations"
    )
    location = models.ForeignKey(
        Location, on_delete=models.CASCADE, related_name="service_at_locations"
    )
    description = models.TextField(blank=True)

    register = [
        public("id", "service", "location", "description", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Address(Row):
    """The street address of a location."""

    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="addresses",
    )
    attention = models.TextField(blank=True)
    address_1 = models.TextField(blank=True)
    address_2 = models.TextField(blank=True)
    city = models.TextField(blank=True)
    region = models.TextField(blank=True)
    state_province = models.TextField(blank=True)
    postal_code = models.TextField(blank=True)
    country = models.TextField(blank=True)
    address_type = models.TextField(blank=True)

    register = [
        public(
            "id",
            "location",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Contact(Row):
    """A named person or desk."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="contacts",
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="contacts",
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="contacts",
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="contacts",
    )
    name = models.TextField(blank=True)
    title = models.TextField(blank=True)
    department = models.TextField(blank=True)
    email = models.TextField(blank=True)

    register = [
        public(
            "id",
            "organization",
            "service",
            "service_at_location",
            "location",
            "name",
            "title",
            "department",
            "email",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class Phone(Row):
    """A telephone number."""

    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="phones",
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="phones",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="phones",
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="phones",
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="phones",
    )
    number = models.TextField(blank=True)
    extension = models.FloatField(null=True, blank=True)
    type = models.TextField(blank=True)
    description = models.TextField(blank=True)

    register = [
        public(
            "id",
            "location",
            "service",
            "organization",
            "contact",
            "service_at_location",
            "number",
            "extension",
            "type",
            "description",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.number)


class Language(Row):
    """A language spoken in a service, at a location, or on a telephone."""

    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="languages",
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="languages",
    )
    phone = models.ForeignKey(
        Phone,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="languages",
    )
    name = models.TextField(blank=True)
    code = models.TextField(blank=True)
    note = models.TextField(blank=True)

    register = [
        public(
            "id", "service", "location", "phone", "name", "code", "note", term=Term.WHILE_LISTED
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class Accessibility(Row):
    """How a place is reached with a disability."""

    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="accessibility",
    )
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.TextField(blank=True)

    register = [
        public("id", "location", "description", "details", "url", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Schedule(Row):
    """When it is open (RFC 5545 terms)."""

    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="schedules",
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="schedules",
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="schedules",
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.TextField(blank=True)
    timezone = models.FloatField(null=True, blank=True)
    until = models.TextField(blank=True)
    count = models.FloatField(null=True, blank=True)
    wkst = models.TextField(blank=True)
    freq = models.TextField(blank=True)
    interval = models.FloatField(null=True, blank=True)
    byday = models.TextField(blank=True)
    byweekno = models.TextField(blank=True)
    bymonthday = models.TextField(blank=True)
    byyearday = models.TextField(blank=True)
    description = models.TextField(blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    schedule_link = models.TextField(blank=True)
    attending_type = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    register = [
        public(
            "id",
            "service",
            "location",
            "service_at_location",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "byweekno",
            "bymonthday",
            "byyearday",
            "description",
            "opens_at",
            "closes_at",
            "schedule_link",
            "attending_type",
            "notes",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.id)


class CostOption(Row):
    """What it costs."""

    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="cost_options",
    )
    valid_from = models.TextField(blank=True)
    valid_to = models.TextField(blank=True)
    option = models.TextField(blank=True)
    currency = models.TextField(blank=True)
    amount = models.FloatField(null=True, blank=True)
    amount_description = models.TextField(blank=True)

    register = [
        public(
            "id",
            "service",
            "valid_from",
            "valid_to",
            "option",
            "currency",
            "amount",
            "amount_description",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.id)


class RequiredDocument(Row):
    """A paper that a service asks for."""

    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="required_documents",
    )
    document = models.TextField(blank=True)
    uri = models.TextField(blank=True)

    register = [
        public("id", "service", "document", "uri", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


class ServiceArea(Row):
    """The area that a service covers."""

    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="service_areas",
    )
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.TextField(blank=True)
    uri = models.TextField(blank=True)

    register = [
        public(
            "id",
            "service",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class Funding(Row):
    """Who pays for it."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="fundings",
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="fundings",
    )
    source = models.TextField(blank=True)

    register = [
        public("id", "organization", "service", "source", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


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
