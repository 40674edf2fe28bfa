"""What a form calls itself, in each of its languages.

The standard has one `form_title`. Some write `form_title::Language (xx)` beside it all the same, at
which pyxform 4.5 breaks, and with it Kobo and ODK. We take that in and keep it as
`translated_title::Language (xx)`, a column that every converter passes over: what we export still
converts everywhere, and comes back to us whole.
"""

from communitylinkage.surveys.xlsform.sheets import Sheets, cell, column_named, headings

SHEET = "settings"
KIND = "translated_title"
_ALSO = ("form_title", "title", KIND)


def language_of(name: str) -> str:
    """The language of a column that holds a translated title; empty: it is another column."""
    kind, _sign, language = name.partition("::") if "::" in name else name.partition(":")
    return language.strip() if kind.strip().lower().replace(" ", "_") in _ALSO else ""


def column(language: str) -> str:
    """What the column of a translated title is called."""
    return f"{KIND}::{language}"


def kept(sheets: Sheets) -> Sheets:
    """The form with its titles as we keep them; the same form where it translates none.

    A form that has translated titles only gets the one that the standard knows besides: that of its
    usual language, else the first.
    """
    rows = sheets.get(SHEET, [])
    found = {
        at: language for at, name in enumerate(headings(rows)) if (language := language_of(name))
    }
    if not found:
        return sheets
    names = [column(found[at]) if at in found else name for at, name in enumerate(rows[0])]
    below = [list(row) for row in rows[1:]] or [[]]
    plain = column_named(rows, "form_title", "title")
    if not cell(below[0], plain):
        usual = cell(below[0], column_named(rows, "default_language"))
        at = next((at for at, language in found.items() if language == usual), min(found))
        if plain is None:
            plain = len(names)
            names.append("form_title")
        below[0] += [""] * (plain + 1 - len(below[0]))
        below[0][plain] = cell(below[0], at)
    return {**sheets, SHEET: [names, *below]}


def titles(sheets: Sheets) -> dict[str, str]:
    """The translated titles, by language as the form names it; the empty ones left out."""
    rows = sheets.get(SHEET, [])
    row = rows[1] if len(rows) > 1 else []
    found = {language_of(name): cell(row, at) for at, name in enumerate(headings(rows))}
    return {language: text for language, text in found.items() if language and text}
