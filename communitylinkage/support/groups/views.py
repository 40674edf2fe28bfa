"""The page on which a group is written down."""

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.support.counting.queries import takes
from communitylinkage.support.groups import actions
from communitylinkage.support.groups.forms import GroupForm
from communitylinkage.support.wording import GROUP_SAID


@needs(Permission.REFERRAL_MAKE)
def support_group(request: HttpRequest) -> HttpResponse:
    """A group that was: counted, its hours kept."""
    viewer = viewer_of(request)
    where = viewer.organisations_where(Permission.REFERRAL_MAKE)
    organisation = Organisation.objects.filter(pk__in=where).order_by("name").first()
    if organisation is None:
        raise Http404
    form = GroupForm(request.POST or None, today=timezone.localdate(), initial={"number": uuid4()})
    if form.is_bound and form.is_valid():
        group = form.group()
        actions.write_down(
            organisation=organisation,
            group=group,
            number=form.cleaned_data["number"],
            by=viewer.account.pk,
            now=timezone.now(),
        )
        taken = not group.standing or takes(organisation, group.day, timezone.now().date())
        return redirect(reverse("support_group") + ("?done=1" if taken else "?done=late"))
    done = "" if form.is_bound else GROUP_SAID.get(request.GET.get("done", ""), "")
    return render(request, "support/group.html", {"form": form, "done": done})
