"""What somebody has of her own in stewardship: a case that a colleague wants kept."""

from uuid import uuid4

from django.utils import timezone

from communitylinkage.stewardship.retention import holding
from communitylinkage.stewardship.rules.holds import Reason
from communitylinkage.stewardship.tests.scene import a_case, close


def a_case_of_hers(world):
    """Just closed."""
    made = a_case(world, organisation=world.service, now=timezone.now())
    close(made, timezone.now())
    return {"reference": made.woman.reference}, made


def a_hold(world):
    """That wants her yes."""
    found, made = a_case_of_hers(world)
    holding.ask(
        participant=made.woman, organisation=world.service.pk, reason=Reason.COURT, by=uuid4(),
        now=timezone.now(),
    )  # fmt: skip
    return found


OWN = {
    "kept_case": ("coordinator", lambda world: a_case_of_hers(world)[0]),
    "kept_file": ("coordinator", lambda world: a_case_of_hers(world)[0] | {"form": "json"}),
    "kept_hold": ("coordinator", lambda world: a_hold(world) | {"act": "confirm"}),
}
