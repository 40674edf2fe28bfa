"""The languages of the interface: those that have a catalogue; a file more is a language more."""

from pathlib import Path

from django.conf.locale import LANG_INFO

from communitylinkage.values.languages import direction, own_name

SOURCE = "en"
# The order in which the languages stand (DESIGN 9); what is not named here comes after.
ORDER = ("en", "es", "ca", "it", "el", "sl", "ar", "fr", "uk", "sq", "bn", "ur", "zh", "ro")
# Complete in every part, or the check fails; the others may be complete in the guide alone.
COMPLETE = ("es", "ar")


def languages(package: Path) -> list[tuple[str, str]]:
    """Code and own name of each language whose frame of the page has a catalogue.

    Args:
        package: the folder of the parts, each with its folder `locale`.
    """
    found = {po.parts[-3] for po in package.glob("website/locale/*/LC_MESSAGES/django.po")}
    place = {code: at for at, code in enumerate(ORDER)}
    codes = sorted({SOURCE, *found}, key=lambda code: (place.get(code, len(ORDER)), code))
    for code in codes:
        _make_known(code)
    return [(code, own_name(code)) for code in codes]


def _make_known(code: str) -> None:
    """Django knows no Tigrinya, Somali or Dari: their name and direction come from our list."""
    LANG_INFO.setdefault(
        code,
        {
            "bidi": direction(code) == "rtl",
            "code": code,
            "name": own_name(code),
            "name_local": own_name(code),
        },
    )
