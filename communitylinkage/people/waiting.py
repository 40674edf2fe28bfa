"""What home lists for people: who waits to be let in, what is missing."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.people import queries
from communitylinkage.people.access import Viewer
from communitylinkage.values.text import isolated
from communitylinkage.values.today import Today


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """One line for each."""
    waiting = [
        Today(
            _("%(name)s waits for you to let her in.")
            % {"name": isolated(each.account.display_name)},
            reverse("people:let_in", args=[each.pk]),
        )
        for each in queries.whom_to_let_in(viewer)
    ]
    keys = [
        Today(
            _("The post “%(name)s” needs a new key.") % {"name": isolated(post.name)},
            reverse("people:post_key", args=[post.pk]),
        )
        for post in queries.posts_without_good_key(viewer)
    ]
    numbers = [
        Today(
            _("%(name)s has no telephone number here yet. Who is asked outside needs it.")
            % {"name": isolated(each.name)},
            reverse("people:our_number", args=[each.pk]),
        )
        for each in queries.without_number(viewer)
    ]
    return waiting + keys + numbers
