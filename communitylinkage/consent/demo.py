"""Consent texts marked "reviewed for the demo only", which a real programme refuses (DESIGN 9)."""

from datetime import date

from communitylinkage.consent import texts
from communitylinkage.consent.models import ConsentText

REVIEWER = "for the demo only"
BODIES = {
    "en": (
        "I will write down what you need, and send it to one service at a time, in the order that "
        "you choose. First the service reads only what you need. It reads your name and how to "
        "reach you only when it says yes.\n\n"
        "Nobody else can read it: not the people who keep the computers, and not my other "
        "colleagues unless you say so.\n\n"
        "Some services must by law tell the police or child protection certain things. I will say "
        "which, before you decide.\n\n"
        "You can stop at any time, and you need not say why. Then the service is locked out at "
        "once. What it has read already, or printed, we cannot take back.\n\n"
        "If you say no, you still get help. Nothing is held against you."
    ),
    "es": (
        "Voy a escribir lo que necesitas y lo enviaré a un servicio cada vez, en el orden que tú "
        "elijas. Primero el servicio lee solo lo que necesitas. Lee tu nombre y cómo hablar "
        "contigo solo cuando dice que sí.\n\n"
        "Nadie más puede leerlo: ni quienes cuidan los ordenadores, ni mis otras compañeras, si tú "
        "no lo dices.\n\n"
        "La ley obliga a algunos servicios a contar ciertas cosas a la policía o a protección de "
        "menores. Te diré a cuáles antes de que decidas.\n\n"
        "Puedes parar en cualquier momento, sin decir por qué. El servicio queda fuera al momento. "
        "Lo que ya ha leído o imprimido no podemos quitárselo.\n\n"
        "Si dices que no, recibes ayuda igual. No tendrá consecuencias para ti."
    ),
    "ar": (
        "سأكتب ما تحتاجين إليه وأرسله إلى جهة واحدة في كل مرة، بالترتيب الذي تختارينه. في البداية "
        "تقرأ الجهة ما تحتاجين إليه فقط. ولا تقرأ اسمك وطريقة الوصول إليك إلا عندما توافق على "
        "مساعدتك.\n\n"
        "لا يستطيع أحد غيرها قراءته: لا من يعتنون بأجهزة الكمبيوتر، ولا زميلاتي الأخريات إلا إذا "
        "سمحتِ بذلك.\n\n"
        "يُلزم القانون بعض الجهات بإبلاغ الشرطة أو حماية الأطفال بأمور معيّنة. سأخبرك بها قبل أن "
        "تقرّري.\n\n"
        "يمكنك التوقف في أي وقت دون أن تقولي السبب. عندها لا تستطيع الجهة القراءة بعد ذلك فورًا. "
        "أما ما قرأته أو طبعته من قبل فلا نستطيع استرجاعه.\n\n"
        "إذا قلتِ لا فستحصلين على المساعدة أيضًا، ولن يُحسب ذلك عليك."
    ),
}


def load(on: date) -> None:
    """Writes the texts once."""
    for language, body in BODIES.items():
        if not ConsentText.objects.filter(language=language).exists():
            text = texts.write(language=language, body=body, demo_only=True)
            texts.review(text=text, name=REVIEWER, on=on)
