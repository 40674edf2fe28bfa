"""What is published for machines: keys, the issuer, the lists of what was taken back."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from communitylinkage.certificates import actions, queries
from communitylinkage.certificates.handing import FILE_TYPE


@require_safe
def credential_keys(request: HttpRequest) -> HttpResponse:
    """All public keys, as a JSON Web Key Set."""
    return JsonResponse(queries.key_set(), content_type="application/jwk-set+json")


@require_safe
def credential_key(request: HttpRequest, thumbprint: str) -> HttpResponse:
    """One public key."""
    found = queries.one_key(thumbprint)
    if found is None:
        raise Http404
    return JsonResponse(found, content_type="application/jwk+json")


@require_safe
def credential_issuer(request: HttpRequest) -> HttpResponse:
    """The issuer's profile."""
    return JsonResponse(queries.issuer_profile(), content_type="application/ld+json")


@require_safe
def credential_status(request: HttpRequest, number: int) -> HttpResponse:
    """A list of what was taken back, signed as it is at this moment."""
    if not 1 <= number <= queries.lists():
        raise Http404
    signed = actions.signed_list(number=number, now=timezone.now())
    return HttpResponse(signed, content_type=FILE_TYPE)
