"""Pages that are a mentor's own."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from communitylinkage.mentors.queries import is_mentor
from communitylinkage.people.access import View, signed_in, viewer_of


def as_mentor(view: View) -> View:
    """Wants a mentor who is let in; others are told that there is no such page."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_mentor(viewer_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return answer
