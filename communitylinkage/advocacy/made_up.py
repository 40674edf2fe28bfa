"""The made-up demands and promises of the demo, in four countries and Europe. Plain data."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MadeBody:
    """Whom the demo asks: its name, country and level, and whose list it is from."""

    name: str
    country: str
    level: str
    keeper: str


@dataclass(frozen=True, slots=True)
class MadePromise:
    """What a body promised.

    Args:
        body: at which place it stands in BODIES. ago: days since it was said. last: days from now
            to its last day, below zero where it has passed; None: they named none. words: by
            language. became: act, days ago, days from now to the new last day, and words.
    """

    body: int
    ago: int
    last: int | None
    words: dict[str, str]
    became: tuple[tuple[str, int, int | None, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class MadeDemand:
    """What an organisation asks: of whom, what and why by language, on which grounds."""

    organisation: str
    bodies: tuple[int, ...]
    ago: int
    words: dict[str, tuple[str, str]]
    evidence: tuple[tuple[str, str, str], ...]
    met_with: tuple[tuple[int, int, str], ...]  # a body, days from now, what was said
    promises: tuple[MadePromise, ...]


ES, IT, GR, SI = "Casa Faro (made up)", "Porta Aperta (made up)", "Fos (made up)", "Luč (made up)"
BODIES = (
    MadeBody("Ayuntamiento de Villanueva (made up)", "ES", "local", ES),
    MadeBody("Ministerio de Servicios (made up)", "ES", "national", ES),
    MadeBody("Comune di Borgonuovo (made up)", "IT", "local", IT),
    MadeBody("Regione Alta (made up)", "IT", "regional", IT),
    MadeBody("Δήμος Νέας Ακτής (made up)", "GR", "local", GR),
    MadeBody("Občina Novo Polje (made up)", "SI", "local", SI),
    MadeBody("Ministrstvo za pomoč (made up)", "SI", "national", SI),
    MadeBody("Committee on Help for All (made up)", "EU", "european", ES),
)
NEEDS = ("need", "/practices/travelled/", "What services and communities say they need")
PRACTICE = ("practice", "/practices/", "What already works elsewhere")
GAP = ("gap", "/gaps/?country=IT&kind=shelter&situation=night", "Where nobody opens at night")
FINDING = ("finding", "https://research.example.org/waiting", "What women said about waiting "
           "(made up)")  # fmt: skip
SOURCE = ("https://minutes.example.org/", "Minutes of the sitting (made up)")
DEMANDS = (
    MadeDemand(ES, (0, 1), 300, {
        "en": ("Pay an interpreter in every service by next summer",
               "Two of three services have nobody who speaks Arabic or Bengali. Children translate "
               "for their mothers. With an interpreter by telephone nobody would have to."),
        "es": ("Pagar intérpretes en todos los servicios antes del verano",
               "Dos de cada tres servicios no tienen a nadie que hable árabe o bengalí. Los niños "
               "traducen para sus madres. Con intérpretes por teléfono nadie tendría que hacerlo."),
        "ar": ("توفير مترجمة مدفوعة الأجر في كل خدمة قبل الصيف القادم",
               "خدمتان من كل ثلاث ليس فيها من يتكلم العربية أو البنغالية، فيترجم الأطفال لأمهاتهم. "
               "مع مترجمة عبر الهاتف لا يحتاج أحد إلى ذلك."),
    }, (NEEDS, FINDING), ((0, -200, "They know the problem and ask what it costs."),
                          (1, 5, "")), (
        MadePromise(0, 190, -30, {
            "en": "We pay for interpreters in ten services of the town.",
            "es": "Pagamos intérpretes en diez servicios de la ciudad.",
            "ar": "سندفع أجور المترجمات في عشر خدمات في المدينة.",
        }, (("keep_partly", 20, None, "Six of ten services have one."),)),
        MadePromise(0, 190, -120, {
            "en": "The forms of the town come out in Arabic.",
            "es": "Los formularios de la ciudad saldrán en árabe.",
            "ar": "ستصدر استمارات المدينة بالعربية.",
        }, (("keep", 118, None, "All twelve forms are there."),)),
        MadePromise(1, 150, -12, {
            "en": "A national telephone line for interpreters opens.",
            "es": "Se abre una línea telefónica nacional de intérpretes.",
            "ar": "يُفتح خط هاتفي وطني للترجمة.",
        }),
        MadePromise(1, 150, 200, {
            "en": "The law on services names interpreters.",
            "es": "La ley de servicios mencionará a las intérpretes.",
            "ar": "سيذكر قانون الخدمات المترجمات.",
        }),
    )),
    MadeDemand(IT, (2, 3), 280, {
        "en": ("Open one door at night in every district",
               "Who has to leave at night finds every door closed until nine in the morning."),
        "it": ("Una porta aperta di notte in ogni quartiere",
               "Chi deve andarsene di notte trova tutto chiuso fino alle nove."),
    }, (GAP, PRACTICE), ((3, -160, "They want figures first. We sent them."),), (
        MadePromise(2, 170, -60, {"en": "A night desk opens in the old town."},
                    (("postpone", 62, -20, "There is no room yet."),
                     ("break", 15, None, "The budget has no line for it."))),
        MadePromise(3, 160, -90, {"it": "La Regione pubblica un bando per i turni di notte."},
                    (("stay_silent", 80, None, ""),)),
        MadePromise(2, 120, None, {"en": "The town looks for a second room."}),
    )),
    MadeDemand(GR, (4,), 250, {
        "en": ("Accept a woman without papers in the town's doctor's rooms",
               "Women without papers go to nobody, or pay. The law lets the town open its rooms."),
    }, (FINDING, NEEDS), (), (
        MadePromise(4, 140, -45, {"en": "Nobody is asked for papers at the desk."},
                    (("keep", 40, None, "A sign says so in six languages."),)),
        MadePromise(4, 140, -5, {"en": "A woman doctor comes twice a week."}),
    )),
    MadeDemand(SI, (5, 6), 240, {
        "en": ("Somebody who looks after the children during appointments",
               "Half of the women who do not come say that nobody could look after the children."),
    }, (NEEDS, PRACTICE), ((5, -90, "They liked the practice from Spain."),), (
        MadePromise(5, 130, -50, {"en": "A playroom opens beside the social office."},
                    (("keep", 45, None, "It is open three days a week."),)),
        MadePromise(6, 130, 60, {"en": "The cost of looking after children is paid back."}),
        MadePromise(6, 110, -25, {"en": "A letter to all towns explains it."},
                    (("keep_partly", 20, None, "Half of the towns have the letter."),)),
    )),
    MadeDemand(ES, (7,), 200, {
        "en": ("Fund the link between services and communities beyond two years",
               "When a programme ends, trained women and good practices stay behind without a "
               "place."),
        "es": ("Financiar el vínculo entre servicios y comunidades más allá de dos años",
               "Cuando un programa termina, las mujeres formadas y las buenas prácticas se quedan "
               "sin lugar."),
    }, (PRACTICE,), (), (
        MadePromise(7, 80, 300, {"en": "The next call for projects has a part for networks "
                                 "that go on."}),
    )),
)  # fmt: skip
DRAFT = (
    "Teach the police desk in three languages",
    "Who comes to the desk is sent away with a telephone number in one language.",
)
