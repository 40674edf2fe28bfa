"""One turn of answering: what a form sent is put into the answers, and where it goes on."""

import re
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from communitylinkage.surveys.answering import uploads
from communitylinkage.surveys.answering.coding import FILES
from communitylinkage.surveys.answering.drafts import Draft, Kept
from communitylinkage.surveys.answering.uploads import WrongFileError
from communitylinkage.surveys.engine import (
    Answers,
    Form,
    Language,
    Page,
    Problem,
    Question,
    Shown,
)

_NUMBER = re.compile(r"\[\d+\]")


# The fields of a form, each with all its values.
Sent = Mapping[str, list[str]]


class Sitting:
    """Answers at hand, with the page and the language. Knows neither addresses nor rows.

    `wrong` are the codes of files that were not taken; `more` says that answers brought up further
    questions on the same page; `fresh` are new files by their id; `languages` are those that may
    be chosen.
    """

    def __init__(self, form: Form, draft: Draft, interface: str, now: datetime,
                 offered: Sequence[str] = ()) -> None:  # fmt: skip
        self.form, self.draft = form, draft
        self.languages = chosen_of(form.languages, offered)
        saved = draft.engine or None
        self.answers: Answers = form.start(now=now, seed=secrets.randbits(31), saved=saved)
        self.pages = form.pages()
        self.language = draft.language
        if self.language not in {one.key for one in self.languages}:
            self.language = guessed(self.languages, form.default_language, interface)
        self.at = min(max(draft.at, 0), len(self.pages))
        self.wrong: dict[str, str] = {}
        self.fresh: dict[str, bytes] = {}
        self.more = False

    @property
    def page(self) -> Page | None:
        """The page at hand; None at the end, where everything is looked at once more."""
        return self.pages[self.at] if self.at < len(self.pages) else None

    def take(self, sent: Sent, files: Mapping[str, tuple[str, bytes]]) -> None:
        """Puts in what was sent; what does not fit is kept as typed.

        Only questions that stood on the page are set: one that was not there is not blanked, nor
        is one that was shown only to be read. What comes back as it was shown is not set either:
        another answer may have set it meanwhile.
        """
        seen = " ".join(sent.get("seen", ())).split()
        stood = dict(self._stood(seen))
        # Asked before anything is set: an answer before it may open a question to be written in.
        # What has a field after all was shown with one by a page that was only looked at.
        locked = {one for one in seen if self.answers.locked(one)} - {*sent, *files}
        for ref in seen:
            question = self._question(ref)
            if question is None:
                continue
            if question.kind in FILES:
                self._file(ref, question, ref in sent.get("away", ()), files.get(ref))
            elif question.kind != "note" and ref not in locked:
                self._set(ref, question, sent.get(ref, []), stood.get(ref))
        if self.page is not None and seen:
            now = [one for one in self.asked(self.page) if one.kind not in _AROUND]
            known = set(seen)
            self.more = any(
                one.ref not in known or (one.ref in locked and not one.read_only) for one in now
            )

    def _question(self, ref: str) -> Question | None:
        found = self.form.nodes.get(_NUMBER.sub("", ref))
        return found if isinstance(found, Question) and found.visible else None

    def asks_file(self, ref: str) -> bool:
        """Whether a place asks for a file."""
        question = self._question(ref)
        return question is not None and question.kind in FILES

    def _stood(self, seen: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The answers as the page showed them."""
        for ref in seen:
            if self._question(ref) is not None:
                try:
                    yield ref, self.answers.typed(ref)
                except LookupError:
                    continue

    def _set(self, ref: str, question: Question, values: list[str], stood: str | None) -> None:
        text = written(question, values)
        if text == stood:
            return
        try:
            self.answers.set(ref, text)
        except LookupError:
            # An instance that was taken out meanwhile, in another window.
            return

    def _file(
        self, ref: str, question: Question, away: bool, file: tuple[str, bytes] | None
    ) -> None:
        if file is None and not away:
            return
        name = ""
        if file is not None:
            try:
                uploads.check_count({*self.draft.files, ref})
                kind = uploads.kind_of(file[1], question.kind)
                content, name = uploads.cleaned(file[1], kind), uploads.name_of(file[0], kind)
            except WrongFileError as error:
                self.wrong[ref] = str(error)
                return
        try:
            refused = self.answers.set(ref, name)
        except LookupError:
            return
        if refused is None:
            kept = {at: one for at, one in self.draft.files.items() if at != ref}
            if name:
                number = str(uuid.uuid4())
                kept[ref], self.fresh[number] = Kept(number, name, kind), content
            self.draft = replace(self.draft, files=kept)

    def speak(self, key: str) -> None:
        """Goes on in another language, if it is offered."""
        if key in {one.key for one in self.languages}:
            self.language = key

    def go(self, to: str) -> None:
        """Forward, back, to the end, to a page by its number, one instance more or fewer.

        A forged word moves nothing.
        """
        way, _colon, rest = to.partition(":")
        if way in ("next", "back"):
            self.at = self._next(1 if way == "next" else -1)
        elif way == "review":
            self.at = len(self.pages)
        elif way == "page" and rest.isdecimal():
            self.at = min(int(rest[:6]), len(self.pages))
        elif way in ("add", "remove"):
            self._repeat(way, rest)

    def _next(self, step: int) -> int:
        at = self.at + step
        while 0 <= at < len(self.pages) and not self.answers.visible(self.pages[at]):
            at += step
        return self.at if at < 0 else min(at, len(self.pages))

    def _repeat(self, way: str, rest: str) -> None:
        """The button says how many there were: sent twice, it does what it did once."""
        place, _colon, numbers = rest.rpartition(":")
        match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", numbers)
        try:
            if match is None or self.answers.count(place) != int(match[1]):
                return
            if way == "add":
                self.answers.add(place)
            elif match[2] and self.answers.remove(place, int(match[2])):
                self._shift(place, int(match[2]))
        except LookupError:
            return

    def _shift(self, place: str, gone: int) -> None:
        """Files of later instances move with them."""
        kept: dict[str, Kept] = {}
        for ref, file in self.draft.files.items():
            match = re.match(re.escape(place) + r"\[(\d+)\]", ref)
            number = int(match[1]) if match else 0
            if number > gone and match:
                kept[f"{place}[{number - 1}]{ref[match.end() :]}"] = file
            elif number != gone:
                kept[ref] = file
        self.draft = replace(self.draft, files=kept)

    def asked(self, page: Page) -> Iterator[Shown]:
        """What stands on a page now, groups and instances before what they hold.

        The heading row of a table of choices stays out: its labels stand at each question.
        """
        for one in self.answers.walk(page, self.language):
            heading = one.kind.startswith("select") and "label" in one.appearance
            if not heading or one.required:
                yield one

    def problems(self) -> tuple[Problem, ...]:
        """What stands in the way on this page, or on all at the end."""
        return self.answers.problems(self.language, self.page)

    def settle(self) -> None:
        """A page that has nothing to ask now is stepped over."""
        if self.page is not None and not self.answers.visible(self.page):
            self.at = self._next(1)

    def to_draft(self) -> Draft:
        """As it is kept."""
        return replace(
            self.draft, engine=self.answers.to_json(), language=self.language, at=self.at
        )

    def page_of(self, ref: str) -> int:
        """The number of the page on which a question stands."""
        bare = _NUMBER.sub("", ref)
        return next((i for i, one in enumerate(self.pages) if bare in one.refs), len(self.pages))

    def visible(self) -> Iterator[tuple[int, Page]]:
        """The pages that ask or tell something now, with their numbers."""
        return ((i, one) for i, one in enumerate(self.pages) if self.answers.visible(one))


_AROUND = ("group", "repeat")


def asked_in(
    languages: Sequence[Language], offered: Sequence[str], interface: str
) -> list[Language]:
    """The languages of the questions, where the reader's page is in none of them; else nothing.

    Who begins on an Arabic page is told before that the questions speak other languages.
    """
    told = [one for one in chosen_of(languages, offered) if one.code]
    same = any(one.code.partition("-")[0].lower() == interface for one in told)
    return [] if same else told


def chosen_of(languages: Sequence[Language], offered: Sequence[str]) -> list[Language]:
    """The languages of a form that may be chosen: those that are offered, else all."""
    return [one for one in languages if one.key in offered] or list(languages)


def guessed(languages: Sequence[Language], usual: str, interface: str) -> str:
    """The offered language that the reader's page is in; else the form's usual one, or a first."""
    codes = {one.code.split("-")[0].lower(): one.key for one in reversed(languages)}
    keys = [one.key for one in languages]
    fallback = usual if usual in keys or not keys else keys[0]
    return codes.get(interface.split("-")[0], fallback)


def written(question: Question, values: Iterable[str]) -> str:
    """What a field sent, as the engine reads it: months and years get their first day."""
    parts = [one for one in values if one]
    if question.kind in ("select_multiple", "rank"):
        return " ".join(parts)
    text = parts[-1] if parts else ""
    if question.kind == "date" and "year" in question.appearance and re.fullmatch(r"\d{4}", text):
        return f"{text}-01-01"
    coarse = question.kind == "date" and "month-year" in question.appearance
    return f"{text}-01" if coarse and re.fullmatch(r"\d{4}-\d\d", text) else text
