"""The rarer messages of the converter in plain words: ranges, parameters, entities, odd names.

Several of pyxform's codes may mean the same to who mends the sheet. Source: pyxform 4.5,
`pyxform.errors.ErrorCode`; a test asks that none of its codes is without words.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = tuple[Promise | str, Promise | str]

_ENTITIES: Said = (
    _("What this says about entities does not fit together."),
    _("We keep no entities: you can delete the sheet entities and the column save_to."),
)
_PLACE: Said = (
    _("A parameter of a question about a place is not right."),
    _("We do not ask where a person is: delete the question."),
)
_RANGE_MEND = _("In the column parameters, write for example: start=0 end=10 step=1")
_TICKS: Said = (
    _("The words along the scale do not fit its numbers."),
    _("Take tick_labelset out of the column parameters, or give its choices numbers of the scale."),
)
_HEADINGS: Said = (
    _("The first row of the sheet %(sheet)s does not hold the headings that are needed."),
    _("Write the headings into its first row, as in the example."),
)
_UNLUCKY: Said = (
    _("This name cannot be used here."),
    _("Give another name, without two underscores at the beginning and without a full stop."),
)

WORDS: dict[str, Said] = {
    **{f"entity_{number:03}": _ENTITIES for number in (*range(1, 10), 11, 12, 13)},
    "names_014": _ENTITIES,
    "names_015": _ENTITIES,
    "header_005": _ENTITIES,
    "header_001": _HEADINGS,
    "header_003": _HEADINGS,
    "header_004": (
        _("A heading of the sheet choices is empty, or has a space in it."),
        _("Write a heading without spaces."),
    ),
    "names_003": (
        _("This name belongs to the form itself."),
        _("Give the repeat another name."),
    ),
    "names_004": (
        _("Two repeats have the same name."),
        _("Give one another name."),
    ),
    "names_005": (
        _("The name meta is kept for the form itself."),
        _("Give another name."),
    ),
    "names_010": _UNLUCKY,
    "names_011": _UNLUCKY,
    "names_012": _UNLUCKY,
    "pyref_002": (
        _("Between two references to questions a comma is missing."),
        _("Write them like this: ${one}, ${two}"),
    ),
    "or_other": (
        _("or_other adds the words “Other” and “Specify other” in English only."),
        _("Take or_other out, add the choice yourself, and a question that asks for the words."),
    ),
    "untranslated": (
        _("In the language %(language)s some columns of words are missing."),
        _("Add them, or mend the translation here afterwards."),
    ),
    "language_code": (
        _("These languages carry no code: %(languages)s"),
        _("Write the code behind the name, for example: Arabic (ar)"),
    ),
    "no_calculation": (
        _("This is to be worked out, and nothing says how."),
        _("Write it into the column calculation."),
    ),
    "choice_space": (
        _("A choice of several has a name with a space in it: %(value)s"),
        _("Write its name without spaces, for example with _ between."),
    ),
    "other_filter": (
        _("or_other and a choice_filter do not go together."),
        _("Take one of them out. You can add the choice “other” to the list yourself."),
    ),
    "other_choices": (
        _("or_other needs a list of choices on the sheet choices."),
        _("Write the list there, with the same name."),
    ),
    "table_filter": (
        _("In a table of choices no choice_filter is possible."),
        _("Take it out, or take table-list out of the column appearance."),
    ),
    "table_lists": (
        _("In a table of choices all questions have the same list, and these have not."),
        _("Give them the same list, or begin another group."),
    ),
    "file_ending": (
        _("The name of the file with the choices has no ending that we know."),
        _("It ends in .csv, .xml or .geojson."),
    ),
    "no_external": (
        _("The sheet external_choices is missing, or its columns list_name and name."),
        _("Add them, or ask with select_one and the sheet choices."),
    ),
    "external_filter": (
        _("Choices of the sheet external_choices need a choice_filter."),
        _("Write one, or ask with select_one and the sheet choices."),
    ),
    "disabled": (
        _("The column disabled is an old one."),
        _("Delete it; what is not to be asked, you can delete or give a condition in relevant."),
    ),
    "skipped": (
        _("This row has no type, no name and no words, so it is passed over."),
        _("Delete it, or write what it asks."),
    ),
    "max_pixels": (
        _("This picture may become large and slow to send."),
        _("In the column parameters you can write for example: max-pixels=1600"),
    ),
    "audit": (
        _("This watches how a person answers. We do not do that."),
        _("Delete the row."),
    ),
    "device": (
        _("This asks for a mark of her device. We do not ask that."),
        _("Delete the row."),
    ),
    "app": (
        _("The parameter app does not name an app as it should be named."),
        _("Delete it: we open no other app."),
    ),
    "parameter": (
        _("A parameter has a value that it cannot have."),
        _("Look at the column parameters: true or false, or a number, as the parameter wants."),
    ),
    "trigger": (
        _("A question that nobody sees is named in the column trigger."),
        _("Name one that people answer."),
    ),
    "two_files": (
        _("Two different files or lists have the same name here."),
        _("Give one another name."),
    ),
    "search": (
        _("search() in the column appearance does not go together with this list of choices."),
        _("Take search() out, and ask with select_one_from_file."),
    ),
    "big_image": (
        _("A large picture needs a small one too."),
        _("Write its file into the column media::image."),
    ),
    "no_id": (
        _("The cell form_id is empty."),
        _("Write a short name without spaces into it, or delete the column."),
    ),
    "no_survey": (
        _("There is no sheet named survey with questions."),
        _("Name the sheet with the questions: survey"),
    ),
    "media_type": (
        _("We do not know this kind of file beside a question: %(type)s"),
        _("Use the columns media::image, media::audio or media::video."),
    ),
    "odd": (
        _("The converter stumbles over this form, and does not say where."),
        _("Take out what is unusual in it, bit by bit, and bring it again."),
    ),
    "two_ids": (
        _("The columns form_id and id_string mean the same."),
        _("Delete one of them."),
    ),
    "range_001": (_("A value of the scale is not a number."), _RANGE_MEND),
    "range_002": (_("A step of the scale must not be 0."), _RANGE_MEND),
    "range_003": (_("A step of the scale is larger than the scale."), _RANGE_MEND),
    "range_004": (_("A value of the scale does not fit its steps."), _RANGE_MEND),
    "range_005": (_("A value lies outside the scale."), _RANGE_MEND),
    **{f"range_{number:03}": _TICKS for number in range(6, 13)},
    "survey_003": _PLACE,
    "survey_004": (
        _("The parameters are not written right."),
        _("Write them like this: key1=value1 key2=value2"),
    ),
    "survey_005": (
        _("This kind of question has no such parameter: %(rejected)s"),
        _("Delete it, or check how it is written."),
    ),
    **{f"survey_{number:03}": _PLACE for number in range(6, 10)},
}
