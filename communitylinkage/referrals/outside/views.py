"""The page of a one-time link. It reads no cookie and sets none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.people.access import name_page
from communitylinkage.referrals.outside import pages, queries
from communitylinkage.referrals.outside.forms import LinkForm
from communitylinkage.referrals.outside.rules import Gone


# Who posts here holds the secret of the address, which another site cannot know: there is no
# session that it could use. A token would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A door with one button; behind it what is asked. Reading the door opens nothing."""
    name_page(request, request.path_info)
    now = timezone.now()
    try:
        door = queries.door(token, now)
        if request.method != "POST":
            # Mail scanners and link previews only read: they must not count as her service.
            return render(request, "referrals/outside/door.html")
        form = LinkForm(request.POST)
        page = pages.after(door, form, now)
    except Gone:
        return render(request, "referrals/outside/gone.html", status=404)
    return render(request, "referrals/outside/page.html", {"form": form, "page": page})
