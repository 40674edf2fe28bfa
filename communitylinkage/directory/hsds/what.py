"""What is provided, when and at what price: service and what hangs on it alone."""

from django.db import models

from communitylinkage.directory.hsds.row import Row
from communitylinkage.directory.hsds.who import Organization, Program
from communitylinkage.values.register import Term, public, staff


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
