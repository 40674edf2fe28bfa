"""Pages of who keeps the site: the texts that are read before a woman agrees."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communitylinkage.consent import queries, texts
from communitylinkage.consent.forms import ReviewForm, TextForm
from communitylinkage.consent.models import ConsentText
from communitylinkage.people.access import needs
from communitylinkage.people.roles import Permission


@needs(Permission.SITE_KEEP)
def consent_texts(request: HttpRequest) -> HttpResponse:
    """All texts; writes a new draft."""
    form = TextForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        texts.write(**form.cleaned_data)
        return redirect("consent_texts")
    shown = {"texts": queries.every_text(), "form": form}
    return render(request, "consent/texts.html", shown)


@needs(Permission.SITE_KEEP)
def consent_text_review(request: HttpRequest, number: UUID) -> HttpResponse:
    """Marks a draft as reviewed, with the name of who stands for it."""
    text = get_object_or_404(ConsentText, pk=number, reviewed_on=None)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        texts.review(text=text, name=form.cleaned_data["name"], on=timezone.localdate())
        return redirect("consent_texts")
    return render(request, "consent/review.html", {"text": text, "form": form})
