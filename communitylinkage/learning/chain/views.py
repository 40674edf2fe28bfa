"""Pages of the chain: from certified mentors to the professionals whom they trained."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.certificates import wording as certificate_words
from communitylinkage.certificates.rules import NotGivenError
from communitylinkage.learning import wording
from communitylinkage.learning.chain import actions, queries, showing
from communitylinkage.learning.chain.forms import RevokeForm
from communitylinkage.learning.chain.handing import handed_out, standing_of
from communitylinkage.learning.courses.queries import KEEP
from communitylinkage.learning.pages import done, form_page, said
from communitylinkage.learning.rules.codes import Track, Why
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.testing.queries import by_group, measured
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import found


@needs(KEEP)
def learning_chain(request: HttpRequest) -> HttpResponse:
    """Who was trained by whom: per country in a picture and a table; by name our own mentors."""
    told = showing.chain()
    if wants_file(request) and told:
        heads = (_("Professionals in"), *told.heads, _("All"))
        lines = [(one.country, *(c.n for c in one.cells), one.all.n) for one in told.lines]
        return as_file("chain", heads, lines)
    shown = {
        "told": told,
        "drawing": showing.drawing(told) if told else None,
        "mentors": queries.mentors_who_taught(viewer_of(request)),
        "any": queries.was_anybody_trained(),
        "exchanges": queries.exchanges(),
        "gains": by_group(
            Track.PROFESSIONALS,
            measured(Track.PROFESSIONALS),
            {code: str(words) for code, words in COUNTRIES},
        ),
    }
    return render(request, "learning/chain.html", shown)


@needs(KEEP)
def chain_picture(request: HttpRequest) -> HttpResponse:
    """The picture as a file: countries and figures, no names."""
    told = found_chain()
    answer = render(
        request, "learning/picture.svg", {"drawing": showing.drawing(told), "file": True},
        content_type="image/svg+xml",
    )  # fmt: skip
    answer["Content-Disposition"] = 'attachment; filename="chain.svg"'
    return answer


def found_chain() -> showing.Chain:
    """The chain; an empty one where nobody was trained yet."""
    return showing.chain() or showing.Chain(
        ("–",), (showing.Cell(0),), (showing.Line("–", (showing.Cell(0),), showing.Cell(0)),),
        showing.Line("", (showing.Cell(0),), showing.Cell(0)),
    )  # fmt: skip


@needs(KEEP)
def award(request: HttpRequest, number: UUID) -> HttpResponse:
    """One certificate: what it is for, how it stands, its paper and its file."""
    row = found(queries.award_for(viewer_of(request), number))
    refused = certificate_words.NOT_GIVEN.get(request.GET.get("not_given", ""), "")
    if "not_now" in request.GET:
        refused = wording.NOT_NOW
    shown = {"row": row, "said": said(request), "refused": refused, **standing_of(row)}
    return render(request, "learning/award.html", shown)


@needs(KEEP)
def award_out(request: HttpRequest, number: UUID, what: str) -> HttpResponse:
    """Its paper or its file."""
    return handed_out(found(queries.award_for(viewer_of(request), number)), what)


@post_only
@needs(KEEP)
def award_anew(request: HttpRequest, number: UUID) -> HttpResponse:
    """Issues it once more; the old one is taken back."""
    viewer = viewer_of(request)
    row = found(queries.award_for(viewer, number))
    try:
        actions.make_anew(award=row, by=viewer.account.pk, now=timezone.now())
    except NotGivenError as refused:
        return redirect(f"{reverse('award', args=[row.pk])}?not_given={refused.args[0]}")
    except NotNow:
        return redirect(f"{reverse('award', args=[row.pk])}?not_now=1")
    return done("award", row.pk, "anew")


@needs(KEEP)
def award_revoke(request: HttpRequest, number: UUID) -> HttpResponse:
    """A certificate does not stand any more; what was taught before stays counted."""
    viewer, now = viewer_of(request), timezone.now()
    row = found(queries.award_for(viewer, number))
    form = RevokeForm(request.POST or None)
    back = reverse("award", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke(
                award=row, why=Why(form.cleaned_data["why"]), day=timezone.localdate(now),
                by=viewer.account.pk, now=now,
            )  # fmt: skip
            return done("cohort", row.cohort_id, "revoked")
        except NotNow:
            form.add_error("why", wording.NOT_NOW)
    about = _(
        "Sessions that she taught before stay counted, with a note. Sessions to come that have no "
        "other certified mentor are marked, so that you can find one."
    )
    title = _("Take the certificate back: %(name)s") % {"name": row.learner.name}
    return form_page(
        request, form, title=title, button=_("Take the certificate back"), back=back, about=about
    )
