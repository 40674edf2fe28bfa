"""What a printer's shop finds in a file: where to cut, and what lies beyond the cut."""

import subprocess
from shutil import which

import pytest
from PIL import Image

from communitylinkage.printing import QR, Line, Sheet, folded, sheet
from communitylinkage.printing.blocks import Paper
from communitylinkage.printing.edges import with_bleed
from communitylinkage.printing.tests.test_printing import NOW, WORDS, opened, tags, title_of


def millimetres(box):
    return tuple(round(float(one) / 72 * 25.4, 1) for one in box)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("made", "wide", "high"), [(sheet, 148, 210), (folded, 297, 210)])
def test_a_file_says_where_to_cut_and_how_far_the_ground_goes(made, wide, high, language):
    words = WORDS[language]
    one = Sheet(words, language, (Line(words),), paper=Paper.A5, shop=True)
    kept = made(one, made_at=NOW)
    assert kept == made(one, made_at=NOW)
    file = opened(kept)
    assert not file.check_pdf_syntax()
    assert title_of(kept) == words
    assert ("/H1", "") in tags(kept)
    for page in file.pages:
        assert millimetres(page.MediaBox) == (0, 0, wide + 20, high + 20)
        assert millimetres(page.TrimBox) == (10, 10, wide + 10, high + 10)
        assert millimetres(page.BleedBox) == (7, 7, wide + 13, high + 13)


def test_marks_and_ground_are_no_content():
    one, other = (
        tags(sheet(Sheet("x", "en", (Line("y"),), shop=shop), made_at=NOW))
        for shop in (True, False)
    )
    assert one == other


def test_a_sheet_for_ones_own_printer_has_nothing_beyond_its_edge():
    file = opened(sheet(Sheet("x", "en", ()), made_at=NOW))
    page = file.pages[0]
    assert millimetres(page.MediaBox) == (0, 0, 210, 297)
    assert not {"/TrimBox", "/BleedBox"} & set(page.keys())


def test_a_text_that_looks_like_a_page_of_the_file_is_none():
    words = "9 0 obj\n<</Type/Page/TrimBox[1 1 2 2]>>\nendobj"
    one = Sheet(words, "en", (Line(words),), qr=QR(words, words), shop=True)
    file = opened(sheet(one, made_at=NOW))
    assert {millimetres(page.BleedBox) for page in file.pages} == {(7, 7, 223, 310)}
    with pytest.raises(ValueError, match="in this file"):
        with_bleed(b"%PDF-1.7\n")


@pytest.mark.skipif(not which("gs"), reason="Ghostscript sees the file as a shop's press does")
@pytest.mark.parametrize("made", [sheet, folded])
def test_the_ground_runs_over_every_cut_and_the_marks_stand_beyond_it(made, tmp_path):
    path, png = tmp_path / "paper.pdf", tmp_path / "paper.png"
    one = Sheet("x", "ar", (Line("y"),), paper=Paper.A4, shop=True)
    path.write_bytes(made(one, made_at=NOW))
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r127",
               "-dLastPage=1", f"-sOutputFile={png}", str(path)]  # fmt: skip
    subprocess.run(command, check=True)
    seen = Image.open(png).convert("L")  # five points are a millimetre
    turned = (seen.transpose(way) for way in Image.Transpose)
    for page in [seen, *turned]:
        # From its corner: marks in line with the cut, white paper, then the ground before the cut.
        strip = page.crop((0, 0, 30, 60))
        assert strip.getextrema()[0] < 100, "no mark"
        assert page.crop((0, 0, 30, 45)).getextrema() == (255, 255), "a mark nearer the corner"
        assert page.crop((30, 60, 34, 61)).getextrema() == (255, 255), "a mark touches the ground"
        assert {page.getpixel((38, 38)), page.getpixel((60, 60))} <= {242, 243}, "no ground"
