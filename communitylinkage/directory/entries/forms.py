"""The form of an entry: what a service says about itself, on a phone."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import queries, taxonomy, wording
from communitylinkage.directory.entries.content import Content
from communitylinkage.directory.entries.fields import BareForm, Words, one_of, ticks
from communitylinkage.directory.entries.hours import ALWAYS, ClosedSet, WeeklySet
from communitylinkage.matching.need import Authority
from communitylinkage.values import languages

_PHONE = re.compile(r"[+\d ()./-]{3,40}")


def _language_choices() -> list[tuple[str, str]]:
    return sorted(languages.OWN_NAMES.items(), key=lambda one: one[1].casefold())


class EntryForm(BareForm):
    """All of an entry but its hours and its further languages."""

    status = one_of(_("Can women come or call now?"), wording.STATUSES)
    name = Words(label=wording.TEXTS["name"], required=True)
    language = forms.ChoiceField(
        label=_("Which language do you write in here?"),
        choices=lambda: [("", _("We do not say")), *_language_choices()],
        required=False,
    )
    description = Words(label=wording.TEXTS["description"], rows=4, max_length=4000)
    kinds = ticks(_("Which help do you give?"), wording.KINDS, required=True)
    eligibility_description = Words(
        label=wording.TEXTS["eligibility_description"], rows=3, max_length=4000
    )
    application_process = Words(label=wording.TEXTS["application_process"], rows=3, max_length=4000)
    papers = one_of(_("Do you help women without residence papers?"), wording.PAPERS)
    police = one_of(wording.AUTHORITIES[Authority.POLICE], wording.TELLS)
    child_protection = one_of(wording.AUTHORITIES[Authority.CHILD_PROTECTION], wording.TELLS)
    immigration = one_of(wording.AUTHORITIES[Authority.IMMIGRATION], wording.TELLS)
    features = ticks(_("What is it like?"), wording.FEATURES)
    asks = ticks(_("What do you ask for?"), wording.ASKS)
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=_language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bridges = ticks(_("And for other languages?"), wording.BRIDGES)
    cost = one_of(_("What does it cost?"), wording.COSTS)
    fees_description = Words(label=wording.TEXTS["fees_description"], rows=2, max_length=2000)
    phones = Words(
        label=_("Telephone numbers"),
        rows=2,
        max_length=600,
        help_text=_("One in each line, as it is dialled."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    url = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")
    secret = forms.BooleanField(
        label=_("The address is secret"),
        required=False,
        help_text=_("Then only a wide area is kept here, never a street."),
    )
    place = Words(
        label=_("Town"),
        required=True,
        max_length=100,
        help_text=_("A secret address: write a larger town nearby."),
    )
    place_id = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    street = Words(label=_("Street and number"))
    postal_code = Words(label=_("Postal code"), max_length=20)
    always = forms.BooleanField(label=_("Open day and night, all year"), required=False)

    GROUPS = (
        (_("The service"), ("status", "name", "language", "description", "kinds")),
        (
            _("Who can come"),
            ("eligibility_description", "application_process", "papers", "features", "asks"),
        ),
        (_("Whom the law obliges you to tell"), ("police", "child_protection", "immigration")),
        (_("Languages"), ("languages", "bridges")),
        (_("Costs"), ("cost", "fees_description")),
        (_("How you are reached"), ("phones", "email", "url")),
        (_("Where"), ("secret", "place", "street", "postal_code")),
    )

    def __init__(self, data: Any = None, *, base: Content) -> None:
        super().__init__(data, initial=_initial(base))
        self.base = base
        self.places: list[queries.PlaceFound] = []

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return ((title, [self[name] for name in names]) for title, names in self.GROUPS)

    def clean_phones(self) -> tuple[str, ...]:
        """One number in each line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["phones"].splitlines()]
        numbers = tuple(dict.fromkeys(line for line in lines if line))
        for number in numbers:
            if not _PHONE.fullmatch(number) or not re.search(r"\d", number):
                raise forms.ValidationError(
                    _("This is not a telephone number: %(number)s"), params={"number": number}
                )
        return numbers

    def clean(self) -> dict[str, Any]:
        """A secret address has no street here; a town must be one that we know."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("secret") and (data.get("street") or data.get("postal_code")):
            # Not even shown again: what stands in a page stays on a phone.
            kept = dict(self.data.lists())  # type: ignore[attr-defined]  # a QueryDict
            self.data = MultiValueDict(kept | {"street": [""], "postal_code": [""]})
            data |= {"street": "", "postal_code": ""}
            self.add_error(
                "street",
                _("A secret address is not written down here. We took it out: look, and save."),
            )
        if data.get("place"):
            self._find_place(data)
        return data

    def _find_place(self, data: dict[str, Any]) -> None:
        data["found"] = None
        if data["place"] == self.base.place and not data.get("place_id"):
            return
        self.places = queries.places_named(data["place"])
        found = [place for place in self.places if place.id == data.get("place_id")]
        found = found or (self.places if len(self.places) == 1 else [])
        if found:
            data["found"] = found[0]
        elif self.places:
            self.add_error("place", _("Several towns have this name. Please choose one."))
        else:
            self.add_error("place", _("We do not know this town. Try a larger one nearby."))

    def content(self) -> Content:
        """What was said, over what the form does not ask."""
        said = self.cleaned_data
        kept = [code for code in self.base.codes if code not in wording.IN_FORM]
        secret = [taxonomy.SECRET] if said["secret"] else []
        duties = [
            f"tells-{authority}:{said[authority.replace('-', '_')]}" for authority in Authority
        ]
        codes = (*kept, *said["kinds"], *said["features"], *said["asks"], *said["bridges"],
                 said["papers"], *duties, *secret)  # fmt: skip
        found = said["found"]
        where = (
            {
                "place": found.name,
                "country": found.country,
                "latitude": found.point.latitude,
                "longitude": found.point.longitude,
            }
            if found
            else {}
        )
        same = ("street", "postal_code", "phones", "email", "url", "cost", "language", "status")
        return replace(
            self.base,
            **{name: said[name] for name in (*taxonomy.TEXTS, *same)},
            languages=tuple(said["languages"]) + _unlisted(self.base),
            codes=tuple(sorted(set(codes))),
            **where,
        )


def _unlisted(base: Content) -> tuple[str, ...]:
    """Languages that came by import and that the form has no name for."""
    return tuple(code for code in base.languages if code not in languages.OWN_NAMES)


def _initial(base: Content) -> dict[str, Any]:
    def among(choices: list[tuple[str, Any]]) -> list[str]:
        return [code for code, _name in choices if code in base.codes]

    tells = taxonomy.tells(base.codes)
    return {
        **{name: value for name, value in asdict(base).items() if name in EntryForm.base_fields},
        "kinds": among(wording.KINDS),
        "features": among(wording.FEATURES),
        "asks": among(wording.ASKS),
        "bridges": among(wording.BRIDGES),
        "papers": f"papers:{taxonomy.papers(base.codes)}",
        **{authority.replace("-", "_"): duty for authority, duty in tells.items()},
        "secret": base.secret,
        "phones": "\n".join(base.phones),
        "status": base.status or "active",
        "always": base.hours == ALWAYS,
    }


class Forms:
    """The three forms of one page, read together."""

    def __init__(self, base: Content, data: Any = None) -> None:
        self.entry = EntryForm(data, base=base)
        hours = [] if base.hours == ALWAYS else [asdict(one) for one in base.hours]
        self.hours = WeeklySet(data, prefix="hours", initial=hours)
        self.closures = ClosedSet(
            data, prefix="closures", initial=[asdict(one) for one in base.closures]
        )

    def is_valid(self) -> bool:
        """Whether all three can be taken; all are asked, so that every error shows."""
        entry, hours, closures = (one.is_valid() for one in (self.entry, self.hours, self.closures))
        return entry and hours and closures

    def content(self) -> Content:
        """What was said."""
        hours = tuple(one for form in self.hours if (one := form.weekly()))
        closures = tuple(days for form in self.closures if (days := form.closed()))
        if self.entry.cleaned_data["always"]:
            hours = ALWAYS
        return replace(self.entry.content(), hours=hours, closures=closures)


class TextsForm(BareForm):
    """The texts of an entry in one further language."""

    name = Words(label=wording.TEXTS["name"])
    description = Words(label=wording.TEXTS["description"], rows=4, max_length=4000)
    eligibility_description = Words(
        label=wording.TEXTS["eligibility_description"], rows=3, max_length=4000
    )
    application_process = Words(label=wording.TEXTS["application_process"], rows=3, max_length=4000)
    fees_description = Words(label=wording.TEXTS["fees_description"], rows=2, max_length=2000)

    def __init__(self, data: Any = None, *, language: str, base: Content) -> None:
        super().__init__(data, initial=base.texts.get(language, {}))
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language, "dir": languages.direction(language)}

    def content(self, base: Content, language: str) -> Content:
        """The entry with these texts; without them where all are empty."""
        told = {name: text for name, text in self.cleaned_data.items() if text}
        others = {code: texts for code, texts in base.texts.items() if code != language}
        return replace(base, texts={**others, language: told} if told else others)
