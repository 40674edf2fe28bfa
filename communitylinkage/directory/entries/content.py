"""One entry as its owners write it: the plain value that a version keeps. No framework."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from typing import Any, Self

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries.ages import Key, Marks, marks
from communitylinkage.values.marks import mark_of
from communitylinkage.values.places import Point

FREE, MONEY, UNSAID = "free", "money", "unsaid"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekly opening; times as HH:MM, days of validity in ISO 8601 or empty."""

    days: tuple[str, ...]
    opens: str
    closes: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """Days, both included, on which nothing opens."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Content:
    """What the directory says about one service.

    Args:
        language: of the texts here; empty where nobody said.
        texts: language -> text name -> text, for further languages.
        older: the texts that may be older than the same text in another language.
        codes: of our taxonomy, without texts: kinds of help, duties, features.
        latitude, longitude: of the place; coarse where the address is secret.
    """

    name: str = ""
    description: str = ""
    eligibility_description: str = ""
    application_process: str = ""
    fees_description: str = ""
    language: str = ""
    texts: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    older: Marks = field(default_factory=dict, hash=False)
    codes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = UNSAID
    phones: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    hours: tuple[Weekly, ...] = ()
    closures: tuple[Closed, ...] = ()
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    street: str = ""
    postal_code: str = ""
    status: str = "active"

    @property
    def secret(self) -> bool:
        """Whether its address is kept secret."""
        return taxonomy.SECRET in self.codes

    @property
    def point(self) -> Point | None:
        """Where it is, as far as it may be known."""
        if self.latitude is None or self.longitude is None:
            return None
        try:
            return Point(self.latitude, self.longitude)
        except ValueError:
            return None

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """Text name -> language -> text; the language of the texts above is empty here."""
        return {
            name: {
                "": getattr(self, name),
                **{
                    language: texts[name] for language, texts in self.texts.items() if name in texts
                },
            }
            for name in taxonomy.TEXTS
        }

    def telling(self, anew: Mapping[Key, str]) -> Self:
        """The entry with some texts written anew."""
        told = self
        for (name, language), text in anew.items():
            if language:
                more = {**told.texts.get(language, {}), name: text}
                told = replace(told, texts={**told.texts, language: more})
            else:
                told = replace(told, **{name: text})  # type: ignore[arg-type]  # a text, by name
        return told

    def following(self, current: Self, vouched: Collection[Key] = ()) -> Self:
        """The entry with its marks of age, as it will be once it replaces `current`."""
        return replace(self, older=marks(current.said, self.said, current.older, vouched))

    def as_json(self) -> dict[str, Any]:
        """As a version keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """As a version kept it; what a later release added has its default."""
        known = {one.name for one in fields(cls)}
        said = {name: value for name, value in told.items() if name in known}
        for name in ("codes", "languages", "phones"):
            said[name] = tuple(said.get(name, ()))
        said["hours"] = tuple(
            Weekly(**{**one, "days": tuple(one["days"])}) for one in said.get("hours", ())
        )
        said["closures"] = tuple(Closed(**one) for one in said.get("closures", ()))
        return cls(**said)


def safe(content: Content) -> Content:
    """The entry without what a secret address would give away, its lists in one order.

    The tables of the standard keep no order: two versions that say the same must be equal.
    """
    tidy = replace(
        content,
        codes=tuple(sorted(content.codes)),
        languages=tuple(sorted(content.languages)),
        phones=tuple(sorted(content.phones)),
        hours=tuple(sorted(content.hours, key=astuple)),
        closures=tuple(sorted(content.closures, key=astuple)),
    )
    return hidden(tidy) if tidy.secret else tidy


def hidden(content: Content) -> Content:
    """The entry as if its address were secret."""
    point = taxonomy.coarse(content.point) if content.point else None
    return replace(
        content,
        street="",
        postal_code="",
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
    )


def differences(before: Content, after: Content) -> tuple[str, ...]:
    """The names of what two versions say differently."""
    return tuple(
        one.name for one in fields(Content) if getattr(before, one.name) != getattr(after, one.name)
    )


def fingerprint(*those: Content) -> str:
    """What tells whether somebody still has before her what is there."""
    return mark_of([one.as_json() for one in those])
