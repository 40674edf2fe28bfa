"""How it is reached: contact, phone, language, schedule."""

from django.db import models

from communitylinkage.directory.hsds.row import Row
from communitylinkage.directory.hsds.what import Service
from communitylinkage.directory.hsds.where import Location, ServiceAtLocation
from communitylinkage.directory.hsds.who import Organization
from communitylinkage.values.register import Term, public


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
