"""A short questionnaire for the demo whose answers are faces, for who reads little."""

import io
import math
from datetime import datetime

from django.db import transaction
from PIL import Image, ImageDraw

from communitylinkage.organisations.models import Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.demo import NOBODY
from communitylinkage.surveys import actions
from communitylinkage.surveys.media import Taken
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform.sheets import Sheets

_LABELS = [f"label::{one}" for one in ("English (en)", "Español (es)", "العربية (ar)",
                                       "Slovenščina (sl)")]  # fmt: skip
# How far the mouth bends: up, not at all, down.
FACES = {"good.png": 1.0, "so_so.png": 0.0, "bad.png": -1.0}
SHEETS: Sheets = {
    "survey": [
        ["type", "name", *_LABELS],
        ["select_one faces", "felt", "How did you feel in the meeting?",
         "¿Cómo te sentiste en el encuentro?", "كيف شعرتِ في اللقاء؟",
         "Kako si se počutila na srečanju?"],
        ["select_one faces", "understood", "Could you understand everything?",
         "¿Pudiste entenderlo todo?", "هل استطعتِ فهم كل شيء؟", "Si vse razumela?"],
    ],
    "choices": [
        ["list_name", "name", *_LABELS, "media::image"],
        ["faces", "good", "Good", "Bien", "جيد", "Dobro", "good.png"],
        ["faces", "so_so", "So-so", "Regular", "متوسط", "Tako tako", "so_so.png"],
        ["faces", "bad", "Bad", "Mal", "سيئ", "Slabo", "bad.png"],
    ],
    "settings": [
        ["form_title", "form_id", "default_language"],
        ["Feedback with faces", "feedback_with_faces", "English (en)"],
    ],
}  # fmt: skip


def load(now: datetime) -> None:
    """Makes it once, published."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    title = SHEETS["settings"][1][0]
    if programme is None or Version.objects.filter(questionnaire__title=title).exists():
        return
    home = programme.lead_organisation.pk
    with transaction.atomic():
        version = actions.take(organisation=home, title=title, sheets=SHEETS, by=NOBODY, now=now)
        faces = {name: Taken("image/png", face(bend)) for name, bend in FACES.items()}
        actions.add_media(version=version, brought=faces, by=NOBODY, now=now)
        actions.move(version=version, act="publish", by=NOBODY, now=now)


def face(bend: float) -> bytes:
    """A drawn face as PNG; `bend` from -1 (sad) to 1 (glad)."""
    picture = Image.new("RGB", (240, 240), "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((12, 12, 228, 228), fill="#fff3c4", outline="#333333", width=7)
    for left in (76, 144):
        draw.ellipse((left, 82, left + 22, 108), fill="#333333")
    # From one corner of the mouth to the other; the middle hangs lower the gladder she is.
    line = [(70 + x, 160 + 28 * bend * (math.sin(math.pi * x / 100) - 0.4)) for x in range(101)]
    draw.line(line, fill="#333333", width=9, joint="curve")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
