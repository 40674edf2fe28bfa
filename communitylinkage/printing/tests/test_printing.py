"""What is printed, as a reader with and without eyes finds it."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from communitylinkage.printing import (
    QR,
    Document,
    Figure,
    Heading,
    Item,
    Line,
    List,
    PageBreak,
    Paragraph,
    Sheet,
    Table,
    Terms,
    document,
    folded,
    picture,
    sheet,
)
from communitylinkage.printing.blocks import Paper, Size, Tone
from communitylinkage.printing.data import data_of
from communitylinkage.printing.plain import UNKNOWN, held, only_held, plain

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
WORDS = {
    "en": "The steps of our agreement",
    "es": "Los pasos de nuestro acuerdo, año a año",
    "el": "Τα βήματα της συμφωνίας μας",
    "ar": "خطوات اتفاقنا",
    "uk": "Кроки нашої угоди",
    "bn": "আমাদের চুক্তির ধাপ",
    "ur": "ہمارے معاہدے کے مراحل",
    "ti": "ስጉምትታት ስምምዕና",
    "he": "שלבי ההסכם",
}


def everything(words, language="en", title="A title"):
    """A document with each kind of block, all saying `words`."""
    blocks = (
        Heading(words),
        Heading(words, level=4),
        *(Paragraph(words, tone) for tone in Tone),
        Paragraph(words, language="ar"),
        List((Item(words, (words, words)), Item(words)), numbered=True),
        List((Item(words),)),
        Terms(((words, words),)),
        Table(words, (words, words), ((words, words), (words,))),
        Figure(SVG, words, words),
        PageBreak(),
        QR("https://example.org/en/check/", words),
    )
    return Document(title, language, blocks, foot=words)


def opened(made):
    return pikepdf.open(io.BytesIO(made))


def title_of(made):
    file = opened(made)
    return str(file.docinfo["/Title"])


def tags(made):
    """The kinds of all elements of the tree that a screen reader walks."""
    file = opened(made)
    found, waiting = [], [file.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append((str(one.S), str(one.get("/Alt", ""))))
            if "/K" in one:
                waiting.append(one.K)
    return found


def letters(made):
    """All signs that its fonts can be read back to, from their tables to Unicode."""
    found = set()
    file = opened(made)
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
            table = one.ToUnicode.read_bytes().decode("latin-1")
            for pair in re.findall(r"<[0-9a-f]+> <([0-9a-f]+)>", table, re.IGNORECASE):
                found |= set(bytes.fromhex(pair).decode("utf-16-be"))
    return found


@pytest.mark.parametrize("language", WORDS)
def test_a_paper_bears_its_language_its_title_and_its_tags(language):
    made = document(everything(WORDS[language], language, WORDS[language]), made_at=NOW)
    file = opened(made)
    root = file.Root
    assert str(root.Lang) == language
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert title_of(made) == WORDS[language]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in bytes(root.Metadata.read_bytes())
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= {
        kind for kind, _alt in tags(made)
    }


@pytest.mark.parametrize("language", WORDS)
def test_every_letter_of_every_language_is_printed_by_a_font_of_ours(language):
    assert held(WORDS[language])
    made = document(everything(WORDS[language], language), made_at=NOW)
    assert set(WORDS[language]) - {" "} <= letters(made)


def test_arabic_is_joined_and_written_from_the_right():
    made = document(Document("خط", "ar", (Paragraph("بب"),)), made_at=NOW)
    file = opened(made)
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    # Joined: the two same letters have two shapes, so the font holds more glyphs than letters.
    alone = document(Document("خط", "ar", (Paragraph("ب ب"),)), made_at=NOW)
    assert len(glyphs(made)) != len(glyphs(alone))


def glyphs(made):
    """The glyphs of its fonts, as their widths list them."""
    file = opened(made)
    return [
        one for row in file.objects
        if isinstance(row, pikepdf.Dictionary) and "/W" in row for one in row.W
    ]  # fmt: skip


def test_a_picture_and_a_code_say_what_they_show():
    made = document(everything("A map of ties"), made_at=NOW)
    assert [alt for kind, alt in tags(made) if kind == "/Figure"] == ["A map of ties"] * 2


def test_the_same_values_give_the_same_bytes():
    one, two = (document(everything("same"), made_at=NOW) for _ in range(2))
    assert one == two


MARKUP = '#import "@preview/cetz:0.4.0" #read("/etc/passwd") $x^2$ *bold* _it_ <label> @ref \\u{1}'


def test_typed_text_is_never_markup():
    made = document(everything(MARKUP, title=MARKUP), made_at=NOW)
    assert title_of(made) == MARKUP
    # Had any of it been read as markup, some of these signs would be gone.
    assert set('#"@$^*_<>\\{}') <= letters(made)


@pytest.mark.parametrize("where", ["/etc/hostname", "../making.py", "https://example.org/a.png"])
def test_a_picture_brings_no_file_and_nothing_from_the_network(where):
    foreign = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 9 9"><image xlink:href="{where}" width="9" height="9"/></svg>'
    )
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        document(Document("x", "en", (Figure(foreign.encode(), "x"),)), made_at=NOW)


@given(
    words=st.text(max_size=40),
    title=st.text(max_size=20),
    language=st.sampled_from([*WORDS, "x-y"]),
)
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_printed(words, title, language):
    assert document(everything(words, language, title), made_at=NOW).startswith(b"%PDF")


@given(words=st.text(max_size=40), paper=st.sampled_from(Paper), landscape=st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_printed_on_a_sheet(words, paper, landscape):
    lines = tuple(Line(words, size, strong=True) for size in Size)
    figure, code = Figure(SVG, words), QR("https://a.example", words)
    one = Sheet(words, "ar", lines, words, words, figure, code, paper, landscape)
    assert sheet(one, made_at=NOW).startswith(b"%PDF")


@given(st.datetimes(datetime(1970, 1, 3), datetime(9999, 12, 29), timezones=st.timezones()))
@settings(max_examples=40, deadline=None)
def test_a_paper_may_be_of_any_moment(made_at):
    assert sheet(Sheet("x", "en", ()), made_at=made_at).startswith(b"%PDF")


@given(st.text())
def test_what_is_left_of_a_text_has_nothing_hidden_and_is_held(words):
    kept = only_held(plain(words))
    assert held(kept)
    assert not set(kept) & set("\x00\x1b\r\t\u202e\u2066\u2028")


def test_the_half_of_a_pair_and_controls_go_and_line_ends_stay():
    assert plain("a\ud800b\x00\x1b\r\nc\u2028d\te") == "ab\nc\nd e"


def test_a_sign_that_no_font_of_ours_holds_is_shown_as_unknown_not_lost():
    assert only_held("ab\U00100000\ufe0f") == f"ab{UNKNOWN}"


def test_no_level_of_headings_is_skipped_and_an_empty_one_is_none():
    blocks = (Heading("a", 4), Heading(" \n"), Heading("b", 4), Heading("c", 1))
    said = data_of(Document("", "en", blocks), str)
    assert [(one["text"], one["level"]) for one in said["blocks"]] == [("a", 2), ("b", 3), ("c", 2)]
    assert said["title"] == "–"


def test_a_sheet_is_one_page_of_the_size_asked_for():
    one = Sheet("x", "ar", (Line("y"),), paper=Paper.A3, landscape=True)
    made = opened(sheet(one, made_at=NOW))
    wide, high = (round(float(one) / 72 * 25.4) for one in made.pages[0].MediaBox[2:])
    assert (len(made.pages), wide, high) == (1, 420, 297)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_leaf_to_fold_has_an_outside_and_an_inside(language):
    words = WORDS[language]
    lines = (Line(words * 9), Line(words, Size.BIG, strong=True))
    one = Sheet(words, language, lines, foot=words, qr=QR("https://example.org/go/A/", words))
    made = folded(one, made_at=NOW)
    pages = opened(made).pages
    sizes = {tuple(round(float(n) / 72 * 25.4) for n in page.MediaBox[2:]) for page in pages}
    assert (len(pages), sizes) == (2, {(297, 210)})
    assert title_of(made) == words
    assert ("/H1", "") in tags(made)


@settings(max_examples=15, deadline=None)
@given(words=st.text(max_size=60))
def test_any_text_at_all_is_printed_on_a_leaf_to_fold(words):
    one = Sheet(words, "ar", (Line(words), Line(words)), over=words, foot=words)
    assert folded(one, made_at=NOW).startswith(b"%PDF")


def _ink_of_the_text(language, words):
    """The picture of a paragraph, cut out of its page."""
    page = picture(Document("x", language, (Paragraph(words),)), made_at=NOW)
    whole = ImageOps.invert(Image.open(io.BytesIO(page)).convert("L"))
    # Below the title and above the foot.
    middle = whole.crop((0, 115, whole.width, whole.height - 140))
    # Blurred, because letters may begin between two points.
    return middle.crop(middle.getbbox()).filter(ImageFilter.GaussianBlur(2))


@pytest.mark.parametrize("words", ["https://example.org/a/1/", "+34 900 123 456"])
def test_an_address_and_a_telephone_number_are_read_from_the_left_in_arabic(words):
    one, other = _ink_of_the_text("ar", words), _ink_of_the_text("en", words)
    size = (min(one.width, other.width), min(one.height, other.height))
    differs = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    assert ImageStat.Stat(differs).mean[0] < 6, "the slash or the plus stands at the other end"


def test_a_look_at_a_paper_is_a_picture():
    assert picture(Sheet("x", "en", ()), made_at=NOW).startswith(b"\x89PNG")
