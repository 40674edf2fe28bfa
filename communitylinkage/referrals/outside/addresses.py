"""Whether a letter can go to what the directory has as an address: imports bring anything."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def can_be_mailed(email: str) -> bool:
    """Whether it is one e-mail address and nothing else."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
