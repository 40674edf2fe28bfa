"""Made-up people and answers for the demo: plausible, and the same at every start. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from communitylinkage.learning.rules.codes import Track

MENTORS_IN = {"ES": 16, "IT": 15, "GR": 15, "SI": 14}
# Two groups of professionals in each country: those who finish.
PROFESSIONALS_IN = {"ES": (18, 16), "IT": (16, 15), "GR": (15, 13), "SI": (14, 13)}
# Who visits whom: the mentors of the first teach a day in the second.
VISITS = {"IT": "ES", "SI": "GR"}
EMAILS = {"ES": "mentor", "IT": "mentor.it", "GR": "mentor.gr", "SI": "mentor.si"}
PLACES = {"ES": "Barcelona", "IT": "Palermo", "GR": "Athens", "SI": "Koper"}
MODULES = {
    Track.MENTORS: ("Listening", "Rights and papers", "Going with her", "Looking after yourself"),
    Track.PROFESSIONALS: ("Seeing early", "Asking well", "Working with mentors"),
}
TITLES = {
    Track.MENTORS: {
        "en": "Walking together (made up)",
        "es": "Caminar juntas (inventado)",
        "ar": "نمشي معاً (مثال)",
    },
    Track.PROFESSIONALS: {
        "en": "Working with mentors (made up)",
        "es": "Trabajar con mentoras (inventado)",
        "ar": "العمل مع المرشدات (مثال)",
    },
}
# Some come and do not finish; they have no certificate.
UNFINISHED = 2
_FIRST = {
    "ES": ("Amal", "Nadia", "Oksana", "Fatou", "Mei", "Ioana", "Samira", "Rocío", "Yasmin"),
    "IT": ("Blessing", "Rania", "Olena", "Shanta", "Li", "Mirela", "Giulia", "Aicha", "Teresa"),
    "GR": ("Parisa", "Joy", "Eleni", "Zahra", "Anila", "Maryam", "Katerina", "Rita", "Besa"),
    "SI": ("Ajla", "Mojca", "Rana", "Drita", "Iryna", "Neža", "Selma", "Lana", "Vesna"),
}  # fmt: skip
_LAST = "ABCDEFGHKLMNPRSTVZ"
# Whose certificate is in Arabic, so that the demo has papers that are read from the right.
_ARABIC = frozenset({"Amal", "Samira", "Yasmin", "Rania", "Aicha", "Maryam"})
_LANGUAGES = {"ES": "es", "IT": "it", "GR": "el", "SI": "sl"}
_WORK = ("a shelter", "a clinic", "social services", "a legal office", "a school", "a help line")
RIGHT = {
    "forms": "c", "detection": "b", "interpreters": "a", "mediator": "c", "culture": "b",
    "papers": "a", "own_permit": "c", "referral": "b", "consent": "c", "confidential": "a",
}  # fmt: skip
_SURE = ("notice", "ask", "interpreters", "culture", "rights", "referral", "confidential",
         "networks")  # fmt: skip
_COURSE = ("clear", "useful", "taught_by_migrant_women", "recommend")
_KNOW = ("forms", "services", "rights", "consent", "danger")
_SURE_MENTOR = ("listen", "limits", "go_with", "speak_up", "teach", "care")
# How much people know and dare before and after, of 1: a country where less was done before
# gains more.
_BEFORE = {"ES": 0.52, "IT": 0.48, "GR": 0.42, "SI": 0.45}
_AFTER = {"ES": 0.78, "IT": 0.76, "GR": 0.72, "SI": 0.75}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    country: str
    language: str
    works_at: str


def people(country: str, track: str, number: int) -> list[Person]:
    """So many people of a country; no two of a track have one name."""
    dice = Random(f"people {country} {track}")  # noqa: S311  # nosec B311 -- made up
    pairs = [(first, last) for last in _LAST for first in _FIRST[country]]
    dice.shuffle(pairs)
    return [
        Person(
            f"{first} {last}. (made up)",
            country,
            "ar" if first in _ARABIC else _LANGUAGES[country],
            dice.choice(_WORK) if track == "professionals" else "",
        )
        for first, last in pairs[:number]
    ]


def _knows(dice: Random, country: str, later: bool) -> float:
    middle = (_AFTER if later else _BEFORE)[country]
    return min(0.97, max(0.08, dice.gauss(middle, 0.13)))


def _scale(dice: Random, share: float, most: int) -> str:
    return str(min(most, max(1, round(1 + share * (most - 1) + dice.gauss(0, 0.5)))))


def professional(country: str, number: int, *, later: bool) -> dict[str, Any]:
    """What one professional answers before the course or at its end."""
    dice = Random(f"professional {country} {number} {later}")  # noqa: S311  # nosec B311
    share = _knows(dice, country, later)
    found: dict[str, Any] = {
        "agrees": True,
        "about_you/country": country,
        "about_you/kind_of_service": dice.choice(("shelter", "counselling", "health", "social")),
        "about_you/moment": "end" if later else "start",
    }
    if not later:
        found["about_you/experience"] = dice.choice(("under_1", "1_3", "over_3"))
    right = {}
    for name, code in RIGHT.items():
        knows = dice.random() < share
        wrong = dice.choice([one for one in "abc" if one != code] + ["dont_know"])
        found[f"knowledge_group/test_{name}"] = code if knows else wrong
        right[name] = int(knows)
    found |= {f"right_{name}": value for name, value in right.items()}
    found["knowledge_score"] = sum(right.values())
    found |= {f"confidence_table/sure_{name}": _scale(dice, share, 4) for name in _SURE}
    if later:
        found |= {f"course_table/course_{name}": _scale(dice, 0.85, 5) for name in _COURSE}
    return found | {"own_code_group/own_code_wanted": "no"}


def mentor(country: str, number: int, *, later: bool) -> dict[str, Any]:
    """What one mentor answers before the course or at its end."""
    dice = Random(f"mentor {country} {number} {later}")  # noqa: S311  # nosec B311
    share = _knows(dice, country, later)
    return {
        "agrees": True,
        "about_you/country": country,
        "about_you/moment": "end" if later else "start",
        **({} if later else {"about_you/experience": dice.choice(("not_yet", "under_1", "1_3"))}),
        **{f"knowledge_table/know_{name}": _scale(dice, share, 4) for name in _KNOW},
        **{f"confidence_table/sure_{name}": _scale(dice, share, 4) for name in _SURE_MENTOR},
    }


def there(country: str, group: int, finishes: bool, sessions: int) -> Iterator[bool]:
    """At which sessions somebody is: who finishes misses one at most, the others come half."""
    dice = Random(f"there {country} {group} {finishes} {sessions}")  # noqa: S311  # nosec B311
    missed = dice.choice([None, None, dice.randrange(sessions)])
    for at in range(sessions):
        yield at != missed if finishes else at < sessions // 2
