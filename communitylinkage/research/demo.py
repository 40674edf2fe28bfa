"""A made-up cycle that was turned twice; nobody in it has lived."""

import wave
from datetime import datetime, timedelta
from io import BytesIO
from math import pi, sin
from uuid import UUID, uuid4

from django.db import transaction
from PIL import Image, ImageDraw

from communitylinkage.network.models import Community
from communitylinkage.people.models import Account
from communitylinkage.research import actions, coding, findings
from communitylinkage.research.models import Code, Cycle, Evidence, Finding, Researcher
from communitylinkage.research.rules.checking import Said, mark_of
from communitylinkage.research.rules.cycle import Stage
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.uses import Kind, Use
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder

GROUP = ("mentor", "professional", "coordinator", "mentor.it")
SHOWN = (Use.ANALYSIS, Use.QUOTATION, Use.PUBLICATION)
# Months ago, title, question, plan; the same people turn it twice.
TURNS = (
    (10, "Who translates? (made up)", "Who translates when a woman asks for help?",
     "Each of us asks eight women by June. We keep no names."),
    (5, "A list of women who translate (made up)",
     "Does a list of women who translate change what happens at the counter?",
     "From July two services call from the list. We ask again in September."),
)  # fmt: skip
CODES = (
    ("a relative translates", "Who translates"),
    ("nobody translates", "Who translates"),
    ("fear for the papers", "Fear"),
    ("fear for the children", "Fear"),
)
# Words, the places in CODES of what is marked in its second sentence, situations, how many told so.
TOLD = (
    ("I went there on a Monday. My husband's cousin translated. I did not say everything.", (0,),
     {"status": "papers", "children": "no"}, 5),
    ("They were kind. Nobody spoke my language. I signed what I could not read.", (1,),
     {"status": "none", "children": "no"}, 9),
    ("I waited outside. I thought they take my children and my papers. I went home.", (2, 3),
     {"status": "none", "children": "yes"}, 9),
    ("My daughter came along. She is nine and she translated for me. I was ashamed.", (0,),
     {"status": "papers", "children": "yes"}, 9),
)  # fmt: skip
SETTLED = "We read it again: here she tells of herself, not of who translated."
ALT = "A drawing: a high counter, one chair before it, and a child who stands beside the chair."


def _drawing() -> bytes:
    """A few lines, as somebody draws them."""
    sheet = Image.new("RGB", (480, 320), "#fffdf7")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 120, 300, 280), outline="#0b5d5b", width=6)
    pen.line((40, 160, 300, 160), fill="#0b5d5b", width=6)
    pen.line((340, 180, 340, 280, 340, 230, 390, 230, 390, 280), fill="#8a4b1f", width=6)
    pen.ellipse((415, 190, 445, 220), outline="#222222", width=5)
    pen.line((430, 220, 430, 255, 418, 280, 430, 255, 442, 280), fill="#222222", width=5)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _voice() -> bytes:
    """Half a second of one tone: nobody's voice."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(round(128 + 60 * sin(at * pi / 10)) for at in range(4000)))
    return out.getvalue()


# Given by one who also gave words; marked as a whole with the first code.
VOICE = Paper(giver="Bird 1", situations=TOLD[0][2], file=_voice(), name="voice.wav",
              type="audio/wav")  # fmt: skip
MINUTES = Paper(
    text="Four of us met in the library. Each told whom she had asked. Nobody is asked twice."
)
DRAWN = Paper(giver="Bird 0", file=_drawing(), name="drawing.png", type="image/png")
LEADS = ("need:interpreters", "need:trust")
FOUND = (
    ("Who translates", {
        "en": ("Children and relatives translate. Then women do not say everything.",
               "Two services call from a list of women who translate.",
               "In September nobody's child translated at these two counters."),
        "es": ("Traducen hijos y familiares. Entonces las mujeres no lo dicen todo.",
               "Dos servicios llaman desde una lista de mujeres que traducen.",
               "En septiembre ningún niño tradujo en estos dos mostradores."),
        "ar": ("يترجم الأطفال والأقارب. وعندها لا تقول النساء كل شيء.",
               "تتصل خدمتان بنساء من قائمة مترجمات.",
               "في أيلول لم يترجم طفل لأمه عند هذين الشباكين."),
    }),
    ("Fear", {
        "en": ("Mothers without papers fear for their children and stay outside.",
               "A sheet in four languages says whom a service must tell.", ""),
        "es": ("Las madres sin papeles temen por sus hijos y se quedan fuera.",
               "Una hoja en cuatro idiomas dice a quién debe avisar un servicio.", ""),
        "ar": ("الأمهات بلا أوراق يخفن على أطفالهن ويبقين في الخارج.",
               "ورقة بأربع لغات تقول من يجب على الخدمة أن تخبره.", ""),
    }),
)  # fmt: skip


def load(now: datetime) -> int:
    """Adds the two turns once; returns how many turns were added."""
    people = [Account.objects.filter(email=f"{name}@demo.invalid").first() for name in GROUP]
    group = [one for one in people if one is not None and one.key_holder is not None]
    community = Community.objects.filter(place__country="ES").order_by("name").first()
    if Cycle.objects.exists() or len(group) < 2 or community is None:
        return 0
    with transaction.atomic(), transaction.atomic(using="locks"):
        before = None
        for months, title, question, plan in TURNS:
            then = now - timedelta(days=30 * months)
            before = _turn(before, community, title, question, plan, group, then)
    return len(TURNS)


def _turn(
    before: Cycle | None, community: Community, title: str, question: str, plan: str,
    group: list[Account], now: datetime,
) -> Cycle:  # fmt: skip
    first, by = group[0], group[0].pk
    if before is None:
        organisation = first.memberships.select_related("organisation").earliest("pk").organisation
        row = actions.begin(
            organisation=organisation, community=community, title=title, question=question,
            account=first, now=now,
        )  # fmt: skip
        _join(row, group, now)
    else:
        row = actions.turn_again(cycle=before, title=title, question=question, by=first, now=now)
    actions.plan(cycle=row, text=plan, by=by, now=now)
    codes = [
        coding.keep_code(cycle=row, code=None, name=name, theme=theme, meaning="", by=by, now=now)
        for name, theme in CODES
    ]
    _pieces(row, codes, group, now + timedelta(days=40))
    _voice_and_minutes(row, codes[0], group, now + timedelta(days=45))
    picture, _slip = actions.add_evidence(
        cycle=row, kind=Kind.DRAWING, language="en", paper=DRAWN, by=by, now=now,
        agreed=(Use.ANALYSIS, Use.PUBLICATION, Use.IMAGE),
    )  # fmt: skip
    _found(row, picture, by, now + timedelta(days=80))
    while row.stage != Stage.CLOSED:
        actions.move(cycle=row, by=by, now=now + timedelta(days=100))
        row.refresh_from_db()
    return row


def _join(row: Cycle, group: list[Account], now: datetime) -> None:
    """The others; nobody's private key is at hand here, so the group's key is made for all."""
    holders = list(Holder.objects.filter(pk__in=[one.key_holder for one in group]))
    row.key_holder = vault.new_post_key(members=holders).pk
    row.save()
    Researcher.objects.bulk_create(
        [Researcher(cycle=row, account=one, since=now.date()) for one in group[1:]]
    )


def _pieces(row: Cycle, codes: list[Code], group: list[Account], now: datetime) -> None:
    number = 0
    for text, marked, situations, count in TOLD:
        for at in range(count):
            number += 1
            piece, _slip = actions.add_evidence(
                cycle=row, kind=Kind.TEXT, language="en", agreed=SHOWN if at % 2 else SHOWN[:1],
                paper=Paper(text=text, giver=f"Bird {number}", situations=situations),
                by=group[at % len(group)].pk, now=now,
            )  # fmt: skip
            _mark(piece, [codes[one] for one in marked], group, at, now)
            if number == 1:  # of the two sentences on which they differ here, one is talked over
                coding.settle(
                    evidence=piece, unit=2, code=codes[marked[0]], holds=False, why=SETTLED,
                    by=group[0].pk, now=now,
                )  # fmt: skip


def _voice_and_minutes(row: Cycle, code: Code, group: list[Account], now: datetime) -> None:
    for kind, paper, marks in (
        (Kind.VOICE, VOICE, [(0, code.pk)]), (Kind.MINUTES, MINUTES, [])
    ):  # fmt: skip
        piece, _slip = actions.add_evidence(
            cycle=row, kind=kind, language="en", agreed=SHOWN[:1], paper=paper, by=group[0].pk,
            now=now,
        )  # fmt: skip
        for who in group[:2]:
            coding.mark(evidence=piece, marks=marks, through=True, by=who.pk, now=now)


def _mark(piece: Evidence, codes: list[Code], group: list[Account], at: int, now: datetime) -> None:
    """Two go through each piece; now and then the second sees it in another sentence."""
    for who, unit in ((0, 1), (1, 1 if at else 2)):
        coding.mark(
            evidence=piece, marks=[(unit, code.pk) for code in codes], through=True,
            by=group[who].pk, now=now,
        )  # fmt: skip


def _found(row: Cycle, picture: Evidence, by: UUID, now: datetime) -> None:
    for theme, texts in FOUND:
        finding: Finding | None = None
        for language, (text, did, changed) in texts.items():
            finding = findings.write(
                cycle=row, finding=finding, theme=theme, language=language, text=text, did=did,
                changed=changed, by=by, now=now,
            )  # fmt: skip
        if finding is not None:
            for said in (Said.YES, Said.YES, Said.YES, Said.PARTLY):
                findings.answer(
                    number=uuid4(), finding=finding, shown=mark_of(texts["en"][0]), said=said,
                    words="",
                )  # fmt: skip
            if theme == FOUND[0][0]:
                findings.show(
                    finding=finding, evidence=picture, paper=DRAWN, alt=ALT, language="en", by=by,
                    now=now,
                )  # fmt: skip
            findings.lead(finding=finding, chosen=LEADS, offered=LEADS, by=by, now=now)
            findings.publish(finding=finding, by=by, now=now)
