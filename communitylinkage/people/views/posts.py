"""The posts of my organisations: their names, their rota, their keys."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communitylinkage.organisations.actions import save_organisation
from communitylinkage.organisations.models import Post
from communitylinkage.people import duties, posts, queries
from communitylinkage.people.access import needs, post_only, private_key_of, signed_in, viewer_of
from communitylinkage.people.keeping_forms import (
    LanguagesForm,
    NewPostForm,
    OnceForm,
    RenameForm,
    TelephoneForm,
    WeeklyForm,
)
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import NotAllowed


@needs(Permission.POST_KEEP)
def post_list(request: HttpRequest) -> HttpResponse:
    """The posts, and a new one."""
    viewer = viewer_of(request)
    where = queries.organisations(viewer, Permission.POST_KEEP)
    form = NewPostForm(request.POST or None, organisations=where)
    if form.is_valid():
        try:
            made = posts.new_post(**form.cleaned_data, by=viewer.account.pk, now=timezone.now())
        except NotAllowed as refused:
            form.refuse(refused, "name")
        else:
            return redirect("people:post", post=made.pk)
    shown = {"form": form, "posts": queries.posts_kept_by(viewer), "organisations": where}
    return render(request, "people/posts.html", shown)


@needs(Permission.POST_KEEP)
def our_languages(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """What people of one of her organisations speak."""
    viewer = viewer_of(request)
    where = queries.organisations(viewer, Permission.POST_KEEP)
    found = get_object_or_404(where, pk=organisation)
    form = LanguagesForm(request.POST if request.method == "POST" else None, initial={
        "languages": found.languages
    })  # fmt: skip
    if form.is_valid():
        save_organisation(
            organisation=found, said=form.cleaned_data, by=viewer.account.pk, now=timezone.now()
        )
        return redirect("people:posts")
    return render(request, "people/languages.html", {"organisation": found, "form": form})


@needs(Permission.POST_KEEP)
def our_number(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Under which number one of her organisations is reached, and in which town it is."""
    viewer = viewer_of(request)
    where = queries.organisations(viewer, Permission.POST_KEEP)
    found = get_object_or_404(where, pk=organisation)
    form = TelephoneForm(request.POST if request.method == "POST" else None, initial={
        "telephone": found.telephone,
        "town": found.town,
    })  # fmt: skip
    if form.is_valid():
        save_organisation(
            organisation=found, said=form.cleaned_data, by=viewer.account.pk, now=timezone.now()
        )
        return redirect("people:posts")
    return render(request, "people/telephone.html", {"organisation": found, "form": form})


def _post(request: HttpRequest, post: UUID) -> Post:
    return get_object_or_404(queries.posts_kept_by(viewer_of(request)), pk=post)


FORMS = {"weekly": WeeklyForm, "once": OnceForm}


@needs(Permission.POST_KEEP)
def post(request: HttpRequest, post: UUID) -> HttpResponse:
    """One post: who is on duty when; puts somebody on duty, each week or once."""
    found, now = _post(request, post), timezone.now()
    sent = request.POST.get("kind", "")
    forms = {
        kind: form(request.POST if sent == kind else None, post=found)
        for kind, form in FORMS.items()
    }
    form = forms.get(sent)
    if form and form.is_valid():
        try:
            duties.add_duty(
                post=found,
                account=form.cleaned_data["account"],
                shift=form.shift(),
                by=viewer_of(request).account.pk,
                now=now,
            )
        except NotAllowed as refused:
            form.refuse(refused)
        else:
            return redirect("people:post", post=found.pk)
    shown = {"post": found, "duties": queries.duties_of(found), "now": posts.on_duty(found, now)}
    return render(request, "people/post.html", {**shown, **forms})


@needs(Permission.POST_KEEP)
def post_name(request: HttpRequest, post: UUID) -> HttpResponse:
    """Another name for a post."""
    found = _post(request, post)
    form = RenameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            by = viewer_of(request).account.pk
            duties.rename_post(post=found, **form.cleaned_data, by=by, now=timezone.now())
        except NotAllowed as refused:
            form.refuse(refused, "name")
        else:
            return redirect("people:post", post=found.pk)
    return render(request, "people/post_name.html", {"post": found, "form": form})


@needs(Permission.POST_KEEP)
def post_end(request: HttpRequest, post: UUID) -> HttpResponse:
    """Says what is open at a post, or what removing it means, and removes it."""
    found, error = _post(request, post), ""
    if request.method == "POST":
        try:
            by = viewer_of(request).account.pk
            duties.end_post(post=found, by=by, now=timezone.now())
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            return redirect("people:posts")
    shown = {"post": found, "ending": queries.ending(found), "error": error}
    return render(request, "people/post_end.html", shown)


@post_only
@needs(Permission.POST_KEEP)
def off_duty(request: HttpRequest, post: UUID, duty: UUID) -> HttpResponse:
    """Takes a line off the rota."""
    found = get_object_or_404(queries.duties_of(_post(request, post)), pk=duty)
    by = viewer_of(request).account.pk
    duties.remove_duty(duty=found, by=by, now=timezone.now())
    return redirect("people:post", post=post)


@signed_in
def post_key(request: HttpRequest, post: UUID) -> HttpResponse:
    """Says why a post needs a new key, and makes it."""
    viewer, error = viewer_of(request), ""
    found = next((p for p in queries.posts_without_good_key(viewer) if p.pk == post), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            posts.new_key(
                post=found,
                by=viewer.account,
                private_key=private_key_of(request),
                now=timezone.now(),
            )
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            return redirect("people:home")
    shown = {"post": found, "lost": not posts.anybody_has_key(found), "error": error}
    return render(request, "people/post_key.html", shown)
