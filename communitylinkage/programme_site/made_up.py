"""The made-up pages of the demo's programme. Plain data."""

FUNDING, AUTHORITY = "eu_co", ""
# A kind, and its title and text by language.
PAGES: tuple[tuple[str, dict[str, tuple[str, str]]], ...] = (
    ("about", {
        "en": ("Linking services and communities",
               "Services that help, and communities of migrant women, often do not know each "
               "other. This programme brings them together in four countries.\n\n"
               "# What we do\n"
               "- Trained women of the communities go along, in the language that is spoken.\n"
               "- Services and communities agree who does what, and keep to it.\n"
               "- What works in one country is tried in another.\n\n"
               "# Who can use it\n"
               "Anybody may read, take over and ask. No account is needed."),
        "es": ("Unir servicios y comunidades",
               "Los servicios que ayudan y las comunidades de mujeres migrantes muchas veces no se "
               "conocen. Este programa los une en cuatro países.\n\n"
               "# Qué hacemos\n"
               "- Mujeres formadas de las comunidades acompañan, en la lengua que se habla.\n"
               "- Servicios y comunidades acuerdan quién hace qué, y lo cumplen.\n"
               "- Lo que funciona en un país se prueba en otro.\n\n"
               "# Para quién es\n"
               "Cualquiera puede leer, tomar ideas y preguntar. No hace falta cuenta."),
        "ar": ("ربط الخدمات بالمجتمعات",
               "كثيرًا ما لا تعرف الخدماتُ التي تساعد ومجتمعاتُ النساء المهاجرات بعضُها بعضًا. يجمع "
               "هذا البرنامج بينها في أربعة بلدان.\n\n"
               "# ماذا نفعل\n"
               "- نساء مدرَّبات من المجتمعات يرافقن بلغة من يحتجن إليهن.\n"
               "- تتفق الخدمات والمجتمعات على من يفعل ماذا، وتلتزم به.\n"
               "- ما ينجح في بلد نجرّبه في بلد آخر.\n\n"
               "# لمن هذا\n"
               "يمكن لأي شخص أن يقرأ ويستفيد ويسأل. لا حاجة إلى حساب."),
    }),
    ("partners", {
        "en": ("Who takes part",
               "Two organisations in each country: a service, and one of the communities. All "
               "names are made up."),
        "es": ("Quién participa",
               "Dos organizaciones en cada país: un servicio y una de las comunidades. Todos los "
               "nombres son inventados."),
        "ar": ("من يشارك",
               "منظمتان في كل بلد: خدمة ومنظمة من المجتمعات. كل الأسماء مُختلَقة."),
    }),
    ("results", {
        "en": ("What came of it so far",
               "Each number leads to the page on which you can see how it was counted."),
        "es": ("Qué se ha logrado hasta ahora",
               "Cada cifra lleva a la página donde se ve cómo se contó."),
        "ar": ("ما تحقق حتى الآن", "كل رقم يقود إلى الصفحة التي ترون فيها كيف جرى عدّه."),
    }),
    ("campaign", {
        "en": ("Ask your neighbour how she is",
               "A campaign in four countries: in shops, at the doctor's, on the bus. It says one "
               "thing: ask, listen, and do not decide for her."),
        "es": ("Pregúntale a tu vecina cómo está",
               "Una campaña en cuatro países: en tiendas, en el médico, en el autobús. Dice una "
               "sola cosa: pregunta, escucha y no decidas por ella."),
        "ar": ("اسألي جارتك كيف حالها",
               "حملة في أربعة بلدان: في المتاجر وعند الطبيب وفي الحافلة. تقول شيئًا واحدًا: اسألي "
               "واستمعي ولا تقرري بدلًا عنها."),
    }),
)  # fmt: skip
# Days ago, and title and text by language; the second is missing in Arabic on purpose.
NEWS: tuple[tuple[int, dict[str, tuple[str, str]]], ...] = (
    (90, {
        "en": ("The first practice crossed a border",
               "Tea on Thursdays, from Spain, is now made in Italy too.\n\nAfter three months they "
               "say: it works here."),
        "es": ("La primera práctica cruzó una frontera",
               "El té de los jueves, de España, ya se hace también en Italia.\n\nA los tres meses "
               "dicen: aquí funciona."),
        "ar": ("أول ممارسة عبرت الحدود",
               "شاي أيام الخميس من إسبانيا صار يُقدَّم في إيطاليا أيضًا.\n\nبعد ثلاثة أشهر يقولون: "
               "إنه ينجح هنا."),
    }),
    (30, {
        "en": ("A town keeps its promise",
               "All twelve forms of the town came out in Arabic. Read what else was promised, and "
               "what became of it."),
        "es": ("Una ciudad cumple su promesa",
               "Los doce formularios de la ciudad salieron en árabe. Lee qué más se prometió y qué "
               "fue de ello."),
    }),
    (4, {
        "en": ("We look for women who want to learn to go along",
               "The next course begins in spring. No certificate is needed to begin."),
        "es": ("Buscamos mujeres que quieran aprender a acompañar",
               "El próximo curso empieza en primavera. No hace falta ningún título para empezar."),
        "ar": ("نبحث عن نساء يردن أن يتعلمن المرافقة",
               "تبدأ الدورة القادمة في الربيع. لا حاجة إلى شهادة للبدء."),
    }),
)  # fmt: skip
DRAFT = ("A page about interpreters (draft)", "We write this together until the end of the month.")
