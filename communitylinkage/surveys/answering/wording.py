"""What answering says to people."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "required": _("Please answer this question."),
    "constraint": _("This answer does not fit. Please look at it once more."),
    "not_an_integer": _("Please write a whole number, such as 12."),
    "not_a_decimal": _("Please write a number, such as 12 or 12.5."),
    "number_too_big": _("This number is too large."),
    "not_a_date": _("Please write the day like this: 2026-11-24"),
    "not_a_time": _("Please write the time like this: 09:30"),
    "not_a_datetime": _("Please write day and time like this: 2026-11-24T09:30"),
    "not_a_choice": _("Please choose again: this answer is not in the list now."),
    "not_a_rank": _("Please give each place to another answer, and leave no place empty."),
    "out_of_range": _("Please write a number from %(start)s to %(end)s, in steps of %(step)s."),
    "control_character": _("There is an invisible sign in it. Please type it anew."),
    "too_long": _("This is too long. Please write at most %(limit)s letters."),
    "not_a_file_name": _("The name of this file is not usable. Please give it another name."),
}
FILES = {
    "empty": _("The file is empty. Please choose another one."),
    "large": _("The file is larger than 5 megabytes. Please choose a smaller one."),
    "many": _("These are too many files. Please send 20 at most."),
    "broken": _("The picture is broken. Please choose another one."),
    "points": _("This picture is far too large to be shown. Please choose a smaller one."),
    "unheard": _("This file cannot be read. Please choose another one."),
    "image": _("Please choose a picture in JPEG or PNG. Other kinds could hold where you were."),
    "audio": _("Please choose a sound: MP3, OGG, WAV, M4A or WebM."),
    "video": _("Please choose a film: MP4, WebM or OGV."),
    "file": _("Please choose a PDF, a text, an office document or a picture."),
}
HINTS = {
    "image": _(
        "JPEG or PNG, at most 5 megabytes. Place, time and device are taken out; what is seen "
        "stays, also faces and street signs."
    ),
    "audio": _(
        "At most 5 megabytes. Names, place and time are taken out of MP3, OGG, WAV and M4A; WebM "
        "keeps what it holds. What is heard stays, also your voice."
    ),
    "video": _(
        "At most 5 megabytes. Names, place and time are taken out of MP4 and OGV; WebM keeps what "
        "it holds. What is seen and heard stays, also faces and voices."
    ),
    "file": _(
        "PDF, text, office document or picture, at most 5 megabytes. Documents keep what is in "
        "them: often the name of who wrote them."
    ),
}
MORE = _("Because of your answers there is more on this page. Please look.")
# The language of a form whose words say none: its author's.
OWN_LANGUAGE = _("The language of the questionnaire")
NOT_YET = _("Some answers are missing or do not fit. Please look at the words in red.")
