"""The directory as files: a preview first, then all or nothing; and out again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.directory import interchange, wording
from communitylinkage.directory.entries.views import done, said
from communitylinkage.directory.files import actions, queries, upload
from communitylinkage.directory.files.forms import FileForm
from communitylinkage.directory.interchange import TABLES, Plan
from communitylinkage.people.access import View, signed_in, viewer_of

SHOWN = 100


def keepers(view: View) -> View:
    """Wants somebody who keeps entries or the site; for others there is no such page."""

    @signed_in
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not queries.may(viewer_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def _preview(plan: Plan) -> list[dict[str, object]]:
    """Tables that something happens in, with the first rows of each kind."""
    return [
        {
            "table": table,
            "added": told["added"][:SHOWN],
            "added_count": len(told["added"]),
            "changed": told["changed"][:SHOWN],
            "changed_count": len(told["changed"]),
            "dropped": told["dropped"][:SHOWN],
            "dropped_count": len(told["dropped"]),
        }
        for table, told in plan.changes.items()
        if any(told.values())
    ]


@keepers
def directory_files(request: HttpRequest) -> HttpResponse:
    """Takes a file in: shows what it would do, or what is wrong with it. Writes nothing yet."""
    viewer, own = viewer_of(request), queries.mine(viewer_of(request))
    shown: dict[str, object] = {"everything": own is None, "said": said(request)}
    shown["tables"] = list(wording.TABLES.items())
    if request.method != "POST":
        return render(request, "directory/files.html", shown | {"form": FileForm(mine=own)})
    sent = request.FILES  # read first: the handler says meanwhile what it let go
    large = getattr(request, "too_large", False)
    form = FileForm(request.POST, sent, mine=own, too_large=large)
    if form.is_valid() and not form.plan.faults:
        kept = actions.keep(plan=form.plan, by=viewer.account.pk, now=timezone.now())
        return redirect("directory_plan", number=kept.pk)
    faults = form.plan.faults
    shown |= {"form": form, "faults": faults[:SHOWN], "fault_count": len(faults)}
    return render(request, "directory/files.html", shown)


@keepers
def directory_plan(request: HttpRequest, number: UUID) -> HttpResponse:
    """What a file would add, change and drop; only a yes writes it."""
    viewer, now = viewer_of(request), timezone.now()
    found = queries.upload(viewer, number, now - actions.KEPT_FOR)
    own = queries.mine(viewer)
    if found is None:
        return render(request, "directory/files_gone.html", status=404)
    changed = False
    if request.method == "POST":
        drop = "drop" in request.POST
        try:
            actions.take_in(
                upload=found,
                mine=own,
                drop=drop,
                seen=request.POST.get("seen_dropped" if drop else "seen", ""),
                organisation=queries.organisation(viewer),
                by=viewer.account.pk,
                now=now,
            )
        except interchange.NotTakenError:
            pass  # the page below says what is wrong now
        except actions.ChangedError:
            changed = True
        else:
            return done("directory_files", "imported")
    plan = interchange.json_files.plan(found.rows, own)
    shown = {
        "tables": _preview(plan),
        "faults": plan.faults[:SHOWN],
        "fault_count": len(plan.faults),
        "elsewhere": plan.elsewhere[:SHOWN],
        "older": plan.older[:SHOWN],
        "older_count": len(plan.older),
        "drops": any(plan.dropped.values()),
        "changed": changed,
        "seen": plan.fingerprint(drop=False),
        "seen_dropped": plan.fingerprint(drop=True),
        "number": number,
        "shown": SHOWN,
    }
    return render(request, "directory/plan.html", shown)


@keepers
def directory_export(request: HttpRequest, form: str) -> HttpResponse:
    """Gives out what the viewer may write, as CSV in one ZIP or nested JSON; or empty tables."""
    only = queries.only(viewer_of(request))
    if form == "csv":
        content: bytes | str = upload.packed(interchange.export(only))
        kind, name = "application/zip", "directory-csv.zip"
    elif form == "empty":
        content = upload.packed(interchange.export(dict.fromkeys(TABLES, ())))
        kind, name = "application/zip", "directory-empty.zip"
    elif form == "json":
        content = upload.as_text(interchange.json_records.export(only))
        kind, name = "application/json", "directory.json"
    else:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=named)
