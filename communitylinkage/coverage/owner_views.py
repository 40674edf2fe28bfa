"""What mentors found, for who keeps the entry; and the population, for who leads."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.coverage import people, queries, told
from communitylinkage.coverage.forms import HeardForm, PeopleForm
from communitylinkage.coverage.views import differs_of
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.roles import Permission

SHOWN = 50


@needs(Permission.DIRECTORY_EDIT)
def coverage_told(request: HttpRequest) -> HttpResponse:
    """Her services that were found different from what they say."""
    half, entries = told.entries(viewer_of(request), timezone.now())
    shown = {
        "half": told.title(half) if half else "",
        "entries": [(one, differs_of(one.told)) for one in entries],
        "said": request.GET.get("said") == "heard",
    }
    return render(request, "coverage/told.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def coverage_heard(request: HttpRequest, service: UUID) -> HttpResponse:
    """She has looked: the entry is changed, or it is right."""
    viewer, now = viewer_of(request), timezone.now()
    half, entry = told.entry(viewer, service, now)
    if entry is None:
        raise Http404
    form = HeardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told.hear(entry=entry, half=half, answer=form.cleaned_data["answer"],
                  by=viewer.account.pk, now=now)  # fmt: skip
        return redirect(f"{reverse('coverage_told')}?said=heard")
    shown = {"entry": entry, "differs": differs_of(entry.told), "form": form,
             "half": told.title(half)}  # fmt: skip
    return render(request, "coverage/heard.html", shown)


@needs(Permission.PROGRAMME_EDIT)
def coverage_people(request: HttpRequest) -> HttpResponse:
    """Takes a file of the population in: shows first what it would bring."""
    shown = {"now": queries.population(), "regions": sorted(queries.known_regions())[:SHOWN]}
    if request.method != "POST":
        return render(request, "coverage/people.html", shown | {"form": PeopleForm()})
    sent = request.FILES  # read first: the handler says meanwhile what it let go
    form = PeopleForm(request.POST, sent, large=getattr(request, "too_large", False))
    if form.is_valid():
        row = people.keep(plan=form.plan, source=form.cleaned_data["source"],
                          by=viewer_of(request).account, now=timezone.now())  # fmt: skip
        return redirect("coverage_people_plan", number=row.pk)
    return render(request, "coverage/people.html", shown | {"form": form})


@needs(Permission.PROGRAMME_EDIT)
def coverage_people_plan(request: HttpRequest, number: UUID) -> HttpResponse:
    """What a file would bring, and each row that cannot be taken; only a yes takes it in."""
    viewer, now = viewer_of(request), timezone.now()
    row = people.waiting(viewer, number, now)
    if row is None:
        raise Http404
    home = next(iter(viewer.organisations_where(Permission.PROGRAMME_EDIT)))
    if request.method == "POST" and people.take_in(
        population=row, organisation=home, by=viewer.account.pk, now=now
    ):
        return redirect(f"{reverse('coverage')}?said=taken")
    faults = people.faults(row)
    shown = {"row": row, "first": row.rows[:SHOWN], "count": len(row.rows),
             "women": sum(one[2] for one in row.rows), "faults": faults}  # fmt: skip
    return render(request, "coverage/people_plan.html", shown)
