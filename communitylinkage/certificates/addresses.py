"""Where things are published. They stand in what is signed, so they should stay for years."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.pages import page_language


def keys() -> str:
    """Below it, each key by its thumbprint."""
    return f"{settings.SITE_ADDRESS}/credentials/keys/"


def issuer() -> str:
    """The profile of the issuer."""
    return settings.SITE_ADDRESS + reverse("credential_issuer")


def status(number: int) -> str:
    """A list of what was taken back."""
    return settings.SITE_ADDRESS + reverse("credential_status", args=[number])


def check(number: UUID, language: str) -> str:
    """The page of a certificate, in a language of the interface."""
    with translation.override(page_language(language)):
        return settings.SITE_ADDRESS + reverse("check_one", args=[number])


def number(certificate: UUID) -> str:
    """What a credential is called by, wherever it is."""
    return certificate.urn
