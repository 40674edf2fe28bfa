"""What a page of coverage is about: a country, a language, a kind of help, a situation."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from communitylinkage.coverage import wording
from communitylinkage.coverage.rules.situations import KINDS, SITUATIONS, Situation
from communitylinkage.guide.wording import country_name
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.need import Help
from communitylinkage.values.languages import own_name

USUAL_LANGUAGE, USUAL_KIND = "ar", Help.SHELTER
Choices = Sequence[tuple[str, "str | Promise"]]
SPOKEN = sorted(((code, own_name(code)) for code in LANGUAGES), key=lambda one: one[1].casefold())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; empty where all are meant. A choice that does not exist is the usual one."""

    country: str
    language: str
    kind: str
    situation: str

    @property
    def places(self) -> tuple[int, int, int]:
        """Situation, kind and language by their places in the cells."""
        return (
            SITUATIONS.index(Situation(self.situation)), KINDS.index(Help(self.kind)),
            LANGUAGES.index(self.language),
        )  # fmt: skip

    @property
    def query(self) -> str:
        """As the end of an address."""
        return urlencode({"country": self.country, "language": self.language, "kind": self.kind,
                          "situation": self.situation})  # fmt: skip

    @property
    def words(self) -> dict[str, str]:
        """Each in words."""
        return {
            "country": country_name(self.country),
            "language": own_name(self.language),
            "kind": str(wording.KINDS.get(self.kind, "")),
            "situation": str(wording.SITUATIONS.get(self.situation, "")),  # type: ignore[call-overload]  # a StrEnum
        }


def chosen(request: HttpRequest, countries: Sequence[str], home: str = "", every: bool = False
           ) -> Chosen:  # fmt: skip
    """What the address says.

    Args:
        home: her own country, where she chose none. every: whether all kinds, languages and
            situations may be meant, and are unless she chose.
    """
    first = home if home in countries else next(iter(countries), "")

    def one(name: str, known: Sequence[str], usual: str) -> str:
        said = request.GET.get(name, "")
        return said if said in known else usual

    return Chosen(
        country=one("country", countries, first),
        language=one("language", LANGUAGES, "" if every else USUAL_LANGUAGE),
        kind=one("kind", KINDS, "" if every else USUAL_KIND.value),
        situation=one("situation", SITUATIONS, "" if every else Situation.ANY.value),
    )


def filters(countries: Sequence[str], which: Sequence[str], every: bool = False
            ) -> list[tuple[str, str, Choices]]:  # fmt: skip
    """The boxes to choose from: name, label, choices."""
    named = sorted(((code, country_name(code)) for code in countries), key=lambda one: one[1])
    all_of = [("", _("all of them"))] if every else []
    boxes: dict[str, tuple[str, Choices]] = {
        "country": (_("Country"), named),
        "language": (_("Language"), [*all_of, *SPOKEN]),
        "kind": (_("Kind of help"), [*all_of, *wording.KINDS.items()]),
        "situation": (
            _("Situation"), [*all_of, *((k.value, w) for k, w in wording.SITUATIONS.items())],
        ),
    }  # fmt: skip
    return [(name, *boxes[name]) for name in which]
