"""One request of answering: what was sent, where it goes on. Shared by answering and trying out."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from communitylinkage.surveys.answering.again import LOOK
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.sitting import Sitting
from communitylinkage.surveys.answering.speaking import asked_for
from communitylinkage.surveys.engine import Form


def turn(
    request: HttpRequest, form: Form, draft: Draft, now: datetime, offered: Sequence[str] = ()
) -> tuple[Sitting, bool]:
    """The sitting after what was sent, and whether it stays on the page because of an error.

    Looking again (a script asks, because an answer changed) turns no page and complains of nothing.
    Going back, switching the language and changing the number of instances never complain; going
    on, looking once more and sending do.
    """
    files = {
        ref: (str(one.name), one.read())
        for ref, one in request.FILES.items()
        if isinstance(one, UploadedFile)
    }
    sent = {name: [str(one) for one in values] for name, values in request.POST.lists()}
    at = request.POST.get("at", "")
    if at.isdecimal():
        draft = Draft(draft.engine, draft.language, int(at[:6]), draft.files)
    sitting = Sitting(form, draft, asked_for(request), now, offered)
    sitting.take(sent, files)
    if getattr(request, "too_large", False):
        _too_large(sitting, request.POST.get("seen", "").split(), set(files))
    to = request.POST.get("go", "next")
    if to == LOOK:
        sitting.more = False
        return sitting, True
    if to.startswith("language:"):
        sitting.speak(to.partition(":")[2])
        sitting.more = False
        return sitting, bool(sitting.wrong)
    strict = to in ("next", "review", "send") and sitting.page is not None
    if sitting.wrong or (strict and (sitting.more or sitting.problems())):
        return sitting, True
    sitting.more = False
    sitting.go(to)
    sitting.settle()
    return sitting, False


def _too_large(sitting: Sitting, seen: list[str], came: set[str]) -> None:
    """The handler let a file go: it is said at the file questions that got none."""
    for ref in seen:
        if ref not in came and sitting.asks_file(ref):
            sitting.wrong[ref] = "large"
