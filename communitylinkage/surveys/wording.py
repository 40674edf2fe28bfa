"""What pages say about a workbook: each problem in plain words, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.surveys import converter_wording
from communitylinkage.surveys.xlsform.problems import Problem

STATES = [("draft", _("Draft")), ("published", _("Published")), ("retired", _("Retired"))]
WEIGHTS = {
    "error": _("Has to be mended"),
    "refused": _("Will be left out"),
    "warning": _("Please look at it"),
}
KINDS = {
    "translated_title": _("Title"),
    "label": _("Question or answer"),
    "hint": _("Hint"),
    "guidance_hint": _("Further guidance"),
    "constraint_message": _("Message when an answer does not fit"),
    "required_message": _("Message when an answer is missing"),
}
SAID = {
    "imported": _("The questionnaire is in. It is a draft until you publish it."),
    "publish": _("This version is published."),
    "retire": _("This version is retired. Answers that were given stay."),
    "mended": _("The words are kept in a draft."),
    "media": _("The files are kept in a draft."),
}
NOT = {
    "not_now": _("This cannot be done with this version now."),
    "unanswerable": _(
        "Nobody could answer this version: a rule of it cannot be worked out. Bring its workbook"
        " again: the table then says what to mend, and where."
    ),
    "retired": _(
        "This questionnaire is not in use any more. Publish a version of it first, then try again."
    ),
    "no_choices": _(
        "Nobody could send this questionnaire: a question that has to be answered takes its"
        " choices from a file that is not here, or that holds none. Bring its workbook again,"
        " together with this file."
    ),
}
NOT_MENDED = {
    "mend": _("With these words the form cannot be converted. Look at the ${…}."),
    "newer": _(
        "There is a newer draft of this questionnaire, and its questions stand in other places."
        " Change its words there."
    ),
}
WRONG_WORDS = {
    "long": _("This is too long: at most %(about)s letters."),
    "empty": _("This text was not empty before. Please write something."),
    "references": _("These signs have to stay as they are: %(about)s"),
    "hidden": _("There is an invisible sign in it. Please type it anew."),
}

WRONG_MEDIA = {
    "unnamed": _("The workbook names no file with this name: %(file)s"),
    "list": _(
        "This file holds choices and is read together with the workbook: %(file)s. Bring the"
        " workbook again, together with this file."
    ),
    "long": _(
        "The name of this file is too long: %(file)s. Give it one of at most %(most)s letters, in"
        " the workbook too."
    ),
    "empty": _("This file is empty: %(file)s"),
    "large": _("This file is larger than 5 megabytes: %(file)s"),
    "too_large": _("Together these files are larger than 5 megabytes. Bring fewer at a time."),
    "kind": _(
        "We cannot show this file: %(file)s. Pictures are JPEG or PNG, sounds MP3, OGG, WAV or M4A,"
        " films MP4 or WebM."
    ),
    "broken": _("This picture is broken: %(file)s"),
    "points": _("This picture has far too many points: %(file)s"),
    "unheard": _("This recording cannot be read: %(file)s"),
    "many": _("These are too many files: at most 100, and 50 megabytes together."),
}

_WHY_PERSON = _("We never collect who a person is through her sign-in or device.")
_OTHER_FORMAT = _("Save it as XLSX, XLS, CSV or Markdown, and bring it again.")
_SMALLER = _("Make it smaller, or divide it into two questionnaires.")
_CHOICES_LIST = _("Write each list on the sheet choices, with the same name.")
_NAME_RULE = _("Begin with a letter; then letters, digits, and _ - . are fine.")
_PAIRS = _("Every begin needs an end of the same kind, in the right order.")
_SPELLING = _("Check how the name is written, and that the question is there.")

# Code -> what is not right, how to mend it.
PROBLEMS = {
    "file.large": (_("The file is larger than %(megabytes)s megabytes."), _SMALLER),
    "file.empty": (_("The file is empty."), _OTHER_FORMAT),
    "file.unknown": (_("This is no workbook that we can read."), _OTHER_FORMAT),
    "file.broken": (_("The file is broken, or locked with a password."), _OTHER_FORMAT),
    "file.locked": (_("The file is broken, or locked with a password."), _OTHER_FORMAT),
    "file.unpacked": (
        _("Unpacked, the file is larger than %(megabytes)s megabytes or has too many parts."),
        _SMALLER,
    ),
    "file.entities": (
        _("The file holds XML entities, which can do harm. We did not open them."),
        _OTHER_FORMAT,
    ),
    "file.choices_missing": (
        _("The choices come from the file %(file)s, which did not come along."),
        _("Choose this file too, beside the workbook."),
    ),
    "media.missing": (
        _("The file %(file)s did not come along, so nobody will see or hear it."),
        _("Choose this file too, beside the workbook or on the page of its files."),
    ),
    "sheet.twice": (
        _("There are two sheets with the name %(sheet)s."),
        _("Give one another name."),
    ),
    "sheet.rows": (_("There are more than %(most)s rows."), _SMALLER),
    "sheet.columns": (_("There are more than %(most)s columns."), _SMALLER),
    "sheet.survey_missing": (
        _("There is no sheet named survey with questions. We found: %(sheets)s"),
        _("Name the sheet with the questions: survey"),
    ),
    "column.twice": (_("Two columns have the same heading."), _("Rename or delete one of them.")),
    "column.missing": (
        _("This column is missing."),
        _("Add its heading to the first row of the sheet."),
    ),
    "cell.formula": (
        _("This cell is a formula, and its result is not in the file."),
        _("Write the result itself into the cell."),
    ),
    "cell.long": (
        _("The text has %(length)s letters; at most %(most)s are possible."),
        _("Make the text shorter."),
    ),
    "cell.hidden": (_("There is an invisible sign in it."), _("Type the text anew.")),
    "appearance.search": (
        _("search() in the column appearance is not possible here."),
        _("Take search() out, and ask with select_one_from_file."),
    ),
    "words.no_language": (
        _("Some columns of words name no language, beside others that do."),
        _("Write the language of these words into default_language, for example: English (en)"),
    ),
    "survey.many": (_("There are more than %(most)s questions."), _SMALLER),
    "choices.many": (
        _("There are %(count)s choices; at most %(most)s are possible."),
        _("Shorten the lists, or divide them."),
    ),
    "circle": (
        _("These go round in a circle, so nobody can work them out: %(way)s"),
        _("Change one of them, so that it does not need the others."),
    ),
    "rule.broken": (
        _("This rule cannot be worked out: %(expression)s"),
        _("Look for a sign too many or too few: a bracket, a quote, a comma, an equals sign."),
    ),
    "rule.function": (
        _("There is no function with the name %(function)s: %(expression)s"),
        _("Check how its name is written."),
    ),
    "rule.function_refused": (
        _("%(function)s tells where a person is, or about her device. We do not ask that."),
        _("Take it out, and what needs it."),
    ),
    "rule.pattern": (
        _("We cannot compare an answer with this pattern: %(pattern)s"),
        _("Write it without signs that look ahead or back, such as (?= and (?!, and \\1."),
    ),
    "file.list_broken": (
        _("The file %(file)s cannot be read as a list. Perhaps a quote in it is not closed."),
        _("Open it, save it as CSV in UTF-8, and bring both files again."),
    ),
    "file.list_long": (
        _("The file %(file)s has %(count)s rows; at most %(most)s are possible."),
        _("Shorten it."),
    ),
    "file.missing": (
        _("The form looks things up in the file %(file)s, which did not come along."),
        _("Choose this file too, beside the workbook."),
    ),
    "form.unanswerable": (
        _("Its groups lie too deep in one another, so nobody could answer it."),
        _("Take some groups out of others."),
    ),
    "refused.location": (
        _("%(name)s asks where a person is. We do not ask that."),
        _("Ask for a region or a town in words, if you need it."),
    ),
    "refused.device": (
        _("%(name)s asks for a mark of her device. We do not ask that."),
        _WHY_PERSON,
    ),
    "refused.telephone": (
        _("%(name)s asks for her telephone number. We do not ask that."),
        _WHY_PERSON,
    ),
    "refused.person": (_("%(name)s asks who is signed in. We do not ask that."), _WHY_PERSON),
    "refused.watching": (
        _("%(name)s watches what a person does or says. We do not do that."),
        _WHY_PERSON,
    ),
    "refused.group": (
        _("%(name)s depends on %(other)s, which is left out; so the group goes with all in it."),
        _("Change its condition, or let the group be left out too."),
    ),
    "refused.mentions": (
        _("%(name)s speaks of %(other)s, which is left out."),
        _("Change the question, or let it be left out too."),
    ),
    "converter.names_001": (
        _("Two questions of one group have the same name: %(value)s"),
        _("Give one another name."),
    ),
    "converter.names_002": (
        _("Two names differ only in large and small letters: %(value)s"),
        _("Give one another name."),
    ),
    "converter.names_006": (_("A choice has no name."), _("Write one into the column name.")),
    "converter.names_007": (
        _("Two choices of one list have the same name."),
        _("Give one another name."),
    ),
    "converter.names_008": (_("This name cannot be used."), _NAME_RULE),
    "converter.names_009": (_("This name cannot be used."), _NAME_RULE),
    "converter.names_013": (
        _("A sheet may be misspelt. We looked for %(sheet)s and found %(candidates)s."),
        _("Give the sheet its right name."),
    ),
    "converter.label_001": (
        _("A choice has no words that people can read."),
        _("Write them into the column label."),
    ),
    "converter.header_002": (
        _("Two headings mean the same column: %(other)s and %(header)s"),
        _("Rename or delete one of them."),
    ),
    "converter.pyref_001": (
        _("A reference to a question is not written right."),
        _("Write it like this: ${name}"),
    ),
    "converter.pyref_003": (_("There is no question with the name %(q)s."), _SPELLING),
    "converter.pyref_004": (
        _("There are several questions with the name %(q)s."),
        _("Give one another name."),
    ),
    "converter.no_label": (
        _("This has no words that people can read."),
        _("Write them into the column label."),
    ),
    "converter.unknown_type": (
        _("We do not know this kind of question: %(type)s"),
        _("Check how the type is written."),
    ),
    "converter.no_list": (_("There is no list of choices with this name."), _CHOICES_LIST),
    "converter.no_choices": (_("The sheet choices is missing."), _CHOICES_LIST),
    "converter.no_type": (_("This row has no type."), _("Write one into the column type.")),
    "converter.no_name": (_("This row has no name."), _("Write one into the column name.")),
    "converter.survey_001": (_("A group ends here that did not begin."), _PAIRS),
    "converter.survey_002": (_("A group begins here that does not end."), _PAIRS),
    **{f"converter.{code}": words for code, words in converter_wording.WORDS.items()},
}
CONVERTER = _("The converter says: %(message)s")


def said(problem: Problem) -> tuple[str, str]:
    """What is not right and how to mend it, in the reader's language.

    A message of the converter that we do not know stands as it is.
    """
    what, mend = PROBLEMS.get(problem.code, (CONVERTER, ""))
    # An argument that a message of the converter lacked shows as a dash, never as an error.
    args = dict.fromkeys(
        (
            "q",
            "value",
            "type",
            "other",
            "header",
            "candidates",
            "name",
            "rejected",
            "language",
            "languages",
            "expression",
            "function",
            "pattern",
            "file",
            "way",
        ),
        "–",
    )
    return str(what) % {**args, "sheet": problem.sheet, **problem.args}, str(mend)
