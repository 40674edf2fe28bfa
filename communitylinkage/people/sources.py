"""Where a request comes from: for counting in memory only, never stored or logged."""

from django.conf import settings
from django.http import HttpRequest

from communitylinkage.values import tries


def source_of(request: HttpRequest) -> str:
    """What the nearest proxy saw, or we; of an IPv6 address the half that a home gets."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_TLS:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return tries.source_of(address)
