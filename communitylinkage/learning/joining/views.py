"""Pages of people who learn: the list, one person, one person twice, forgetting her."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.certificates.rules import NotGivenError
from communitylinkage.certificates.wording import NOT_GIVEN
from communitylinkage.learning import wording
from communitylinkage.learning.chain import queries as chain
from communitylinkage.learning.courses.queries import organisation
from communitylinkage.learning.joining import actions, queries, reaching
from communitylinkage.learning.joining.forms import PersonForm, SameForm, person_before
from communitylinkage.learning.models import Learner
from communitylinkage.learning.pages import done, form_page, said
from communitylinkage.learning.rules import time
from communitylinkage.network.rules.engaging import NotThese
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.models import Account
from communitylinkage.people.pages import found


@needs(queries.KEEP)
def learners(request: HttpRequest) -> HttpResponse:
    """The list, with a search and as a file."""
    search = search_of(request)
    rows = queries.people(viewer_of(request), search)
    if wants_file(request):
        return as_file("people", wording.PERSON_COLUMNS, map(queries.cells, rows))
    shown = {"people": rows, "search": search, "said": said(request)}
    return render(request, "learning/people.html", shown)


def _learner(request: HttpRequest, number: UUID) -> Learner:
    return found(queries.learner_for(viewer_of(request), number))


@needs(queries.KEEP)
def learner_new(request: HttpRequest) -> HttpResponse:
    """Writes a person down, by the least."""
    return _keep(request, None)


@needs(queries.KEEP)
def learner_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes what is known of her."""
    return _keep(request, _learner(request, number))


def _keep(request: HttpRequest, row: Learner | None) -> HttpResponse:
    viewer = viewer_of(request)
    accounts = queries.colleagues(viewer)
    begin = person_before(row) if row else {"reminders": True}
    form = PersonForm(request.POST or None, initial=begin, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        account = form.cleaned_data["account"]
        try:
            made = actions.write(
                learner=row, organisation=organisation(viewer), known=form.told(),
                account=Account(pk=UUID(account)) if account else None,
                by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return done("learner", made.pk, "kept" if row else "added")
        except NotGivenError as refused:
            form.add_error("name", NOT_GIVEN[refused.args[0]])
    back = reverse("learner", args=[row.pk]) if row else reverse("learners")
    title = row.name if row else _("Write somebody down")
    about = _("Only what she wants to give. A name as she is called is enough.")
    return form_page(request, form, title=title, button=_("Keep it"), back=back, about=about)


@needs(queries.KEEP)
def learner(request: HttpRequest, number: UUID) -> HttpResponse:
    """One person: her groups, hours and certificates."""
    row = _learner(request, number)
    records, own = queries.records_of(row), viewer_of(request).organisations_where(queries.KEEP)
    seats = queries.seats_of(records)
    shown = {
        "row": row,
        "said": said(request),
        "kept": {one.pk for one in seats if one.cohort.organisation_id in own},
        "sendable": {one.pk for one in seats if reaching.can_send(one)},
        "not_now": wording.NOT_THESE if "not_these" in request.GET else "",
        "seats": seats,
        "hours": queries.in_hours(time.total(queries.stays_of(records))),
        "awards": chain.awards_of(records),
        "merged": row.merged.all(),
    }
    return render(request, "learning/person.html", shown)


@needs(queries.KEEP)
def learner_merge(request: HttpRequest, number: UUID) -> HttpResponse:
    """Two records are one person's."""
    row, viewer = _learner(request, number), viewer_of(request)
    others = [
        (str(one.row.pk), f"{one.row.name} · {one.row.works_at or one.row.country}")
        for one in queries.people(viewer)
        if one.row.pk != row.pk and one.row.organisation_id == row.organisation_id
    ]
    form = SameForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        gone = _learner(request, UUID(form.cleaned_data["person"]))
        try:
            actions.merge(kept=row, gone=gone, by=viewer.account.pk, now=timezone.now())
            return done("learner", row.pk, "merged")
        except NotThese:
            form.add_error("person", wording.NOT_THESE)
    about = _("Her hours and certificates then count once. You can take it back at any time.")
    back = reverse("learner", args=[row.pk])
    title = _("The same person was written down twice")
    return form_page(
        request, form, title=title, button=_("Count them as one"), back=back, about=about
    )


@post_only
@needs(queries.KEEP)
def learner_apart(request: HttpRequest, number: UUID) -> HttpResponse:
    """They were two persons after all."""
    row = _learner(request, number)
    try:
        actions.part(gone=row, by=viewer_of(request).account.pk, now=timezone.now())
    except NotThese:
        return redirect(f"{reverse('learner', args=[row.pk])}?not_these=1")
    return done("learner", row.pk, "apart")


@needs(queries.KEEP)
def learner_forget(request: HttpRequest, number: UUID) -> HttpResponse:
    """Her name and addresses go; first the page asks."""
    row = _learner(request, number)
    if request.method == "POST":
        actions.forget(learner=row, by=viewer_of(request).account.pk, now=timezone.now())
        return redirect(f"{reverse('learners')}?said=gone")
    return render(request, "learning/forget.html", {"row": row})
