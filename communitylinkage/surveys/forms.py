"""A workbook to bring, and words to mend."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.surveys import media, rules, wording
from communitylinkage.surveys.answering.uploads import WrongFileError
from communitylinkage.surveys.media import Taken
from communitylinkage.surveys.models import ChoiceFile
from communitylinkage.surveys.xlsform import reading, titles
from communitylinkage.surveys.xlsform import wording as texts
from communitylinkage.surveys.xlsform.checking import HIDDEN
from communitylinkage.surveys.xlsform.converting import Converted, convert
from communitylinkage.surveys.xlsform.problems import NotReadError, Problem
from communitylinkage.surveys.xlsform.sheets import Sheets, records
from communitylinkage.values.languages import direction

LONGEST_LIST = ChoiceFile._meta.get_field("name").max_length or 0


class Several(forms.ClearableFileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """The files as a list."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each on its own.

        Raises:
            forms.ValidationError: there is none, and one is needed; or one of them is wrong.
        """
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFiles, self).clean(one, initial) for one in data or []]


MEDIA_HELP = _(
    "Pictures JPEG or PNG; sounds MP3, OGG, WAV or M4A; films MP4 or WebM; at most 5 megabytes at"
    " a time, more can follow. Notes that a camera hid in them, such as the place, are taken out."
)


def _wrong(code: str, name: str, most: int) -> str:
    """What is wrong with a file. `most`: how many letters its name may have."""
    return str(wording.WRONG_MEDIA[code]) % {"file": name[:100], "most": most}


def taken_from(form: forms.Form, field: str, files: list[Any], sheets: Sheets,
               there: dict[str, int]) -> dict[str, Taken]:  # fmt: skip
    """The files of a field as they are kept; what is wrong with one is said beside the field."""
    found: dict[str, Taken] = {}
    for one in files:
        try:
            found[one.name] = media.taken(one.name, one.read(), sheets)
        except WrongFileError as error:
            form.add_error(field, _wrong(str(error), one.name, rules.LONGEST_NAME))
    try:
        media.check_room(there, found)
    except WrongFileError as error:
        form.add_error(field, wording.WRONG_MEDIA[str(error)])
    return found


class WorkbookForm(forms.Form):
    """A workbook, and the files that its choices come from or that it shows."""

    file = forms.FileField(
        label=_("Workbook (XLSForm)"),
        allow_empty_file=True,
        help_text=_("XLSX, XLS, CSV or Markdown, at most 5 megabytes."),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("If it stays empty, we take the title from the workbook."),
    )
    choice_files = SeveralFiles(
        label=_("Files with choices or lists, if the workbook names any"),
        required=False,
        help_text=_(
            "CSV, XML or GeoJSON, with the names that the workbook uses; also what pulldata() looks"
            " up."
        ),
    )
    media_files = SeveralFiles(
        label=_("Pictures, sounds and films beside questions, if the workbook names any"),
        required=False,
        help_text=MEDIA_HELP,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets: Sheets = {}
        self.problems: list[Problem] = []
        self.brought: dict[str, str] = {}
        self.beside: dict[str, Taken] = {}
        self.too_large = too_large
        if too_large:
            message = wording.PROBLEMS["file.large"][0] % {"megabytes": 5}
            self.fields["file"].error_messages["required"] = message

    def clean_title(self) -> str:
        """Without invisible signs."""
        title = str(self.cleaned_data["title"])
        if HIDDEN.search(title):
            raise forms.ValidationError(wording.WRONG_WORDS["hidden"])
        return title

    def clean(self) -> dict[str, Any]:
        """Reads and converts; what is wrong goes into ``problems``."""
        said = super().clean() or {}
        if not {"file", "choice_files", "media_files"} <= set(said):
            return said
        file = said["file"]  # an error beside it takes it out of what was said
        try:
            self.sheets = reading.read(file.read())
        except NotReadError as error:
            self.problems = [error.problem]
            self.add_error("file", wording.said(error.problem)[0])
            return said
        lists = self._lists(said["choice_files"])
        if self.too_large:
            self.add_error("media_files", wording.WRONG_MEDIA["too_large"])
        self.beside = taken_from(
            self, "media_files", said.get("media_files") or [], self.sheets, {}
        )
        made = convert(self.sheets, files=self.beside, lists=lists)
        self.problems = made.problems
        self._keep(lists, made)
        if not made.stands:
            self.add_error("file", _("This workbook needs mending. The table says where."))
        said["title"] = said.get("title") or _title(self.sheets) or HIDDEN.sub("", file.name)[:200]
        return said

    def _lists(self, files: list[Any]) -> dict[str, str]:
        """The files that are text, by their names; what is none is said."""
        found = {}
        for one in files:
            content = one.read()
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = "\x00"
            if "\x00" in text or "<!DOCTYPE" in text:
                self.add_error(
                    "choice_files", _("We cannot read this file. Save it as CSV in UTF-8.")
                )
            else:
                found[one.name] = text
        return found

    def _keep(self, lists: dict[str, str], made: Converted) -> None:
        """Keeps what the form names; of another file it is said that the form has no use for it."""
        for name, text in lists.items():
            if name not in made.wanted:
                if made.xform:
                    self.add_error("choice_files", _wrong("unnamed", name, LONGEST_LIST))
            elif len(name) > LONGEST_LIST:
                self.add_error("choice_files", _wrong("long", name, LONGEST_LIST))
            else:
                self.brought[name] = text


def _title(sheets: Sheets) -> str:
    for _row, record in records(titles.kept(sheets).get("settings", [])):
        bare = {name.lower(): cell for name, cell in record.items()}
        title = bare.get("form_title") or bare.get("title") or ""
        return "" if HIDDEN.search(title) else title[:200]
    return ""


class MediaForm(forms.Form):
    """Files that a version names, to bring or to replace."""

    media_files = SeveralFiles(
        label=_("Files to bring"), help_text=MEDIA_HELP, allow_empty_file=True,
        error_messages={"required": _("Choose at least one file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, sheets: Sheets, there: dict[str, int], too_large: bool = False,
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.sheets, self.there, self.too_large = sheets, there, too_large
        self.brought: dict[str, Taken] = {}

    def clean(self) -> dict[str, Any]:
        """Checks each; with one wrong, none is kept."""
        said = super().clean() or {}
        if self.too_large:
            self.errors.pop("media_files", None)
            self.add_error("media_files", wording.WRONG_MEDIA["too_large"])
        elif "media_files" in said:
            self.brought = taken_from(
                self, "media_files", said["media_files"], self.sheets, self.there
            )
        return said


class WordsForm(forms.Form):
    """Texts of one language, each beside the same text of the language it is read from."""

    def __init__(self, *args: Any, pairs: list[tuple[texts.Word, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = pairs
        for word, original in pairs:
            way = "auto" if not texts.code_of(word.language) else _way(word.language)
            attrs = {"rows": 2, "dir": way, "lang": texts.code_of(word.language)}
            self.fields[word.key] = forms.CharField(
                label=f"{word.owner} · {wording.KINDS[word.kind]}",
                initial=word.text,
                required=False,
                # What she was shown comes back beside what she wrote: only where they differ did
                # she change anything, whatever somebody else kept meanwhile.
                show_hidden_initial=True,
                help_text=original,
                widget=forms.Textarea(attrs={k: v for k, v in attrs.items() if v}),
            )

    def clean(self) -> dict[str, Any]:
        """Checks each text that changed."""
        said = super().clean() or {}
        for word, original in self.pairs:
            after = _plain(said.get(word.key, ""))
            if after == self._was_shown(word):
                continue
            wrong = texts.wrong(word, after, original)
            if HIDDEN.search(after):
                wrong = ("hidden", "")
            if wrong:
                self.add_error(word.key, wording.WRONG_WORDS[wrong[0]] % {"about": wrong[1]})
        return said

    def changes(self) -> dict[str, str]:
        """What was changed, by place."""
        new = {w.key: _plain(self.cleaned_data[w.key]) for w, _original in self.pairs}
        return {
            w.key: new[w.key] for w, _original in self.pairs if new[w.key] != self._was_shown(w)
        }

    def _was_shown(self, word: texts.Word) -> str:
        """The text that stood in her field when the page was made; unsaid, the one of now."""
        return _plain(self.data.get(self.add_initial_prefix(word.key), word.text))


def _plain(text: object) -> str:
    return str(text).replace("\r\n", "\n").strip()


def _way(language: str) -> str:
    return direction(texts.code_of(language))


class LanguageForm(forms.Form):
    """One more language to translate into."""

    name = forms.RegexField(
        label=_("Language and its code"),
        regex=r"^[^\W\d_][\w '.-]{0,40} \([a-z]{2,3}(-[A-Za-z0-9]{1,8})*\)$",
        help_text=_("For example: Arabic (ar)"),
    )
