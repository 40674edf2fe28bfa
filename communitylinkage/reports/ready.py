"""The ready template of a report: kinds, headings and guidance, by language. Plain data.

The order follows what the funder's forms for periodic reports ask (part B, technical report):
summary, work done, results and figures, deviations, risks, then annexes.
"""

from communitylinkage.reports.rules.sections import Kind

Words = dict[str, str]
SECTIONS: tuple[tuple[Kind, Words, Words], ...] = (
    (Kind.NARRATIVE, {
        "en": "Summary", "es": "Resumen", "ar": "الخلاصة",
    }, {
        "en": "In half a page: what was done, what changed for women, what comes next.",
        "es": "En media página: qué se hizo, qué cambió para las mujeres, qué viene ahora.",
        "ar": "في نصف صفحة: ما الذي أُنجز، وما الذي تغيّر للنساء، وما الآتي.",
    }),
    (Kind.INDICATORS, {
        "en": "What was reached", "es": "Qué se alcanzó", "ar": "ما الذي تحقّق",
    }, {
        "en": "Say what the figures do not say, and why a target is late or missed.",
        "es": "Di lo que las cifras no dicen, y por qué una meta va tarde o no se alcanzó.",
        "ar": "اكتبي ما لا تقوله الأرقام، ولماذا تأخّر هدف أو لم يتحقّق.",
    }),
    (Kind.NARRATIVE, {
        "en": "Work done, and what was done otherwise",
        "es": "Trabajo realizado, y lo que se hizo de otra manera",
        "ar": "العمل المُنجز، وما أُنجز بطريقة أخرى",
    }, {
        "en": "By work package: what was planned, what was done, what differed and why.",
        "es": "Por paquete de trabajo: qué se planeó, qué se hizo, qué cambió y por qué.",
        "ar": "لكل حزمة عمل: ما خُطّط له، وما أُنجز، وما اختلف ولماذا.",
    }),
    (Kind.DELIVERABLES, {
        "en": "Deliverables", "es": "Entregables", "ar": "المُخرجات",
    }, {}),
    (Kind.MILESTONES, {
        "en": "Milestones", "es": "Hitos", "ar": "المعالم",
    }, {}),
    (Kind.RISKS, {
        "en": "Risks", "es": "Riesgos", "ar": "المخاطر",
    }, {}),
    (Kind.DAYS, {
        "en": "Days of work", "es": "Días de trabajo", "ar": "أيام العمل",
    }, {}),
    (Kind.NEEDS, {
        "en": "What services and communities said they need",
        "es": "Qué dijeron necesitar los servicios y las comunidades",
        "ar": "ما قالت الخدمات والمجتمعات إنها تحتاج إليه",
    }, {}),
    (Kind.GAPS, {
        "en": "Where help is missing", "es": "Dónde falta ayuda", "ar": "أين تنقص المساعدة",
    }, {
        "en": "Say what the programme does about it.",
        "es": "Di qué hace el programa al respecto.",
        "ar": "اكتبي ما الذي يفعله البرنامج حيال ذلك.",
    }),
    (Kind.EVENTS, {
        "en": "Events", "es": "Eventos", "ar": "الفعاليات",
    }, {}),
    (Kind.PUBLICATIONS, {
        "en": "Publications", "es": "Publicaciones", "ar": "المنشورات",
    }, {}),
    (Kind.NARRATIVE, {
        "en": "What stays after the programme",
        "es": "Qué queda después del programa",
        "ar": "ما الذي يبقى بعد البرنامج",
    }, {
        "en": "Who goes on with what, and who pays for it.",
        "es": "Quién sigue con qué, y quién lo paga.",
        "ar": "من يواصل ماذا، ومن يدفع تكلفته.",
    }),
    (Kind.DEFINITIONS, {
        "en": "Annex: how each figure is counted",
        "es": "Anexo: cómo se cuenta cada cifra",
        "ar": "ملحق: كيف يُعدّ كل رقم",
    }, {}),
)  # fmt: skip
