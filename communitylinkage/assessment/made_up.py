"""Made-up answers for the demo: plausible, the same at every start, each country true to itself.

Pure. Keys are the places of the two instruments on needs; a test answers the questionnaires with
them in the engine, so that they stay what a respondent could have given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

Answers = dict[str, Any]
NEEDS = (
    "need_interpreters", "need_mediation", "need_training", "need_procedures", "need_staff",
    "need_funding", "need_childcare", "need_premises", "need_legal", "need_digital",
    "need_information", "need_support_for_helpers",
)  # fmt: skip
# How urgent each need is in a country, in the order above: the middle of its answers, 0 to 3.
URGENCY = {
    "ES": (2.1, 1.6, 1.2, 0.8, 1.6, 1.8, 1.0, 0.3, 1.4, 0.2, 0.7, 1.5),
    "IT": (1.6, 2.3, 1.5, 1.4, 1.5, 2.1, 1.2, 0.6, 1.9, 0.1, 1.0, 1.1),
    "GR": (2.5, 1.9, 1.8, 2.0, 2.4, 2.5, 1.4, 1.6, 2.1, 1.1, 1.5, 1.9),
    "SI": (2.4, 1.8, 2.0, 2.3, 1.1, 1.0, 0.7, 0.5, 1.5, 0.1, 1.8, 1.0),
}
# What a year of training and agreed steps does, where the work went that way.
EASED = {"need_training": 0.7, "need_procedures": 0.9, "need_mediation": 0.5}
# As the form lists them, which is how answers keep them.
LANGUAGES = [
    "ar",
    "bn",
    "ca",
    "zh",
    "en",
    "fa",
    "fr",
    "el",
    "it",
    "pt",
    "ro",
    "ru",
    "sl",
    "so",
    "es",
    "sq",
    "ti",
    "tr",
    "uk",
    "ur",
]
LOCAL = {"ES": ["es", "ca"], "IT": ["it"], "GR": ["el"], "SI": ["sl"]}
SPOKEN = {
    "ES": ["en", "fr", "ar", "ro"], "IT": ["en", "fr", "ar", "sq"],
    "GR": ["en", "ar", "fa", "sq"], "SI": ["en", "sq", "it"],
}  # fmt: skip
WANTED = {
    "ES": ["ar", "ur", "bn", "zh", "uk"], "IT": ["bn", "ar", "uk", "zh", "ti"],
    "GR": ["fa", "ur", "ar", "fr", "ti"], "SI": ["sq", "uk", "ar", "tr"],
}  # fmt: skip
# written, spoken, none: agreed steps between services and communities.
PROCEDURES = {"ES": (4, 5, 3), "IT": (3, 6, 4), "GR": (1, 4, 8), "SI": (2, 3, 8)}
CLOSE = {"ES": (4, 5, 3, 1), "IT": (4, 4, 3, 2), "GR": (2, 4, 4, 3), "SI": (1, 3, 5, 4)}
ROOM = {"ES": (4, 4, 2, 3), "IT": (3, 5, 3, 2), "GR": (2, 5, 5, 1), "SI": (5, 3, 1, 3)}
OFTEN = ("week", "month", "year", "never")
WORKS = {
    "ES": ["Dos mediadoras están en la entrada dos tardes por semana.",
           "Llamamos a la red antes de la primera cita, no después."],
    "IT": ["Una mediatrice telefona prima del primo colloquio.",
           "Ogni mese ci vediamo con le associazioni, a turno da loro e da noi."],
    "GR": ["Έχουμε κοινή λίστα διερμηνέων με τον δήμο.",
           "Οι γυναίκες του δικτύου μάς εξηγούν τι φοβίζει στην πρώτη επαφή."],
    "SI": ["Kratka navodila v petih jezikih visijo v čakalnici.",
           "Za prvi pogovor rezerviramo dvojni čas in tolmačko."],
}  # fmt: skip
TOLD = {
    "ES": "Acompañamos siempre de dos en dos, y una de nosotras conoce el camino.",
    "IT": "Ci troviamo in cucina: mentre si cucina si parla senza paura.",
    "GR": "Μιλάμε πρώτα για τα χαρτιά, γιατί αυτό ρωτούν όλες.",
    "SI": "Vsaka nova ženska dobi številko ene od nas.",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What one respondent gave: coded answers, sealed words, and whose follow-up it may be."""

    answers: Answers
    texts: dict[str, str]
    number: int
    linked: bool


def _one(dice: Random, codes: Sequence[str], weights: Sequence[float]) -> str:
    return dice.choices(codes, weights)[0]


def _some(dice: Random, codes: Sequence[str], most: int) -> list[str]:
    """Some of the codes, in the order of the form."""
    chosen = set(dice.sample(list(codes), dice.randint(1, min(most, len(codes)))))
    return [code for code in codes if code in chosen]


def _ordered(languages: list[str]) -> list[str]:
    return sorted(set(languages), key=LANGUAGES.index)


def _needs(dice: Random, country: str, side: float, later: bool) -> Answers:
    found: Answers = {}
    # Some see most things as urgent, some few.
    mood = dice.gauss(0, 0.4)
    for name, middle in zip(NEEDS, URGENCY[country], strict=True):
        here = middle + mood + side * (name in ("need_childcare", "need_premises", "need_digital"))
        here -= EASED.get(name, 0) * later
        if dice.random() > 0.04:  # a few lines stay empty
            found[f"needs/{name}"] = str(max(0, min(3, round(dice.gauss(here, 0.7)))))
    if found:
        most = max(found, key=lambda place: (found[place], dice.random()))
        found["most_important_need"] = most.removeprefix("needs/")
    return found


def _together(dice: Random, country: str, later: bool) -> Answers:
    written, spoken, none = PROCEDURES[country]
    steps = _one(dice, ("written", "spoken", "none"), (written + 4 * later, spoken, none))
    found: Answers = {
        "together_group/contact_often": _one(dice, OFTEN, CLOSE[country]),
        "together_group/agreed_procedure": steps,
    }
    if steps != "none":
        weights = (1, 2, 4, 4, 2) if steps == "written" else (1, 4, 4, 2, 1)
        found["together_group/procedure_works"] = _one(dice, "12345", weights)
    wanted = ("detect", "listen", "intercultural", "interpreters", "rights", "referral", "safety")
    found["together_group/training_wanted"] = _some(dice, wanted, 4)
    return found


def service(country: str, number: int, *, later: bool = False) -> Given:
    """One service in a country; `later` is the same service in the follow-up."""
    dice = Random(f"service {country} {number} {later}")  # noqa: S311  # nosec B311 -- made up
    room = _one(dice, ("yes", "waiting", "no", "varies"), ROOM[country])
    women = dice.choice((30, 45, 60, 80, 120, 150, 200, 260, 400))
    offered = _ordered([*LOCAL[country], *_some(dice, SPOKEN[country], 3)])
    kinds = ("shelter", "counselling", "helpline", "legal", "health", "social", "migration")
    about: Answers = {
        "country": country,
        "kind_of_service": _one(dice, kinds, (3, 4, 1, 2, 2, 2, 1)),
        "people_in_team": _one(dice, ("1_3", "4_10", "11_25", "26_more"), (3, 6, 3, 1)),
        "room_now": room,
    }
    if room == "waiting":
        about["waiting_time"] = _one(dice, ("week", "month", "longer"), (3, 4, 2))
    about["women_last_year"] = women
    about["migrant_women_last_year"] = round(women * dice.uniform(0.2, 0.6))
    found: Answers = {"agrees": True, **{f"about_service/{k}": v for k, v in about.items()}}
    missing = [code for code in WANTED[country] if code not in offered]
    found["languages_group/languages_offered"] = offered
    found["languages_group/languages_missing"] = _ordered(_some(dice, missing, 3))
    helps = ("interpreter", "telephone", "mediator", "team", "community", "relative", "machine")
    found["languages_group/interpretation"] = _some(dice, helps, 3)
    found["access_group/residence_status"] = _one(
        dice, ("yes", "part", "no", "not_sure"), (6, 4, 1 + 2 * (country in "GR SI"), 2)
    )
    found["access_group/childcare"] = _one(dice, ("always", "sometimes", "never"), (2, 5, 5))
    access = ("step_free", "toilet", "sign", "easy", "remote", "visits")
    found["access_group/accessibility"] = _some(dice, access, 3)
    found |= _together(dice, country, later)
    found["together_group/trained_by_migrant_women"] = _one(
        dice, ("yes", "no", "not_sure"), (7 + 4 * later, 1, 4)
    )
    found |= _needs(dice, country, 0.0, later)
    changes = ("more_ask", "harder_to_reach", "more_remote", "longer_wait", "tired", "closer")
    found["after_group/pandemic_change"] = _some(dice, changes, 3)
    linked = number % 5 < 3
    found["own_code_group/own_code_wanted"] = "yes" if linked else "no"
    says = number < len(WORKS[country]) and not later
    words = {"after_group/what_works": WORKS[country][number]} if says else {}
    return Given(found, words, number, linked)


def network(country: str, number: int) -> Given:
    """One network of migrant women in a country."""
    dice = Random(f"network {country} {number}")  # noqa: S311  # nosec B311 -- made up
    kinds = ("association", "informal", "faith", "work", "online", "other")
    spoken = _ordered([*LOCAL[country][:1], *_some(dice, WANTED[country], 3)])
    found: Answers = {
        "agrees": True,
        "about_network/country": country,
        "about_network/kind_of_network": _one(dice, kinds, (5, 4, 2, 1, 2, 1)),
        "about_network/people_in_team": _one(dice, ("1_3", "4_10", "11_25"), (4, 6, 2)),
        "about_network/languages_offered": spoken,
        "help_group/asked_often": _one(dice, OFTEN, (3, 6, 4, 1)),
        "help_group/help_given": _some(
            dice, ("listen", "inform", "go_with", "interpret", "children", "things", "roof"), 5
        ),
        "help_group/barriers": _some(
            dice,
            ("not_known", "language", "papers", "talk", "trust", "children", "money", "far"),
            4,
        ),
    }
    found |= _together(dice, country, False)
    found["together_group/would_train_professionals"] = _one(
        dice, ("yes", "no", "not_sure"), (6, 1, 3)
    )
    found["together_group/pandemic_change"] = _some(
        dice, ("more_ask", "harder_to_reach", "more_remote", "tired", "closer"), 3
    )
    found |= _needs(dice, country, 0.6, False)
    words: dict[str, str] = {}
    found["practices_group/number_of_practices"] = int(number < 3)
    if number < 3:
        purposes = ("notice", "inform", "go_with", "strength")
        found["practices_group/practice[1]/practice_for"] = dice.choice(purposes)
    if number == 0:
        words["practices_group/practice[1]/practice_what"] = TOLD[country]
    found["own_code_group/own_code_wanted"] = "no"
    return Given(found, words, number, False)
