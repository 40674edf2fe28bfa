"""Languages by their BCP 47 code: what each calls itself, and which way it is written.

A reader finds her language by its own name, so names are not translated. Source of the names:
Unicode CLDR's autonyms. Direction comes from the code, never from guessing at a text.
"""

OWN_NAMES = {
    "am": "አማርኛ",
    "ar": "العربية",
    "bg": "български",
    "bn": "বাংলা",
    "ca": "català",
    "cs": "čeština",
    "da": "dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "español",
    "et": "eesti",
    "eu": "euskara",
    "fa": "فارسی",
    "fi": "suomi",
    "fr": "français",
    "gl": "galego",
    "he": "עברית",
    "hr": "hrvatski",
    "hu": "magyar",
    "it": "italiano",
    "pl": "polski",
    "prs": "دری",
    "pt": "português",
    "ro": "română",
    "ru": "русский",
    "sl": "slovenščina",
    "so": "Soomaali",
    "sq": "shqip",
    "sr": "српски",
    "sv": "svenska",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "prs", "ps", "ur"})


def own_name(code: str) -> str:
    """What the language calls itself; the code where we do not know it."""
    return OWN_NAMES.get(code, code)


def direction(code: str) -> str:
    """`rtl` or `ltr` for a code such as `ar` or `pt-BR`."""
    return "rtl" if code.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
