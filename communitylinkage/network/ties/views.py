"""Pages of associations, ties, the map, and what it says in words."""

import csv
from datetime import date
from functools import partial
from io import StringIO
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.network import wording
from communitylinkage.network.access import community_or_404, done, organisation_of
from communitylinkage.network.models import Community, Node
from communitylinkage.network.rules import bridges
from communitylinkage.network.rules.graph import Kind, quarters
from communitylinkage.network.ties import actions, queries, showing
from communitylinkage.network.ties.forms import AssociationForm, EndForm, MapForm, TieForm
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.roles import Permission

HEAD = (
    "kind", "code", "country", "other_kind", "other_code", "other_country", "tie", "strength",
    "source", "since", "until",
)  # fmt: skip


@needs(Permission.DIRECTORY_EDIT)
def association_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Adds an association or a group to a community."""
    row = community_or_404(number)
    form = AssociationForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_association(
                community=row,
                **form.cleaned_data,
                organisation=organisation_of(request).pk,
                by=viewer_of(request).account.pk,
                now=timezone.now(),
            )
            return done(row.pk, "added")
        except actions.ThereAlready:
            form.add_error("name", wording.NAMED_ALREADY)
    return render(request, "network/association_new.html", {"form": form, "row": row})


@needs(Permission.DIRECTORY_EDIT)
def association_end(request: HttpRequest, number: UUID) -> HttpResponse:
    """Says until when an association was there, or takes that back."""
    row = queries.association(number)
    if row is None:
        raise Http404
    end = partial(
        actions.set_association_end,
        association=row,
        organisation=organisation_of(request).pk,
        by=viewer_of(request).account.pk,
        now=timezone.now(),
    )
    if request.method == "POST" and "back" in request.POST:
        end(until=None)
        return done(row.community_id, "back")
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, today=timezone.localdate(), since=row.node.since)
    if request.method == "POST" and form.is_valid():
        end(until=form.cleaned_data["until"])
        return done(row.community_id, "ended")
    shown = {"form": form, "name": row.name, "until": row.node.until, "community": row.community_id}
    return render(request, "network/end.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def tie_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Ties a community, one of its associations, or who goes between, to somebody found by name."""
    row = community_or_404(number)
    viewer, today = viewer_of(request), timezone.localdate()
    own = queries.own_nodes(row.pk)
    own += queries.go_betweens(own)
    form = TieForm(request.POST or None, today=today, viewer=viewer, own=own)
    if request.method == "POST" and form.is_valid() and _tied(request, form, row):
        return done(row.pk, "added")
    return render(request, "network/tie_new.html", {"form": form, "row": row})


def _tied(request: HttpRequest, form: TieForm, row: Community) -> bool:
    said = form.cleaned_data
    try:
        actions.add_tie(
            one=form.near(),
            other=_other_end(form, row),
            kind=said["kind"],
            strength=said["strength"],
            source=said["source"],
            since=said["since"],
            organisation=organisation_of(request).pk,
            by=viewer_of(request).account.pk,
            now=timezone.now(),
        )
    except actions.ThereAlready:
        form.add_error("other", wording.ALREADY_TIED)
    except actions.WrongWay:
        form.add_error("other", wording.NOT_WITH_ITSELF)
    return not form.errors


def _other_end(form: TieForm, row: Community) -> Node:
    said = form.cleaned_data
    if form.is_node():
        return queries.node(said["number"])
    if said["other_kind"] == Kind.SERVICE:
        service = queries.service(said["number"])
        return actions.node_of_service(service, row.place.country, said["since"])
    return actions.node_of_mentor(queries.mentor(said["number"]), said["since"])


@needs(Permission.DIRECTORY_EDIT)
def tie(request: HttpRequest, number: UUID) -> HttpResponse:
    """Ends a tie, or takes that back."""
    row = queries.tie(number)
    community = queries.community_of(row) if row else None
    if row is None or community is None:
        raise Http404
    viewer = viewer_of(request)
    form = EndForm(request.POST or None, today=timezone.localdate(), since=row.since)
    back = "back" in request.POST
    if request.method == "POST" and (back or form.is_valid()):
        until = None if back else form.cleaned_data["until"]
        try:
            actions.set_tie_end(
                tie=row, until=until, organisation=organisation_of(request).pk,
                by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return done(community, "back" if back else "ended")
        except actions.ThereAlready:
            form = EndForm(None, today=timezone.localdate(), since=row.since)
    told = queries.names(viewer, [row.one.code, row.other.code])
    shown = {"form": form, "name": " – ".join(told.values()), "until": row.until,
             "community": community, "twice": back and wording.ALREADY_TIED}  # fmt: skip
    return render(request, "network/end.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def network_map(request: HttpRequest) -> HttpResponse:
    """The map, its table and its measures in words, as of a day."""
    viewer = viewer_of(request)
    form = MapForm(request.GET or None, today=timezone.localdate())
    day, country = _asked(form)
    days = quarters(day)
    nets = queries.nets(days, country)
    net = nets[-1]
    last = showing.pages(net)
    asked = request.GET.get("page", "1")[:6]
    page = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1
    shown = {
        "form": form, "day": day, "country": country, "page": page, "last": last,
        "drawing": showing.drawing(net), "rows": showing.table(net, viewer, page),
        "over_time": showing.over_time(days, nets), "size": len(net.nodes),
        "kinds": wording.KINDS, "before": page - 1, "after": page + 1 if page < last else 0,
    }  # fmt: skip
    return render(request, "network/map.html", shown)


def _asked(form: MapForm) -> tuple[date, str]:
    """What was asked; today and everywhere where it cannot be read."""
    if form.is_bound and form.is_valid():
        return form.cleaned_data["day"], form.cleaned_data["country"]
    return form.today, ""


@needs(Permission.DIRECTORY_EDIT)
def network_picture(request: HttpRequest) -> HttpResponse:
    """The picture as a file: kinds and codes only, no names."""
    day, country = _asked(MapForm(request.GET or None, today=timezone.localdate()))
    net = queries.net(day, country)
    drawing = showing.drawing(net)
    told = [(at, net.nodes[n].code) for at, n in enumerate(bridges.order(net), 1)]
    shown = {"drawing": drawing, "codes": told[: showing.NUMBERED], "day": day, "file": True}
    answer = render(request, "network/picture.svg", shown, content_type="image/svg+xml")
    answer["Content-Disposition"] = 'attachment; filename="map.svg"'
    return answer


@needs(Permission.DIRECTORY_EDIT)
def network_ties(request: HttpRequest) -> HttpResponse:
    """All ties as CSV: kinds and codes only, no names."""
    file = StringIO()
    csv.writer(file).writerows([HEAD, *queries.rows_to_export()])
    named = {"Content-Disposition": 'attachment; filename="ties.csv"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=named)
