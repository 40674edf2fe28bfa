"""Materials: written, looked at by a second person, printed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.campaign import approving, queries, telling, wording
from communitylinkage.campaign.actions import Words
from communitylinkage.campaign.common import campaign_of, form_page, news, refused
from communitylinkage.campaign.forms import AskedForm, MaterialForm, WordsForm
from communitylinkage.campaign.models import Campaign, Version
from communitylinkage.campaign.public_views import as_pdf
from communitylinkage.campaign.rules.states import OVER, WRITTEN, Act, RefusedError, State, can
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import back, found, posted
from communitylinkage.values.languages import OWN_NAMES, direction, own_name

MOVES = {
    Act.SUBMIT: approving.submit,
    Act.TAKE_BACK: approving.take_back,
    Act.APPROVE: approving.approve,
}
# What the page says after each.
SAID = {Act.SUBMIT: "sent", Act.TAKE_BACK: "done", Act.APPROVE: "approved"}


def _material(request: HttpRequest, reference: str, number: UUID) -> tuple[Campaign, Version]:
    row = campaign_of(request, reference)
    return row, found(queries.version(row, number))


@needs(queries.KEEP)
def campaign_material_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Begins a poster, a leaflet or a text with the messages of a group."""
    row = campaign_of(request, reference)
    form = MaterialForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = approving.begin(
                campaign=row, **form.cleaned_data, by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            form.add_error("group", wording.REFUSED[error.why])
        else:
            return back("campaign_material", reference, made.material_id, said="kept")
    return form_page(request, form, row, title=_("A new material"), button=_("Begin it"),
                     back=reverse("campaign_work", args=[reference]))  # fmt: skip


@needs(queries.KEEP)
def campaign_material(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A material as it stands, and what she can do with it."""
    row, version = _material(request, reference, number)
    hers = str(viewer_of(request).account.pk) in [*version.writers, str(version.sent_by)]
    waiting = version.state == State.WAITING
    texts = list(version.texts.all())
    shown = {
        **news(request),
        "campaign": row,
        "version": version,
        "texts": [(one, own_name(one.language), direction(one.language)) for one in texts],
        "group": telling.GROUP[version.material.group],
        "writes": version.state in WRITTEN,
        "acts": [(act.value, words) for act, words in wording.ACTS.items()
                 if can(act, version.state) and not (act == Act.APPROVE and hers)],
        "waits_for_others": waiting and hers,
        "asks": waiting and not hers,
        "withdraws": queries.stands(row, number),
        "again": version.state in OVER,
        "missing": [(code, name) for code, name in OWN_NAMES.items()
                    if code not in {one.language for one in texts}],
        "papers": wording.PAPERS.get(version.material.kind, ()),
        "addresses": [(one, telling.country(one.country), own_name(one.language))
                      for one in version.material.addresses.all()],
    }  # fmt: skip
    return render(request, "campaign/material.html", shown)


@needs(queries.KEEP)
def campaign_material_words(
    request: HttpRequest, reference: str, number: UUID, language: str
) -> HttpResponse:
    """Its text in one language."""
    row, version = _material(request, reference, number)
    if language not in OWN_NAMES or version.state not in WRITTEN:
        raise Http404
    kept = next((one for one in version.texts.all() if one.language == language), None)
    before = {name: getattr(kept, name) for name in Words.__slots__} if kept else {}
    form = WordsForm(posted(request), initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            approving.write(
                version=version, language=language, words=form.said(),
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused("campaign_material", reference, number, error=error)
        return back("campaign_material", reference, number, said="kept")
    title = _("The text in this language: %(name)s") % {"name": own_name(language)}
    return form_page(request, form, row, title=title, button=_("Keep it"),
                     back=reverse("campaign_material", args=[reference, number]))  # fmt: skip


@post_only
@needs(queries.KEEP)
def campaign_material_act(
    request: HttpRequest, reference: str, number: UUID, act: str
) -> HttpResponse:
    """One act of the table."""
    _row, version = _material(request, reference, number)
    if act not in set(Act) or Act(act) not in MOVES:
        raise Http404
    try:
        MOVES[Act(act)](version=version, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused("campaign_material", reference, number, error=error)
    return back("campaign_material", reference, number, said=SAID[Act(act)])


@post_only
@needs(queries.KEEP)
def campaign_material_again(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A new version, as a draft."""
    _row, version = _material(request, reference, number)
    try:
        approving.again(version=version, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused("campaign_material", reference, number, error=error)
    return back("campaign_material", reference, number, said="kept")


@needs(queries.KEEP)
def campaign_material_ask(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A second person says what has to change."""
    row, version = _material(request, reference, number)
    form = AskedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            approving.ask_changes(
                version=version, asked=form.cleaned_data["asked"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused("campaign_material", reference, number, error=error)
        return back("campaign_material", reference, number, said="done")
    return form_page(request, form, row, title=_("What has to change?"), button=_("Say it"),
                     back=reverse("campaign_material", args=[reference, number]))  # fmt: skip


@needs(queries.KEEP)
def campaign_material_withdraw(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """Withdraws what was approved, whatever newer version is written."""
    row, version = _material(request, reference, number)
    form = AskedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            approving.withdraw(
                version=queries.stands(row, number) or version, reason=form.cleaned_data["asked"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused("campaign_material", reference, number, error=error)
        return back("campaign_material", reference, number, said="withdrawn")
    about = _("Nobody can take its papers any more. What hangs already leads on as before.")
    return form_page(request, form, row, title=_("Why is it withdrawn?"), about=about,
                     button=_("Yes, withdraw it"),
                     back=reverse("campaign_material", args=[reference, number]))  # fmt: skip


@needs(queries.KEEP)
def campaign_material_paper(
    request: HttpRequest, reference: str, number: UUID, code: str
) -> HttpResponse:
    """A look at the paper as it would be printed, also before it is approved."""
    row, version = _material(request, reference, number)
    address = found(queries.address(row, code))
    if address.material_id != version.material_id:
        raise Http404
    text = found(version.texts.filter(language=address.language).first())
    return as_pdf(request, text, address)
