"""Who the parties are, and when: the words of parties, working hours, for which referrals it is."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.procedures import wording
from communitylinkage.procedures.finding_words import hours_said
from communitylinkage.procedures.forms import must_write, shown_elsewhere
from communitylinkage.procedures.graph import document, week
from communitylinkage.procedures.graph.cases import Condition, Urgency
from communitylinkage.procedures.graph.values import Party, Procedure, Promise, rewritten
from communitylinkage.procedures.marked_forms import MarkedForm
from communitylinkage.values.languages import own_name

MOST_PARTIES = 12
_RUN = re.compile(r"(\d{1,2})(?::00)?\s*[-–]\s*(\d{1,2})(?::00)?")


def hours_of(text: str) -> int:
    """The hours of one day as a number of 24 bits, from words like `9-13, 16-20`.

    Raises:
        ValueError: it cannot be read.
    """
    hours = 0
    for part in filter(None, (one.strip() for one in text.split(","))):
        found = _RUN.fullmatch(part)
        if not found:
            raise ValueError(part)
        begins, ends = int(found[1]), int(found[2])
        if not 0 <= begins < ends <= 24:
            raise ValueError(part)
        hours |= week.span(0, begins, ends)
    return hours


def words_of(hours: int) -> str:
    """The hours of one day as they are typed."""
    return ", ".join(f"{first}-{first + length}" for first, length in week.ranges(hours))


class HoursForm(MarkedForm):
    """Working hours, a day a line, and which referrals follow it."""

    serves_urgency = forms.MultipleChoiceField(
        label=_("For referrals that need"),
        choices=list(wording.URGENCY.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing chosen: for all. Where several fit, the narrowest one is followed."),
    )
    serves_hours = forms.ChoiceField(
        label=_("That are made"), choices=list(wording.WHEN_HOURS.items())
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        self.procedure = procedure
        kwargs["initial"] = self._before()
        super().__init__(*args, **kwargs)
        told = document.to_json(procedure)
        self.compare([told["working"], told["serves"]])
        for day, name in enumerate(wording.DAYS):
            self.fields[f"day_{day}"] = forms.CharField(
                label=name, required=False, max_length=80, validators=[no_hidden_signs],
                widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
                help_text=_("For example 9-13, 16-20. Empty: no working hours.")
                if day == 0 else "",
            )  # fmt: skip

    def _before(self) -> dict[str, Any]:
        value, day = self.procedure, (1 << 24) - 1
        lines = {f"day_{n}": words_of(value.working >> (24 * n) & day) for n in range(7)}
        hours = {week.ALL: "any", value.working: "working",
                 week.ALL & ~value.working: "closed"}.get(value.serves.hours, "kept")  # fmt: skip
        return {**lines, "serves_urgency": sorted(value.serves.urgency), "serves_hours": hours}

    def clean(self) -> dict[str, Any]:
        """Reads each day; what cannot be read is said beside its line."""
        said: dict[str, Any] = super().clean() or {}
        working = 0
        for day in range(7):
            try:
                working |= hours_of(said.get(f"day_{day}", "")) << (24 * day)
            except ValueError:
                self.add_error(f"day_{day}", _("Please write hours like this: 9-13, 16-20"))
        if not self.errors and not working:
            self.add_error("day_0", _("A procedure needs some working hours."))
        said["working"] = working
        return said

    def graph(self) -> Procedure:
        """The procedure with what was said."""
        said = self.cleaned_data
        working = said["working"]
        hours = {
            "any": week.ALL, "working": working, "closed": week.ALL & ~working,
            "kept": self.procedure.serves.hours,
        }[said["serves_hours"]]  # fmt: skip
        urgency = frozenset(map(Urgency, said["serves_urgency"]))
        serves = Condition(urgency=urgency, hours=hours)
        return replace(self.procedure, working=working, serves=serves)


def promised(promise: Promise) -> str:
    """A promise in words."""
    return f"{own_name(promise.language)}, {hours_said(promise.hours)}"


class PartiesForm(MarkedForm):
    """The names of the parties in one language; the other languages stay, and are marked as older
    until somebody has looked at them.
    """

    def __init__(self, *args: Any, procedure: Procedure, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.procedure, self.language = procedure, language
        self.compare(document.to_json(procedure)["parties"])
        for one in procedure.parties:
            self.fields[f"name_{one.code}"] = _name(
                _("Party"), required=must_write(one.name, language),
                initial=dict(one.name).get(language, ""),
                help_text=shown_elsewhere(one.name, language),
            )  # fmt: skip
            for n, promise in enumerate(one.promises):
                self.fields[f"promise_{one.code}_{n}"] = forms.BooleanField(
                    label=_("Take this promise back: %(what)s") % {"what": promised(promise)},
                    required=False,
                )
            self.fields[f"drop_{one.code}"] = forms.BooleanField(
                label=_("Drop this party"), required=False
            )
        if len(procedure.parties) < MOST_PARTIES:
            self.fields["new"] = _name(_("One more party"), required=False)

    def clean(self) -> dict[str, Any]:
        """One party at least stays."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("new") and all(
            said.get(f"drop_{one.code}") for one in self.procedure.parties
        ):
            raise ValidationError(_("A procedure needs a party."))
        return said

    def graph(self) -> Procedure:
        """The procedure with these parties."""
        said = self.cleaned_data
        kept = [
            replace(self._named(one, said[f"name_{one.code}"]), promises=self._kept(one))
            for one in self.procedure.parties
            if not said[f"drop_{one.code}"]
        ]
        if said.get("new"):
            codes, n = {one.code for one in self.procedure.parties}, 1
            while f"party-{n}" in codes:
                n += 1
            kept.append(Party(f"party-{n}", ((self.language, said["new"]),)))
        return replace(self.procedure, parties=tuple(kept))

    def _kept(self, party: Party) -> tuple[Promise, ...]:
        said = self.cleaned_data
        return tuple(
            one for n, one in enumerate(party.promises) if not said[f"promise_{party.code}_{n}"]
        )

    def _named(self, party: Party, name: str) -> Party:
        words, older = rewritten(party.name, party.older, self.language, name)
        return replace(party, name=words, older=older)


def _name(label: Any, required: bool = True, initial: str = "",
          help_text: str = "") -> forms.CharField:  # fmt: skip
    return forms.CharField(label=label, max_length=100, required=required, initial=initial,
                           validators=[no_hidden_signs], help_text=help_text,
                           widget=forms.TextInput(attrs={"dir": "auto"}))  # fmt: skip
