"""Twelve practices of the demo, all made up: what made-up organisations do well. Plain data."""

from dataclasses import dataclass, field

Words = tuple[
    str, str, str, str, str, str, str
]  # title, problem, whom, done, needs, showed, failed


@dataclass(frozen=True, slots=True)
class Made:
    """A practice: whose, what it answers, its words by language.

    `taken`: by whom, months ago, and what it showed after three months and after a year.
    """

    organisation: str
    topics: tuple[str, ...]
    rights: str
    words: dict[str, Words]
    taken: tuple[tuple[str, int, tuple[str, ...]], ...] = field(default_factory=tuple)


PRACTICES = (
    Made("Casa Faro (made up)", ("trust", "detection", "information"), "cc-by", {
        "en": (
            "Tea on Thursdays",
            "Women of the quarter did not know the service, or thought it was an office.",
            "For women who meet in the community centre; a mentor and a social worker do it.",
            "Every Thursday both sit in the centre with tea, without an agenda and without a list. "
            "Who wants to talk alone goes for a walk with one of them.",
            "A room that women know already, tea, three hours a week of two people.",
            "In half a year eleven women came to the service through it; in the year before, one.",
            "Posters brought nobody. An interpreter whom nobody knew made everybody silent.",
        ),
        "es": (
            "Té de los jueves",
            "Las mujeres del barrio no conocían el servicio, o creían que era una oficina.",
            "Para las mujeres que se reúnen en el centro; lo hacen una mentora y una trabajadora "
            "social.",
            "Cada jueves las dos están en el centro con té, sin orden del día y sin lista. Quien "
            "quiere hablar a solas sale a pasear con una de ellas.",
            "Una sala que las mujeres ya conocen, té, tres horas a la semana de dos personas.",
            "En medio año llegaron once mujeres al servicio; el año anterior, una.",
            "Los carteles no trajeron a nadie. Una intérprete desconocida hizo callar a todas.",
        ),
        "ar": (
            "شاي أيام الخميس",
            "لم تكن نساء الحيّ يعرفن الخدمة، أو كنّ يظننّها مكتبًا.",
            "للنساء اللواتي يجتمعن في المركز؛ تقوم به مرشدة وعاملة اجتماعية.",
            "كل خميس تجلسان في المركز مع الشاي، بلا برنامج وبلا قائمة. من تريد أن تتكلم وحدها تخرج "
            "لتمشي مع إحداهما.",
            "غرفة تعرفها النساء، وشاي، وثلاث ساعات في الأسبوع من شخصين.",
            "في نصف سنة جاءت إلى الخدمة إحدى عشرة امرأة؛ في السنة التي قبلها واحدة.",
            "الملصقات لم تأتِ بأحد. ومترجمة لا يعرفنها أسكتت الجميع.",
        ),
    }, (("Porta Aperta (made up)", 14, ("works", "changed")), ("Most (made up)", 5, ("changed",)))),
    Made("Casa Faro (made up)", ("procedures", "interpreters"), "cc-by-sa", {
        "en": (
            "Ten minutes before",
            "Interpreter and social worker met for the first time in front of the woman.",
            "For every first talk with an interpreter.",
            "They telephone ten minutes before: which words, which seat, what never to translate "
            "for a relative. The same after the talk.",
            "Twenty minutes paid to the interpreter.",
            "Talks that broke off fell from one in five to one in twenty.",
            "A written sheet instead of the call was not read.",
        ),
        "es": (
            "Diez minutos antes",
            "La intérprete y la trabajadora social se conocían delante de la mujer.",
            "Para cada primera conversación con intérprete.",
            "Se llaman diez minutos antes: qué palabras, qué silla, qué no traducir nunca para un "
            "familiar. Lo mismo después.",
            "Veinte minutos pagados a la intérprete.",
            "Las conversaciones interrumpidas bajaron de una de cada cinco a una de cada veinte.",
            "Una hoja escrita en vez de la llamada no se leía.",
        ),
    }, (("Fos (made up)", 13, ("works", "works")), ("Luč (made up)", 4, ("not_yet",)))),
    Made("Mujeres en Camino (made up)", ("childcare", "taking_part"), "cc-by", {
        "en": (
            "Children next door",
            "Mothers did not come, because nobody looked after the children.",
            "For every meeting of the group.",
            "Two women of the group are paid to play with the children in the next room; the door "
            "stays open.",
            "A second room, eighteen euros an hour, a box of toys.",
            "Twice as many mothers came, and they stayed to the end.",
            "A nursery in another house: nobody left a child there.",
        ),
    }, (("Voci Vicine (made up)", 7, ("works",)),)),
    Made("Porta Aperta (made up)", ("legal", "information"), "cc-by-nc", {
        "en": (
            "A lawyer at the market",
            "Women without papers did not dare to enter a law office.",
            "For women with and without papers, on market days.",
            "A lawyer and a mentor stand between the stalls. Nobody gives a name; an answer fits "
            "on a card in five languages.",
            "A lawyer for two mornings a month, printed cards.",
            "Forty questions in three months, and seven women came to the office afterwards.",
            "With a banner of the town, people walked round us.",
        ),
        "it": (
            "Un'avvocata al mercato",
            "Le donne senza documenti non osavano entrare in uno studio legale.",
            "Per donne con e senza documenti, nei giorni di mercato.",
            "Un'avvocata e una mentora stanno tra i banchi. Nessuna dice il nome; la risposta sta "
            "su un biglietto in cinque lingue.",
            "Un'avvocata per due mattine al mese, biglietti stampati.",
            "Quaranta domande in tre mesi, e sette donne sono poi venute nello studio.",
            "Con lo striscione del comune la gente ci girava intorno.",
        ),
    }, (("Casa Faro (made up)", 8, ("works",)), ("Gefyra (made up)", 2, ()))),
    Made("Porta Aperta (made up)", ("detection", "training"), "cc-by", {
        "en": (
            "One question at the health card",
            "Midwives saw every woman once, and did not know what to ask.",
            "For midwives and nurses who renew health cards.",
            "Mentors teach one question and what comes after each answer, in two hours, by acting "
            "it out.",
            "Two mentors, two hours, a quiet corner.",
            "The question was asked in eight of ten talks half a year later.",
            "A film instead of the mentors: two of ten asked.",
        ),
    }),
    Made("Voci Vicine (made up)", ("mediation", "accompanying"), "cc-by-sa", {
        "en": (
            "The second visit together",
            "Women went once to a service, and not again.",
            "For women who were at a service for the first time.",
            "A mentor calls the next day and goes along the second time, not the first.",
            "A mentor for two hours each.",
            "Seven of ten went a second time; before it was four.",
            "Going along the first time too made some women silent about their family.",
        ),
        "it": (
            "La seconda visita insieme",
            "Le donne andavano una volta al servizio, e poi mai più.",
            "Per donne che sono state al servizio la prima volta.",
            "Una mentora chiama il giorno dopo e accompagna la seconda volta, non la prima.",
            "Una mentora per due ore ciascuna.",
            "Sette su dieci sono tornate; prima erano quattro.",
            "Accompagnare già la prima volta faceva tacere alcune sulla famiglia.",
        ),
    }, (("Mujeres en Camino (made up)", 15, ("works", "works")),)),
    Made("Fos (made up)", ("digital", "information"), "cc0", {
        "en": (
            "The telephone hour",
            "Telephones were shared, and told where a woman was.",
            "For women with a telephone that somebody else knows too.",
            "Once a week a helper shows, on a telephone of ours, where places and accounts are "
            "shared; each woman decides at home what she changes.",
            "Two telephones, a helper who was trained for a day.",
            "Nine of twelve women found something that they had not known.",
            "Changing settings at once: one husband saw it the same evening. Never do that.",
        ),
        "el": (
            "Η ώρα του τηλεφώνου",
            "Τα τηλέφωνα ήταν κοινά και έδειχναν πού βρίσκεται μια γυναίκα.",
            "Για γυναίκες των οποίων το τηλέφωνο το ξέρει και κάποιος άλλος.",
            "Μία φορά την εβδομάδα μια βοηθός δείχνει, σε δικό μας τηλέφωνο, πού μοιράζονται "
            "τοποθεσίες και λογαριασμοί· η καθεμιά αποφασίζει στο σπίτι τι αλλάζει.",
            "Δύο τηλέφωνα, μια βοηθός με μία μέρα εκπαίδευσης.",
            "Εννιά στις δώδεκα βρήκαν κάτι που δεν ήξεραν.",
            "Να αλλάζουμε ρυθμίσεις αμέσως: ένας σύζυγος το είδε το ίδιο βράδυ. Ποτέ.",
        ),
    }, (("Most (made up)", 6, ("works",)), ("Casa Faro (made up)", 3, ()))),
    Made("Fos (made up)", ("support_for_helpers", "staff"), "cc-by", {
        "en": (
            "Friday at four",
            "Helpers carried what they heard into the weekend.",
            "For mentors and professionals who listen.",
            "Every Friday at four somebody from outside asks three questions; nobody talks about a "
            "woman.",
            "An hour a week, somebody from another organisation.",
            "Nobody left the team in a year; the year before, three did.",
            "When the head of the team asked the questions, nobody answered.",
        ),
    }, (("Luč (made up)", 9, ("works",)),)),
    Made("Gefyra (made up)", ("interpreters", "training"), "ask", {
        "en": (
            "Interpreters from the neighbourhood, from elsewhere",
            "An interpreter from the same village knew the family.",
            "For languages with few speakers.",
            "We train women of one town for the telephone of another: nobody knows anybody.",
            "Two towns that agree, forty hours of training.",
            "Talks in Bengali and Urdu within an hour on workdays.",
            "Video: women did not want to be seen.",
        ),
    }, (("Porta Aperta (made up)", 1, ()),)),
    Made("Luč (made up)", ("premises", "trust"), "cc-by", {
        "en": (
            "The library's back room",
            "Whoever entered our house was seen by the street.",
            "For first talks.",
            "The library lends a room behind the children's books; one comes with a book and goes "
            "with a book.",
            "A library that keeps silent, a key.",
            "Half of the first talks are there now.",
            "A sign on the door, even a small one.",
        ),
        "sl": (
            "Zadnja soba v knjižnici",
            "Kdor je vstopil v našo hišo, ga je videla vsa ulica.",
            "Za prve pogovore.",
            "Knjižnica posodi sobo za otroškimi knjigami; ženska pride s knjigo in s knjigo odide.",
            "Knjižnica, ki molči, in ključ.",
            "Polovica prvih pogovorov je zdaj tam.",
            "Napis na vratih, tudi majhen.",
        ),
    }, (("Gefyra (made up)", 10, ("works",)), ("Mujeres en Camino (made up)", 4, ("changed",)))),
    Made("Luč (made up)", ("procedures", "trust"), "cc-by", {
        "en": (
            "The sheet of whom we must tell",
            "Women stayed away, because they thought everything was reported.",
            "For women who ask what happens with what they say.",
            "One page in four languages: whom the service must tell, whom never. It is read before "
            "the first question.",
            "An afternoon with a lawyer.",
            "Fewer women left before the talk began.",
            "Small print. It is one page in large letters now.",
        ),
    }),
    Made("Most (made up)", ("taking_part", "information"), "cc-by-nc-sa", {
        "en": (
            "Voice messages instead of leaflets",
            "Leaflets lay about, and some women do not read.",
            "For women who read little.",
            "Women of the community speak thirty seconds in their own language; they go from "
            "telephone to telephone.",
            "A quiet room, an afternoon, a mentor who listens to each first.",
            "Three hundred telephones in two weeks, as far as we could ask.",
            "A message with our number was found by a husband. Now there is no number in it.",
        ),
    }, (("Voci Vicine (made up)", 6, ("works",)), ("Fos (made up)", 5, ("stopped",)))),
)  # fmt: skip
# The place in the list above of what is withdrawn after others took it over, and why.
WITHDRAWN = 11
REASON = (
    "A message without a number was still recognised by its voice. Until we know how to avoid "
    "that, please stop sending them."
)
# Who changed what for itself, why, and the words that differ.
ADAPTED = (
    "Gefyra (made up)", 3,
    "There is no market in our quarter. The lawyer sits in the laundry, because women wait there.",
    {"title": "A lawyer at the laundry"},
)  # fmt: skip
SAID = {
    "clear": "I told it to a colleague without looking at it again.",
    "safe": "Nobody is named, and nothing is left behind that could be found.",
    "works": "The numbers are small, but they say how they were counted.",
    "taken_over": "We could do it next month with what we have.",
    "takes_part": "Women of the community thought it out, and say so.",
}
TOLD = {
    "works": "It goes as described.",
    "changed": "It works, after we chose another day and a smaller room.",
    "not_yet": "We have not found the people yet.",
    "stopped": "We stopped, because two women asked us to.",
}
QUESTION = "What do you say when a relative comes in during the tea?"
ANSWER = "That it is tea. There is always something to sew on the table."
