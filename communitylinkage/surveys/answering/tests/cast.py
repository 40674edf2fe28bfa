"""What answering's tests share: a collection of a form, and somebody who fills in its pages."""

import io
import struct
import wave
import zlib
from datetime import UTC, datetime
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.surveys.answering import actions
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.wording import languages
from communitylinkage.vault.models import Holder

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

FORM = {
    "survey": [
        ["type", "name", "label::English (en)", "label::العربية (ar)", "hint::English (en)",
         "relevant", "required", "constraint", "constraint_message::English (en)", "calculation"],
        ["begin_group", "first", "About you", "عنك", "", "", "", "", "", ""],
        ["select_one yn", "children", "Have you children?", "هل لديك أطفال؟", "", "", "yes", "", "",
         ""],
        ["integer", "how_many", "How many?", "كم؟", "A number", "${children} = 'y'", "",
         ". < 20", "That is many.", ""],
        ["text", "words", "In your words", "بكلماتك", "", "", "", "", "", ""],
        ["end_group", "", "", "", "", "", "", "", "", ""],
        ["begin_repeat", "child", "Child", "طفل", "", "", "", "", "", ""],
        ["text", "nick", "A name for it", "اسم", "", "", "", "", "", ""],
        ["image", "picture", "A picture", "صورة", "", "", "", "", "", ""],
        ["end_repeat", "", "", "", "", "", "", "", "", ""],
        ["text", "own_code", "Your own code", "رمزك", "", "", "", "", "", ""],
        ["calculate", "echo", "", "", "", "", "", "", "", "concat('m', ${words})"],
        ["calculate", "moment", "", "", "", "", "", "", "", "now()"],
        ["calculate", "twice", "", "", "", "", "", "", "", "${how_many} * 2"],
        ["start", "start", "", "", "", "", "", "", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::العربية (ar)"],
        ["yn", "y", "Yes", "نعم"], ["yn", "n", "No", "لا"],
    ],
    "settings": [["form_title", "default_language"], ["A form", "English (en)"]],
}  # fmt: skip


# A picture and a sound beside a question, a picture beside one of many choices.
SHOWN = {
    "survey": [
        ["type", "name", "label", "media::image", "media::audio"],
        ["select_one places", "where", "Where would you go?", "map.png", "map.wav"],
        ["select_multiple places", "also", "And also?", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label", "media::image"],
        *[["places", f"p{n}", f"Place {n}", "door.png" if n == 1 else ""] for n in range(1, 15)],
    ],
}


def version_of(organisation, sheets=FORM, state="published", files=None):
    made = convert(sheets, lists=files or {})
    assert made.stands, made.problems
    questionnaire = Questionnaire.objects.create(
        organisation=organisation, title="Form", made_at=NOW
    )
    row = Version.objects.create(
        questionnaire=questionnaire, number=1, state=state, sheets=made.sheets, xform=made.xform,
        itemsets=made.itemsets, languages=languages(made.sheets), made_at=NOW,
    )  # fmt: skip
    for name, text in (files or {}).items():
        row.files.create(name=name, text=text)
    return row


def no_longer_answerable(version):
    """As one from before our engine was asked at the import: a rule of it cannot be worked out."""
    before = version.xform
    version.xform = before.replace('relevant="', 'relevant="foo() and ', 1)
    assert version.xform != before
    version.save(update_fields=["xform"])


def collection_of_version(cast, version, **more):
    holder = Holder.objects.get(pk=cast.service.post.key_holder)
    told = {"anonymous": True, "editable": False, "closes": None, **more}
    return actions.open_collection(
        version=version, team=[holder], by=cast.lead.pk, now=timezone.now(), **told
    )


def collection_of(cast, sheets=FORM, files=None, **more):
    return collection_of_version(cast, version_of(cast.service, sheets, files=files), **more)


def invited(cast, collection, **group):
    return actions.invite(collection=collection, group=group, by=cast.lead.pk, now=timezone.now())


def picture():
    """One red point, with a note that says where it was taken."""

    def chunk(name, content):
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    return b"".join([
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        chunk(b"tEXt", b"Location\x00PLACEMARK"),
        chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")),
        chunk(b"IEND", b""),
    ])  # fmt: skip


def waves():
    """A tenth of a second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 800)
    return out.getvalue()


class _Fields(HTMLParser):
    """The fields of the form with id "page", as a browser sees them."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.buttons, self.inside, self.select = [], [], False, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.inside = self.inside or (tag == "form" and "action" in told)
        if tag == "select":
            self.select = {**told, "tag": "select", "options": [], "value": ""}
            self.fields.append(self.select)
        elif tag == "option" and self.select is not None:
            self.select["options"].append(told.get("value", ""))
            if "selected" in told:
                self.select["value"] = told.get("value", "")
        elif tag in ("input", "textarea"):
            self.fields.append({"type": "text", "value": "", **told, "tag": tag})
        elif tag == "button":
            self.buttons.append(told.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None

    def handle_data(self, text):
        if (self.get_starttag_text() or "").startswith("<textarea"):
            self.fields[-1]["value"] = text


FILLED = {"date": "2024-05-01", "month": "2024-05", "time": "09:30", "file": None,
          "datetime-local": "2024-05-01T09:30"}  # fmt: skip


class Filler:
    """Goes through the pages by a client without cookies, answering everything."""

    def __init__(self, address, client=None, text="words"):
        self.client, self.address, self.text = client or Client(), address, text
        self.page = ""
        self.trail = []

    def get(self, query=""):
        return self.took(self.client.get(self.address + query))

    def took(self, answer):
        self.answer, self.page = answer, answer.content.decode()
        return self.page

    @property
    def fields(self):
        return _Fields(self.page).fields

    @property
    def buttons(self):
        return _Fields(self.page).buttons

    def standing(self):
        """What the page would send as it stands."""
        sent = {}
        for one in self.fields:
            kind = one["type"] if one["tag"] == "input" else one["tag"]
            if not one.get("name") or kind == "file":
                continue
            if kind in ("radio", "checkbox") and "checked" not in one:
                continue
            sent.setdefault(one["name"], []).append(one["value"] or "")
        return sent

    def filled(self):
        """What it would send with everything answered."""
        sent, ranks = self.standing(), {}
        for one in self.fields:
            name, kind = one.get("name"), one["type"] if one["tag"] == "input" else one["tag"]
            wrong = "aria-invalid" in one
            if not name or not name.startswith("/"):
                continue
            if name in sent and any(sent[name]) and not wrong:
                continue
            if kind in ("radio", "checkbox"):
                if one["value"]:
                    sent[name] = [one["value"]]
            elif kind == "select":
                values = [value for value in one["options"] if value]
                at = ranks[name] = ranks.get(name, -1) + 1
                sent[name] = [*sent.get(name, []), *values[at : at + 1]]
            elif kind == "file":
                wanted = one.get("accept", "")
                sent[name] = [self.file(wanted)]
            elif one.get("inputmode"):
                sent[name] = ["3"]
            else:
                # A form may want a day to come: what did not fit is tried otherwise.
                sent[name] = [
                    "2031-05-01" if wrong and kind == "date" else FILLED.get(kind, self.text)
                ]
        return {name: [v for v in values if v != ""] or [""] for name, values in sent.items()}

    def file(self, accept):
        if "image/png" in accept:
            return SimpleUploadedFile("home.png", picture())
        if "audio" in accept:
            return SimpleUploadedFile("a.wav", waves())
        return SimpleUploadedFile("a.mp4", b"\x00\x00\x00\x0cftypmp42")

    def post(self, go, address=None, **more):
        sent = {**self.standing(), **more, "go": go}
        return self.send(sent, address)

    def send(self, sent, address=None):
        return self.took(self.client.post(address or self.address, sent, follow=True))

    def to_the_end(self, most=200):
        """Answers every page; returns the page before sending."""
        for _turn in range(most):
            if 'value="send"' in self.page:
                return self.page
            self.trail.append(self.page)
            self.send({**self.filled(), "go": "next"})
        raise AssertionError("no end: " + self.page)


def begin(token, language="en", **more):
    filler = Filler(f"/{language}" + reverse("answer", args=[token]).removeprefix("/en"), **more)
    filler.get()
    filler.post("page:0")
    return filler


def started(cast, sheets=FORM, language="en", **more):
    """An invitation, its link, and somebody who stands at the first question."""
    collection = collection_of(cast, sheets, **more)
    row, token = invited(cast, collection, country="es")
    return row, token, begin(token, language)
