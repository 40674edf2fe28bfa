"""The demo's campaign: what it says, on which papers, and what its channels reached. Made up."""

from dataclasses import dataclass

Words = tuple[str, str, str]
NAME, LANGUAGE = "A neighbour who listens", "en"
MESSAGES: dict[str, dict[str, Words]] = {
    "women": {
        "en": (
            "A neighbour who listens",
            "New here? Something at home that weighs on you? Women from your own community know "
            "the way to people who help. It costs nothing, and nobody asks for your papers.",
            "Talk to us, in your language",
        ),
        "es": (
            "Una vecina que escucha",
            "¿Acabas de llegar? ¿Algo en casa te pesa? Mujeres de tu propia comunidad conocen el "
            "camino hacia quien ayuda. No cuesta nada y nadie pide tus papeles.",
            "Habla con nosotras, en tu lengua",
        ),
        "ar": (
            "جارة تُصغي إليكِ",
            "هل وصلتِ حديثًا؟ هل هناك شيء في البيت يثقل عليكِ؟ نساء من مجتمعكِ يعرفن الطريق إلى من "
            "يساعد. لا يكلّف شيئًا، ولا يسأل أحد عن أوراقكِ.",
            "تحدّثي معنا بلغتكِ",
        ),
    },
    "around": {
        "en": (
            "You noticed something",
            "You need not know what to do. Ask how she is, listen, and tell her that there are "
            "people who help in her language. Do not decide for her.",
            "See what a neighbour can do",
        ),
        "es": (
            "Te has dado cuenta de algo",
            "No hace falta que sepas qué hacer. Pregunta cómo está, escucha y dile que hay quien "
            "ayuda en su lengua. No decidas por ella.",
            "Mira qué puede hacer una vecina",
        ),
        "ar": (
            "لاحظتَ شيئًا",
            "لا يلزم أن تعرف ما العمل. اسألها كيف حالها، وأصغِ إليها، وقل لها إن هناك من يساعد "
            "بلغتها. لا تقرّر عنها.",
            "انظر ماذا يستطيع الجار أن يفعل",
        ),
    },
    "professionals": {
        "en": (
            "She comes with somebody who knows the way",
            "Mentors from migrant women's communities go along to your service. You get time, "
            "language and trust; she gets help that fits.",
            "Ask for a mentor",
        ),
        "es": (
            "Viene con alguien que conoce el camino",
            "Mentoras de las comunidades de mujeres migrantes la acompañan a tu servicio. Ganas "
            "tiempo, lengua y confianza; ella, una ayuda a su medida.",
            "Pide una mentora",
        ),
    },
}
# Kind, group, name.
MATERIALS = (
    ("poster", "women", "Poster of the spring"),
    ("leaflet", "around", "Leaflet for neighbours"),
    ("post", "professionals", "Text for newsletters"),
)
# Which material, country, language, where it hangs, where it leads, and how often opened a week.
ADDRESSES = (
    (0, "ES", "es", "Metro, Barcelona", "/find/", (9, 22, 31, 28, 24, 19, 12, 9, 7, 5)),
    (0, "ES", "ar", "Shops in the Raval", "/find/", (6, 14, 21, 24, 18, 15, 11, 8, 6, 4)),
    (0, "IT", "ar", "Bus stops, Palermo", "/find/", (3, 9, 15, 17, 12, 10, 8, 6, 3, 2)),
    (0, "SI", "en", "Library, Koper", "/find/", (1, 4, 6, 5, 5, 3, 2, 2, 1, 1)),
    (1, "GR", "en", "Health centre, Athens", "campaign", (4, 9, 11, 12, 8, 7, 5, 4, 3, 2)),
    (1, "GR", "ar", "Language school, Athens", "/help-lines/", (7, 13, 18, 17, 12, 9, 7, 5, 4, 3)),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A channel and its one figure. `export`: it comes as a platform's file."""

    name: str
    kind: str
    side: str
    country: str
    how: str
    number: int
    method: str
    margin: int = 0
    times: int | None = 1
    export: bool = False


CHANNELS = (
    Made(
        "Posters in the metro of Barcelona", "posters", "population", "ES", "estimated", 4000,
        "Two of us counted for three hours at two stations who stopped to read, times the hours "
        "that they are open. Between days it differed by 15 of 100.", margin=15,
    ),
    Made(
        "Social network, Spain", "network", "population", "ES", "reported", 4200,
        "Accounts reached over the whole campaign, as the platform exports it. A person with two "
        "accounts is in it twice.", margin=5, export=True,
    ),
    Made(
        "Social network, Italy", "network", "population", "IT", "reported", 3600,
        "Accounts reached over the whole campaign, as the platform exports it.", margin=5,
        export=True,
    ),
    Made(
        "Leaflets in Athens", "leaflets", "population", "GR", "counted", 1800,
        "Leaflets handed from hand to hand: packets opened, minus what was left. Nobody was given "
        "more than two.", times=2,
    ),
    Made(
        "Radio in Koper", "press", "population", "SI", "estimated", 2400,
        "Listeners of that hour, from the station's own survey of last year.", margin=20,
    ),
    Made(
        "Evenings in community centres", "event", "population", "", "counted", 260,
        "Counted at the door with a hand counter; one evening in each centre.",
    ),
    Made(
        "Talks in schools of Koper", "event", "population", "SI", "counted", 180,
        "Parents counted in the room by the teacher.",
    ),
    Made(
        "Our short addresses", "visits", "population", "", "counted", 0,
        "Counted by the site on each day: openings, not people.", times=None,
    ),
    Made(
        "Newsletter of the services", "letter", "stakeholders", "", "reported", 820,
        "Opened by so many addresses, says the program that sends it.", margin=5, export=True,
    ),
    Made(
        "Training days", "event", "stakeholders", "", "counted", 190,
        "Signed in at the door, each once for all days.",
    ),
    Made(
        "Our conferences", "doors", "stakeholders", "", "counted", 0,
        "Checked in at the door by the ticket, each once at each conference.",
    ),
    Made(
        "Meetings with people who decide", "event", "stakeholders", "", "counted", 34,
        "Those in the minutes, each once.",
    ),
)  # fmt: skip
_FAR = "Another country: only who travelled in these weeks."
# Of which two channels, at least, at most, whether lists were compared, and how that is known.
OVERLAPS: tuple[tuple[int, int, int, int, bool, str], ...] = (
    (0, 1, 500, 1000, False, "Of 100 people asked at the metro, between 13 and 24 had seen it in "
                             "the network too."),
    *((one, other, 0, 50, False, _FAR)
      for one, other in ((0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4))),
    (5, 6, 0, 20, True, "The teacher asked who had been at the evening in Koper: twenty hands."),
    (8, 9, 60, 60, True, "The list of addresses and the sign-in sheets were compared."),
)  # fmt: skip
# Days after the campaign's first, where, what, which material, country, language, whose.
CALENDAR = (
    (0, "network", "First picture, with the voice of a mentor", None, "ES", "es", 0),
    (3, "posters", "Posters in the metro", 0, "ES", "ar", 1),
    (7, "posters", "Posters at bus stops", 0, "IT", "ar", 3),
    (10, "leaflets", "Leaflets at the language school", 1, "GR", "ar", 5),
    (21, "press", "Conversation on the radio", None, "SI", "en", 6),
    (35, "letter", "Text in the newsletter of the services", 2, "ES", "es", 0),
)
# Days from now.
AHEAD = (
    (0, "network", "What we learned, in three sentences", None, "ES", "es", 0),
    (9, "letter", "Thank you, with the figures", None, "IT", "en", 2),
)
