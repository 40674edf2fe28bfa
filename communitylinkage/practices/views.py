"""Writing, review and publishing, for who is signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import posted, reader
from communitylinkage.practices import actions, queries, reviewing, telling, wording
from communitylinkage.practices.common import back, news, own, refused, seen
from communitylinkage.practices.forms import (
    BeginForm,
    FactsForm,
    ReviewForm,
    WithdrawForm,
    WordsForm,
)
from communitylinkage.practices.models import Version
from communitylinkage.practices.public_views import line, page_of
from communitylinkage.practices.rules.content import Proof, Rights, may_adapt, written
from communitylinkage.practices.rules.states import (
    OVER,
    WRITTEN,
    Act,
    RefusedError,
    can,
)
from communitylinkage.values.languages import OWN_NAMES, own_name

MOVES = {
    Act.SUBMIT: reviewing.submit,
    Act.TAKE_BACK: reviewing.take_back,
    Act.PUBLISH: reviewing.publish,
}


@needs(queries.WRITE)
def practices_ours(request: HttpRequest) -> HttpResponse:
    """Ours, those that wait for our review, and what we took over."""
    viewer = viewer_of(request)
    shown = {
        "ours": [line(row) for row in queries.ours(viewer)],
        "to_review": [line(row) for row in queries.to_review(viewer)],
        "taken": [(one, line(one.version)) for one in queries.our_adoptions(viewer)],
    }
    return render(request, "practices/ours.html", shown)


@needs(queries.WRITE)
def practice_new(request: HttpRequest) -> HttpResponse:
    """Begins a draft of her organisation's."""
    viewer = viewer_of(request)
    form = BeginForm(posted(request), initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        row = actions.begin(
            organisation=queries.home_of(viewer), language=form.cleaned_data["language"],
            texts=form.cleaned_data, by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(row.practice.reference, "begun")
    return render(request, "practices/new.html", {"form": form})


@needs(queries.WRITE)
def practice_work(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a practice stands, and what she can do with it."""
    row, viewer, now = seen(request, reference), viewer_of(request), timezone.now()
    mine = queries.own(viewer, reference) is not None
    keeps = queries.own(viewer, reference, queries.KEEP) is not None
    home = queries.home_of(viewer)
    taken = queries.our_adoption(viewer, reference)
    # What stands goes on standing while its next version is written or reviewed.
    stands = queries.published(reference)
    others = None if mine else stands
    shown = {
        **page_of(request, row),
        **news(request),
        "mine": mine,
        "keeps": keeps,
        "writes": mine and row.state in WRITTEN,
        "acts": [(act.value, words) for act, words in wording.ACTS.items()
                 if keeps and can(act, row.state)],
        "again": keeps and row.state in OVER,
        "withdraws": stands if keeps else None,
        "reviews_it": not mine and row in queries.to_review(viewer),
        "adopts": others and taken is None and viewer.may(queries.KEEP),
        "adapts": others and may_adapt(Rights(others.rights)),
        "asks": queries.takes_questions(row),
        "has_page": queries.public(reference) is not None,
        "taken": taken,
        "gone": queries.withdrawn(taken) if taken else None,
        "due": queries.results_due(taken, timezone.localdate(now)) if taken else (),
        "old_reviews": row.reviews.filter(counts=False).exists() if mine else False,
        "home": home,
        "missing": [(code, name) for code, name in OWN_NAMES.items()
                    if code not in dict(telling.languages(row))],
    }  # fmt: skip
    return render(request, "practices/work.html", shown)


@needs(queries.WRITE)
def practice_facts(request: HttpRequest, reference: str) -> HttpResponse:
    """What it answers, what proves it, under which terms."""
    row = _draft(request, reference)
    before = {
        "topics": row.topics, "rights": row.rights, "changed": row.changed,
        "evidence": written([Proof(*one) for one in row.evidence]),
    }  # fmt: skip
    form = FactsForm(
        posted(request), initial=before, rights=actions.rights_open(row),
        must=row.number > 1 or row.practice.adapted_from_id is not None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_facts(
            version=row, topics=said["topics"], rights=Rights(said["rights"]),
            evidence=said["evidence"], changed=said["changed"],
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(reference, "kept")
    return render(request, "practices/facts.html", _of(row) | {"form": form})


@needs(queries.WRITE)
def practice_words(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Its text in one language, beside the text in the reader's."""
    row = _draft(request, reference)
    if language not in OWN_NAMES:
        raise Http404
    before = row.texts.filter(language=language).values(*actions.FIELDS).first()
    form = WordsForm(posted(request), initial=before or {})
    if request.method == "POST" and form.is_valid():
        actions.keep_words(
            version=row, language=language, texts=form.cleaned_data,
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(reference, "kept")
    told = telling.told(row)
    shown = {"form": form, "name": own_name(language), "told": told,
             "beside": told if told.language != language else None}  # fmt: skip
    return render(request, "practices/words.html", _of(row) | shown)


def _draft(request: HttpRequest, reference: str) -> Version:
    row = own(request, reference)
    if row.state not in WRITTEN:
        raise Http404
    return row


def _of(row: Version) -> dict[str, object]:
    return {"row": row, "told": telling.told(row)}


@post_only
@needs(queries.KEEP)
def practice_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One act of the table."""
    row = own(request, reference, queries.KEEP)
    if act not in set(Act) or Act(act) not in MOVES:
        raise Http404
    try:
        MOVES[Act(act)](version=row, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused(reference, error)
    return back(reference, "done")


@post_only
@needs(queries.KEEP)
def practice_again(request: HttpRequest, reference: str) -> HttpResponse:
    """A new version, as a draft."""
    row = own(request, reference, queries.KEEP)
    try:
        actions.again(version=row, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused(reference, error)
    return back(reference, "begun")


@needs(queries.KEEP)
def practice_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraws it, with a reason that anybody reads."""
    row = own(request, reference, queries.KEEP)
    row = queries.published(reference) or row
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.withdraw(
                version=row, reason=form.cleaned_data["reason"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "withdrawn")
    shown = _of(row) | {"form": form, "takers": queries.adoptions(row)}
    return render(request, "practices/withdraw.html", shown)


@needs(queries.WRITE)
def practice_review(request: HttpRequest, reference: str) -> HttpResponse:
    """Says what she thinks, criterion by criterion."""
    viewer, row = viewer_of(request), seen(request, reference)
    if row not in queries.to_review(viewer):
        raise Http404
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.review(
                version=row, organisation=queries.home_of(viewer), marks=form.said("mark"),
                words=form.said("words"), language=reader(), by=viewer.account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return redirect("practices_ours")
    shown = {**_of(row), "form": form, "topics": telling.topics(row.topics),
             "evidence": telling.evidence(row)}  # fmt: skip
    return render(request, "practices/review.html", shown)
