"""What anybody may read of the organisations."""

from django.db.models import QuerySet

from communitylinkage.organisations.models import Organisation


def names() -> QuerySet[Organisation, str]:
    """The names of all, in their order."""
    return Organisation.objects.order_by("name").values_list("name", flat=True)
