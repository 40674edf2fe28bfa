"""Forms under `Referrer-Policy: no-referrer`."""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class NoReferrerCsrf(CsrfViewMiddleware):
    """Django's protection, for pages that tell nobody where they come from.

    Under `no-referrer` a browser sends `Origin: null` with its own forms too (Fetch standard,
    "append a request Origin header"), which Django would refuse. The token is checked as always;
    a browser that says that the request came from another site is refused all the same.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Origin") == "null":
            return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # not in the stubs
