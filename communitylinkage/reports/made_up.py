"""The made-up plan and words of the demo's programme. Plain data.

The six packages are the activities that the project promised (needs assessment; training and
research with migrant women; community networking; training of professionals by migrant women;
coordination procedures; conferences, campaign and advocacy) and, before them, its management.
Dates, people's days and evidence are made up.
"""

Words = dict[str, str]
# Number, titles, place of the leading organisation in the demo's list, first and last month.
PACKAGES: tuple[tuple[int, Words, int, int, int], ...] = (
    (1, {"en": "Management and evaluation", "es": "Gestión y evaluación",
         "ar": "الإدارة والتقييم"}, 0, 1, 24),
    (2, {"en": "What services and communities need",
         "es": "Qué necesitan los servicios y las comunidades",
         "ar": "ما تحتاج إليه الخدمات والمجتمعات"}, 2, 1, 8),
    (3, {"en": "Training and research with migrant women",
         "es": "Formación e investigación con mujeres migrantes",
         "ar": "التدريب والبحث مع النساء المهاجرات"}, 4, 4, 18),
    (4, {"en": "Networks of communities and services",
         "es": "Redes de comunidades y servicios", "ar": "شبكات المجتمعات والخدمات"}, 1, 6, 24),
    (5, {"en": "Training of professionals by migrant women",
         "es": "Formación de profesionales por mujeres migrantes",
         "ar": "تدريب المهنيين على أيدي نساء مهاجرات"}, 6, 9, 20),
    (6, {"en": "Coordination procedures and pilot support",
         "es": "Procedimientos de coordinación y apoyo piloto",
         "ar": "إجراءات التنسيق والدعم التجريبي"}, 0, 10, 24),
    (7, {"en": "Conferences, campaign and advocacy",
         "es": "Conferencias, campaña e incidencia",
         "ar": "المؤتمرات والحملة والمناصرة"}, 3, 6, 24),
)  # fmt: skip
D, M = "deliverable", "milestone"
# Package, kind, number, titles, organisation, month in which it was due, how many days after that
# it was done (None: not yet), and what shows it.
ITEMS: tuple[tuple[int, str, int, Words, int, int, int | None, str], ...] = (
    (1, D, 1, {"en": "Plan of evaluation", "es": "Plan de evaluación", "ar": "خطة التقييم"},
     0, 3, -6, "The agreed set of indicators"),
    (1, M, 1, {"en": "All partners met for the first time",
               "es": "Primera reunión de todos los socios", "ar": "أول اجتماع لجميع الشركاء"},
     0, 2, -3, "Minutes of the meeting"),
    (2, D, 1, {"en": "Needs of services in four countries",
               "es": "Necesidades de los servicios en cuatro países",
               "ar": "احتياجات الخدمات في أربعة بلدان"}, 2, 8, 12, "The needs matrix of the round"),
    (2, M, 1, {"en": "Questionnaires answered in every country",
               "es": "Cuestionarios respondidos en todos los países",
               "ar": "أُجيب عن الاستبيانات في كل بلد"}, 2, 6, -2, "Closed rounds"),
    (3, D, 1, {"en": "Course for women who accompany",
               "es": "Curso para mujeres que acompañan", "ar": "دورة للنساء المرافِقات"},
     4, 10, -9, "Course in three languages"),
    (3, M, 1, {"en": "The first women have their certificate",
               "es": "Las primeras mujeres tienen su certificado",
               "ar": "حصلت أوائل النساء على شهاداتهن"}, 4, 12, 20, "List of certificates given"),
    (4, D, 1, {"en": "Map of ties between communities and services",
               "es": "Mapa de lazos entre comunidades y servicios",
               "ar": "خريطة الروابط بين المجتمعات والخدمات"}, 1, 14, -1, "The map, as of its day"),
    (5, D, 1, {"en": "Course for professionals", "es": "Curso para profesionales",
               "ar": "دورة للمهنيين"}, 6, 15, -4, "Course and its tests"),
    (5, M, 1, {"en": "Every country has trained professionals",
               "es": "Hay profesionales formados en cada país",
               "ar": "في كل بلد مهنيون مدرَّبون"}, 6, 20, 5, "Lists of attendance"),
    (6, D, 1, {"en": "Procedures signed in four countries",
               "es": "Procedimientos firmados en cuatro países",
               "ar": "إجراءات موقَّعة في أربعة بلدان"}, 0, 20, None, ""),
    (6, M, 1, {"en": "The pilot of support began", "es": "Empezó el piloto de apoyo",
               "ar": "بدأ الدعم التجريبي"}, 0, 14, 0, "First visit reported"),
    (7, D, 1, {"en": "Recommendations to those who decide",
               "es": "Recomendaciones a quienes deciden", "ar": "توصيات إلى أصحاب القرار"},
     3, 23, None, ""),
    (7, M, 1, {"en": "European conference held", "es": "Conferencia europea celebrada",
               "ar": "عُقد المؤتمر الأوروبي"}, 3, 24, None, ""),
)  # fmt: skip
# Titles, what is done about it, package, likelihood, severity, state, organisation.
RISKS: tuple[tuple[Words, Words, int, int, int, str, int], ...] = (
    ({"en": "Women cannot come to courses because nobody cares for their children",
      "es": "Las mujeres no pueden venir a los cursos porque nadie cuida de sus hijos",
      "ar": "لا تستطيع النساء حضور الدورات لأن لا أحد يرعى أطفالهن"},
     {"en": "Care of children at every session, and short sessions on Saturdays.",
      "es": "Cuidado de niños en cada sesión, y sesiones cortas los sábados.",
      "ar": "رعاية الأطفال في كل جلسة، وجلسات قصيرة أيام السبت."}, 3, 2, 2, "open", 4),
    ({"en": "A service leaves the procedure when its staff changes",
      "es": "Un servicio deja el procedimiento cuando cambia su personal",
      "ar": "تترك خدمةٌ الإجراءَ حين يتبدّل موظفوها"},
     {"en": "The procedure is signed by the organisation, not by a person; new staff learn it.",
      "es": "Firma la organización, no una persona; el personal nuevo lo aprende.",
      "ar": "توقّع المنظمة لا شخص بعينه؛ ويتعلّمه الموظفون الجدد."}, 6, 2, 3, "open", 0),
    ({"en": "Interpreters for rare languages are not found",
      "es": "No se encuentran intérpretes para lenguas poco habladas",
      "ar": "لا يوجد مترجمون للغات النادرة"},
     {"en": "Mentors as bridges; interpreters by telephone, paid from the start.",
      "es": "Mentoras como puente; intérpretes por teléfono, pagadas desde el inicio.",
      "ar": "مرشدات كجسر؛ ومترجمون عبر الهاتف، مدفوعو الأجر من البداية."},
     6, 3, 2, "happened", 1),
)  # fmt: skip
# Days a quarter that each organisation planned in a package it takes part in; what was used is a
# little less or more, by a fixed pattern.
DAYS = {1: "12", 2: "18", 3: "24", 4: "9.5", 5: "16", 6: "20", 7: "7.5"}
USED = ("-2", "0", "1.5", "-0.5", "3")
# Words of the periodic report: of which narrative section of the ready template, by language.
NARRATIVES: dict[int, Words] = {
    0: {
        "en": ("All of this is made up.\n\nIn four countries, services and communities of migrant "
               "women know each other now. Trained women go along, in the language that is "
               "spoken.\n\n# What comes next\n- Sign the procedures that are still drafts.\n"
               "- Hold the European conference."),
        "es": ("Todo esto es inventado.\n\nEn cuatro países, los servicios y las comunidades de "
               "mujeres migrantes ya se conocen. Mujeres formadas acompañan, en la lengua que se "
               "habla.\n\n# Qué viene ahora\n- Firmar los procedimientos que aún son borrador.\n"
               "- Celebrar la conferencia europea."),
        "ar": ("كل هذا مُختلَق.\n\nفي أربعة بلدان صارت الخدمات ومجتمعات النساء المهاجرات يعرف "
               "بعضها بعضًا. نساء مدرَّبات يرافقن باللغة المحكيّة.\n\n# ما الآتي\n"
               "- توقيع الإجراءات التي ما زالت مسوّدات.\n- عقد المؤتمر الأوروبي."),
    },
    1: {
        "en": ("The needs assessment took twelve days longer: services in two countries asked for "
               "more time.\n\nThe course for women who accompany was ready before its day."),
        "es": ("La evaluación de necesidades tardó doce días más: servicios de dos países "
               "pidieron más tiempo.\n\nEl curso para mujeres que acompañan estuvo listo antes "
               "de su fecha."),
        "ar": ("استغرق تقييم الاحتياجات اثني عشر يومًا أكثر: طلبت خدمات في بلدين وقتًا إضافيًا.\n\n"
               "أما دورة النساء المرافِقات فكانت جاهزة قبل موعدها."),
    },
}  # fmt: skip
