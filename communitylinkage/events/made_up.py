"""The made-up events of the demo: four national conferences and a European one. No such people."""

from dataclasses import dataclass, field

# Title, what it is about, how to get there and in.
Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the programme. `begins`: minutes after the event; `places`: None for everybody."""

    begins: int
    lasts: int
    words: dict[str, tuple[str, str]]
    room: str = ""
    interpreted: tuple[str, ...] = ()
    places: int | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An event. `days`: from today; `guests`: who registered; `missing`: who did not come; `asks`:
    the rows of what its form asks besides."""

    organisation: str
    kind: str
    days: int
    place: str
    capacity: int
    guests: int
    spoken: tuple[str, ...]
    words: dict[str, Words]
    parts: tuple[Part, ...]
    missing: int = 0
    minutes: dict[str, str] = field(default_factory=dict)
    asks: dict[str, list[list[str]]] = field(default_factory=dict)


LIFT = "A lift, a quiet room, a toilet for wheelchairs. Travel is paid against the ticket."


def _day(language: str, opening: str, together: str, workshop: str, own: tuple[str, ...],
         room: str = "") -> tuple[Part, ...]:  # fmt: skip
    """The usual day of a national conference, in English and the country's language."""
    heard = ("ar", "en", *own)
    return (
        Part(0, 60, {"en": ("Opening: what women told us", ""), language: (opening, "")},
             room or "Main hall", heard, None,
             ("Marta Demo, coordinator", "Amal Demo, mentor")),
        Part(75, 90, {"en": ("Services and communities at one table", "Three procedures that "
             "were signed, and what became of them."), language: (together, "")},
             room or "Main hall", heard, None, ("Nadia Demo, community association",)),
        Part(240, 90, {"en": ("Workshop: noticing early", "Bring a case, without names."),
             language: (workshop, "")}, "Room 2", own, 6, ("Elena Demo, trainer",)),
    )  # fmt: skip


# What the form of one conference asks besides: who tells something, and how people come.
_LABELS = [f"label::{one}" for one in ("English (en)", "Slovenščina (sl)", "Español (es)",
                                       "العربية (ar)")]  # fmt: skip
ASKS = {
    "survey": [
        ["type", "name", "relevant", "required", "constraint", *_LABELS],
        ["select_one yn", "tells", "", "yes", "",
         "Do you want to tell something at the open table?", "Želiš kaj povedati pri odprti mizi?",
         "¿Quieres contar algo en la mesa abierta?",
         "هل تريدين أن تروي شيئًا على الطاولة المفتوحة؟"],
        ["integer", "minutes", "${tells} = 'y'", "yes", ". >= 1 and . <= 15",
         "How many minutes do you need, at most 15?", "Koliko minut potrebuješ, največ 15?",
         "¿Cuántos minutos necesitas, como máximo 15?", "كم دقيقة تحتاجين، 15 على الأكثر؟"],
        ["select_one ways", "comes_by", "", "", "", "How do you come?", "Kako prideš?",
         "¿Cómo vienes?", "كيف تأتين؟"],
        ["text", "wish", "", "", "", "What should we talk about?", "O čem naj se pogovorimo?",
         "¿De qué deberíamos hablar?", "عمّ ينبغي أن نتحدث؟"],
    ],
    "choices": [
        ["list_name", "name", *_LABELS],
        ["yn", "y", "Yes", "Da", "Sí", "نعم"], ["yn", "n", "No", "Ne", "No", "لا"],
        ["ways", "train", "By train or bus", "Z vlakom ali avtobusom", "En tren o autobús",
         "بالقطار أو الحافلة"],
        ["ways", "car", "By car", "Z avtom", "En coche", "بالسيارة"],
        ["ways", "near", "I live near", "Živim blizu", "Vivo cerca", "أسكن قريبًا"],
    ],
    "settings": [["form_title", "default_language"],
                 ["Before the conference (made up)", "English (en)"]],
}  # fmt: skip
EVENTS: tuple[Made, ...] = (
    Made(
        "Casa Faro (made up)", "national", -60, "Casa Faro, Barcelona", 40, 26, ("es", "ca"),
        {"en": ("Linked: the Spanish conference",
                "A day on how services and communities find each other early.", LIFT),
         "es": ("En red: la conferencia española",
                "Un día sobre cómo los servicios y las comunidades se encuentran a tiempo.",
                "Ascensor, sala tranquila, baño accesible. El viaje se paga con el billete."),
         "ar": ("مترابطات: المؤتمر الإسباني",
                "يوم عن كيفية التقاء الخدمات والجاليات في وقت مبكر.",
                "مصعد وغرفة هادئة ومرحاض مهيأ. يُدفع السفر مقابل التذكرة.")},
        _day("es", "Apertura: lo que nos contaron las mujeres",
             "Servicios y comunidades en una mesa", "Taller: darse cuenta a tiempo", ("es",)),
        missing=4,
        minutes={"en": "Three steps were agreed: one telephone number for mentors, a table twice "
                       "a year, a shared calendar of interpreters.",
                 "es": "Se acordaron tres pasos: un teléfono para mentoras, una mesa dos veces al "
                       "año y un calendario común de intérpretes."},
    ),
    Made(
        "Porta Aperta (made up)", "national", -20, "Porta Aperta, Palermo", 30, 20, ("it",),
        {"en": ("Open doors: the Italian conference",
                "What a service needs so that a woman comes back a second time.", LIFT),
         "it": ("Porte aperte: la conferenza italiana",
                "Di che cosa ha bisogno un servizio perché una donna torni.",
                "Ascensore, stanza tranquilla, bagno accessibile.")},
        _day("it", "Apertura: che cosa ci hanno detto le donne",
             "Servizi e comunità allo stesso tavolo", "Laboratorio: accorgersi in tempo", ("it",)),
        missing=3,
        minutes={"en": "Interpreters are booked before the first talk, not after it.",
                 "it": "Gli interpreti si prenotano prima del primo colloquio, non dopo."},
    ),
    Made(
        "Fos (made up)", "national", 25, "Athens, Demo street 4", 18, 24, ("el",),
        {"en": ("At one table: the Greek conference",
                "Mentors and services show what they do together.", LIFT),
         "el": ("Στο ίδιο τραπέζι: το ελληνικό συνέδριο",
                "Μεντόρισσες και υπηρεσίες δείχνουν τι κάνουν μαζί.",
                "Ασανσέρ, ήσυχη αίθουσα, προσβάσιμη τουαλέτα.")},
        _day("el", "Έναρξη: τι μας είπαν οι γυναίκες", "Υπηρεσίες και κοινότητες μαζί",
             "Εργαστήριο: να το βλέπουμε νωρίς", ("el",)),
    ),
    Made(
        "Most (made up)", "national", 40, "Koper, Demo square 1", 50, 10, ("sl", "it"),
        {"en": ("Bridges: the Slovenian conference",
                "Two languages, one coast: how help crosses a border.", LIFT),
         "sl": ("Mostovi: slovenska konferenca", "Dva jezika, ena obala: kako pomoč prečka mejo.",
                "Dvigalo, tiha soba, dostopno stranišče."),
         "it": ("Ponti: la conferenza slovena", "Due lingue, una costa.",
                "Ascensore, stanza tranquilla.")},
        _day("sl", "Začetek: kaj so nam povedale ženske", "Službe in skupnosti za isto mizo",
             "Delavnica: opaziti dovolj zgodaj", ("sl", "it")),
        asks=ASKS,
    ),
    Made(
        "Casa Faro (made up)", "eu", 75, "Brussels, Demo house", 120, 30, ("en", "fr"),
        {"en": ("Four countries, one link: the European conference",
                "What the four national conferences found, and what we ask of Europe.", LIFT),
         "es": ("Cuatro países, un vínculo: la conferencia europea",
                "Lo que hallaron las cuatro conferencias y lo que pedimos a Europa.",
                "Ascensor, sala tranquila."),
         "ar": ("أربعة بلدان ورابط واحد: المؤتمر الأوروبي",
                "ما وجدته المؤتمرات الوطنية الأربعة وما نطلبه من أوروبا.", "مصعد وغرفة هادئة."),
         "fr": ("Quatre pays, un lien : la conférence européenne",
                "Ce que les quatre conférences ont trouvé, ce que nous demandons à l'Europe.",
                "Ascenseur, salle calme.")},
        (
            *_day("fr", "Ouverture : ce que les femmes nous ont dit",
                  "Services et communautés à la même table", "Atelier : remarquer tôt",
                  ("es", "it", "el", "sl", "fr")),
            Part(360, 60, {"en": ("What we ask of Europe", ""),
                 "fr": ("Ce que nous demandons à l'Europe", "")}, "Main hall",
                 ("ar", "es", "it", "el", "sl", "fr"), None, ("Marta Demo, coordinator",)),
        ),
    ),
)  # fmt: skip
NAMES = (
    "Amal", "Bea", "Chiara", "Dina", "Eleni", "Fatou", "Giulia", "Hanan", "Irena", "Julia",
    "Katja", "Leila", "Maja", "Noor", "Olga", "Petra", "Rosa", "Sana", "Teresa", "Yasmin",
)  # fmt: skip
COMES_FROM = ("service", "community", "authority", "health", "community", "justice", "education",
              "service", "research", "civil")  # fmt: skip
FOOD = ("", "", "nuts", "", "no meat", "", "", "gluten", "", "")
SLIDES = "https://events.example/slides"
WAYS, WISHES = ("train", "car", "near", "train"), ("", "Interpreters at night", "", "")
FELT = ("good", "good", "so_so", "good", "good", "bad", "good")
