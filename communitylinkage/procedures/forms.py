"""Forms of a procedure: its start, its agreement, a step, a branch, a case, what is said."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from communitylinkage.consent.rules import ITEMS
from communitylinkage.matching.need import Papers
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.procedures import wording
from communitylinkage.procedures.finding_words import WEEKDAYS
from communitylinkage.procedures.graph import document, week
from communitylinkage.procedures.graph.cases import ANY, Case, Children, Condition, Place, Urgency
from communitylinkage.procedures.graph.document import LONGEST_TEXT, NotReadError
from communitylinkage.procedures.graph.mending import FIRST
from communitylinkage.procedures.graph.values import (
    MOST_HOURS,
    Branch,
    Clock,
    Moment,
    Procedure,
    Role,
    Step,
    Unit,
    Words,
    instead_in,
    rewritten,
    said,
    spoken_in,
    written,
)
from communitylinkage.procedures.starting import STARTS
from communitylinkage.procedures.talking import OBJECTION
from communitylinkage.values.languages import OWN_NAMES, own_name

if TYPE_CHECKING:
    from django.http import QueryDict

_ITEMS = [(one, wording.ITEMS[one]) for one in ITEMS]
_LANGUAGES = list(OWN_NAMES.items())
LONGEST_SAID = 4000


def _text(label: Any, required: bool = True, most: int = LONGEST_TEXT, rows: int = 3,
          help_text: Any = "") -> forms.CharField:  # fmt: skip
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=most, widget=area,
                           validators=[no_hidden_signs], help_text=help_text)  # fmt: skip


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False,
                                     widget=forms.CheckboxSelectMultiple)  # fmt: skip


def must_write(words: Words, language: str) -> bool:
    """Words are not taken away; who changes something else writes none where there are none yet."""
    there = written(words)
    return language in there or not there


def mark_of_words(words: Words) -> str:
    """A mark of words in all languages: one other word makes another mark."""
    return sha256(json.dumps(sorted(words)).encode()).hexdigest()


def shown_elsewhere(words: Words, language: str) -> str:
    """What stands there instead, where nothing is written in a language yet."""
    there = instead_in(words, language)
    return beside(there, said(words, language)) if there else ""


class StartForm(forms.Form):
    """Which of our procedures to start from."""

    start = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean_start(self) -> str:
        """One that there is."""
        code = str(self.cleaned_data["start"])
        if code not in STARTS:
            raise ValidationError(_("Please choose one."))
        return code


class AgreementForm(forms.Form):
    """What stands around the steps. The organisations of the parties are asked in fields of their
    own, one for each party.
    """

    title = forms.CharField(label=_("Title"), max_length=200, validators=[no_hidden_signs],
                            widget=forms.TextInput(attrs={"dir": "auto"}))  # fmt: skip
    languages = _several(_("Languages of the women for whom it is"), _LANGUAGES)
    may_share = _several(_("What may go from one party to another, with her yes"), _ITEMS)
    never = _several(_("What is never shared"), _ITEMS)
    review_months = forms.IntegerField(
        label=_("Look at it again after so many months"), min_value=1, max_value=60
    )
    drafts = _several(_("No person has checked the words in these languages yet"), [])

    def __init__(self, *args: Any, parties: list[tuple[str, str]], procedure: Procedure,
                 language: str, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.procedure, self.language = procedure, language
        self.fields["title"].widget.attrs["lang"] = language
        self.fields["title"].initial = dict(procedure.title).get(language, "")
        self.fields["title"].required = must_write(procedure.title, language)
        self.fields["title"].help_text = shown_elsewhere(procedure.title, language)
        self.fields["drafts"].choices = [(one, own_name(one)) for one in spoken_in(procedure)]  # type: ignore[attr-defined]  # a choice
        self.fields["drafts"].initial = list(procedure.drafts)
        if not spoken_in(procedure):
            del self.fields["drafts"]
        self.codes = [code for code, _name in parties]
        for code, name in parties:
            self.fields[f"party_{code}"] = forms.ModelChoiceField(
                Organisation.objects.order_by("name"), required=False, label=name,
                empty_label=str(_("no organisation yet")),
            )  # fmt: skip

    def clean_languages(self) -> list[str]:
        """At least one: else no check of languages means anything."""
        chosen: list[str] = self.cleaned_data["languages"]
        if not chosen:
            raise ValidationError(_("Please choose at least one language."))
        return chosen

    def graph(self) -> Procedure:
        """The procedure with what was said."""
        value, told = self.procedure, self.cleaned_data
        title, older = rewritten(value.title, value.older, self.language, told["title"])
        return replace(
            value, title=title, older=older, languages=tuple(told["languages"]),
            may_share=tuple(told["may_share"]), never=tuple(told["never"]),
            review_months=told["review_months"], drafts=tuple(told.get("drafts", ())),
        )  # fmt: skip

    def named(self) -> dict[str, Organisation | None]:
        """The organisation of each party."""
        return {code: self.cleaned_data[f"party_{code}"] for code in self.codes}


def steps_of(procedure: Procedure, names: dict[str, str]) -> list[tuple[str, str]]:
    """Steps as choices."""
    return [("", "–")] + [
        (one.code, f"{n}. {Truncator(names[one.code]).chars(70)}")
        for n, one in enumerate(procedure.steps, 1)
    ]


class StepForm(forms.Form):
    """One step; its words in one language. The other languages stay, and are marked as older until
    somebody says that they still say the same.
    """

    what = _text(
        _("What is done"), help_text=_("One or two plain sentences. Never write about a woman.")
    )
    same = _several(_("These words still say the same"), [])
    beside = forms.CharField(required=False, widget=forms.HiddenInput)
    ends = forms.BooleanField(label=_("It ends here"), required=False)
    party = forms.ChoiceField(label=_("Who: which party"), required=False)
    role = forms.ChoiceField(label=_("Who of them"), choices=list(wording.ROLES.items()))
    unit = forms.ChoiceField(label=_("Within how long"), choices=list(wording.UNITS.items()))
    count = forms.IntegerField(label=_("How many hours"), required=False, min_value=1,
                               max_value=MOST_HOURS)  # fmt: skip
    shares = _several(_("What is passed on here"), _ITEMS)
    asks = forms.BooleanField(label=_("She is asked for her yes here"), required=False)
    languages = _several(_("In which languages, if not in all"), [])
    fallback = forms.ChoiceField(label=_("When nobody acts in time, go to"), required=False)
    moment = forms.ChoiceField(
        label=_("In a referral, this step is done by"), required=False,
        choices=list(wording.MOMENTS.items()),
        help_text=_("Then nobody has to mark it, and its time counts for the referral."),
    )  # fmt: skip
    after = forms.ChoiceField(
        label=_("Its place"), required=False,
        help_text=_("The procedure begins with its first step. The ways between steps stay."),
    )  # fmt: skip

    def __init__(self, *args: Any, steps: Any, parties: Any, languages: Any, before: Step,
                 language: str, **kwargs: Any) -> None:  # fmt: skip
        mark = mark_of_words(before.what)
        kwargs["initial"] = step_before(before, language) | {"beside": mark}
        super().__init__(*args, **kwargs)
        self.before, self.language = before, language
        # Between the page and the button somebody may have changed what was compared.
        self.other_words = bool(
            self.is_bound and self.data.get("same") and self.data.get("beside") != mark
        )
        if self.is_bound:
            sent = cast("QueryDict", self.data).copy()
            sent["beside"] = mark
            if self.other_words:
                sent.pop("same")
            self.data = sent
        self.fields["what"].widget.attrs["lang"] = language
        elsewhere = [one for one in before.what if one[0] in set(written(before.what)) - {language}]
        self.fields["what"].required = must_write(before.what, language)
        self.fields["same"].choices = [(code, beside(code, text)) for code, text in elsewhere]  # type: ignore[attr-defined]  # a choice
        self.fields["same"].help_text = wording.STILL_THE_SAME
        if not elsewhere:
            del self.fields["same"]
        others = [one for one in steps[1:] if one[0] != before.code]
        stays = _("at the end") if len(others) == len(steps) - 1 else _("where it is now")
        self.fields["after"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", stays), (FIRST, _("before all others")),
            *((one, _("after %(step)s") % {"step": words}) for one, words in others),
        ]  # fmt: skip
        self.fields["party"].choices = [("", "–"), *parties]  # type: ignore[attr-defined]  # a choice
        self.fields["fallback"].choices = steps  # type: ignore[attr-defined]  # a choice
        self.fields["languages"].choices = languages  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """A clock that runs needs its number."""
        said: dict[str, Any] = super().clean() or {}
        if (
            said.get("unit") != Unit.AT_ONCE
            and not said.get("count")
            and not self.has_error("count")
        ):
            self.add_error("count", _("Please say how many hours."))
        if self.other_words:
            self.add_error("same" if "same" in self.fields else None, wording.OTHER_WORDS)
        return said

    def step(self, ways: tuple[Branch, ...]) -> Step:
        """The step that was described."""
        said, before = self.cleaned_data, self.before
        words, older = rewritten(
            before.what, before.older, self.language, said["what"], tuple(said.get("same", ()))
        )
        unit = Unit(said["unit"])
        return Step(
            code=before.code,
            what=words,
            party=said["party"],
            role=Role(said["role"]),
            clock=Clock(unit, said["count"] if unit != Unit.AT_ONCE else 0),
            shares=tuple(said["shares"]),
            asks=said["asks"],
            languages=tuple(said["languages"]),
            next=ways,
            fallback=said["fallback"],
            ends=said["ends"],
            moment=Moment(said["moment"]),
            older=older,
        )


def beside(language: str, text: str) -> str:
    """Words in another language, to look at."""
    return format_html('<bdi lang="{}">{}: {}</bdi>', language, own_name(language), text)


def step_before(step: Step, language: str) -> dict[str, Any]:
    """A step as the form shows it, its words in a language."""
    return {
        "what": dict(step.what).get(language, ""), "ends": step.ends, "party": step.party,
        "role": step.role.value, "unit": step.clock.unit.value, "count": step.clock.count or None,
        "shares": list(step.shares), "asks": step.asks, "languages": list(step.languages),
        "fallback": step.fallback, "moment": step.moment.value,
    }  # fmt: skip


class BranchForm(forms.Form):
    """One way on. Without a step it is no branch."""

    to = forms.ChoiceField(label=_("Go on to"), required=False)
    other = forms.BooleanField(label=_("in every other case"), required=False)
    urgency = _several(_("Only if she needs"), list(wording.URGENCY.items()))
    children = _several(_("Only with these children"), list(wording.CHILDREN.items()))
    papers = _several(_("Only with these papers"), list(wording.PAPERS.items()))
    place = _several(_("Only at this place"), list(wording.PLACE.items()))
    hours = forms.ChoiceField(
        label=_("At which hours"), required=False, choices=list(wording.WHEN_HOURS.items())
    )

    def __init__(self, *args: Any, steps: Any, before: Branch | None, procedure: Procedure,
                 **kwargs: Any) -> None:  # fmt: skip
        kwargs["initial"] = _branch_before(before, procedure)
        super().__init__(*args, **kwargs)
        self.before, self.procedure = before, procedure
        self.fields["to"].choices = steps  # type: ignore[attr-defined]  # a choice

    def branch(self) -> Branch | None:
        """The branch that was described; None where no step was chosen."""
        said = self.cleaned_data
        if not said["to"]:
            return None
        if said["other"]:
            return Branch(said["to"], None)
        kept = self.before.when.hours if self.before and self.before.when else week.ALL
        hours = {
            "any": week.ALL, "working": self.procedure.working,
            "closed": week.ALL & ~self.procedure.working, "kept": kept,
        }[said["hours"] or "any"]  # fmt: skip
        return Branch(said["to"], Condition(
            frozenset(map(Urgency, said["urgency"])), frozenset(map(Children, said["children"])),
            frozenset(map(Papers, said["papers"])), frozenset(map(Place, said["place"])), hours,
        ))  # fmt: skip


def _branch_before(before: Branch | None, procedure: Procedure) -> dict[str, Any]:
    if before is None:
        return {"hours": "any"}
    when = before.when or ANY
    hours = {week.ALL: "any", procedure.working: "working",
             week.ALL & ~procedure.working: "closed"}.get(when.hours, "kept")  # fmt: skip
    sets = {name: sorted(getattr(when, name)) for name in wording.ANSWERS}
    return {"to": before.to, "other": before.when is None, "hours": hours, **sets}


class CaseForm(forms.Form):
    """A made-up case."""

    day = forms.ChoiceField(label=_("Day"), choices=list(enumerate(WEEKDAYS)))
    hour = forms.ChoiceField(label=_("Hour"), choices=[(n, f"{n:02d}:00") for n in range(24)])
    language = forms.ChoiceField(label=_("Her language"), choices=_LANGUAGES)
    urgency = forms.ChoiceField(label=_("She needs"), choices=list(wording.URGENCY.items()))
    children = forms.ChoiceField(label=_("Children"), choices=list(wording.CHILDREN.items()))
    papers = forms.ChoiceField(label=_("Papers"), choices=list(wording.PAPERS.items()))
    place = forms.ChoiceField(label=_("Where she is"), choices=list(wording.PLACE.items()))

    def case(self) -> Case:
        """The case that was described."""
        said = self.cleaned_data
        return Case(
            int(said["day"]) * 24 + int(said["hour"]), said["language"], Urgency(said["urgency"]),
            Children(said["children"]), Papers(said["papers"]), Place(said["place"]),
        )  # fmt: skip


# Friday at 23:00, with a child, without papers: what a partner should watch first.
A_FRIDAY_NIGHT = {
    "day": 4,
    "hour": 23,
    "language": "ur",
    "urgency": Urgency.DAY.value,
    "children": Children.WITH.value,
    "papers": "none",
    "place": Place.HERE.value,
}


class TalkForm(forms.Form):
    """A comment, a proposal or an objection."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[*wording.KINDS, (OBJECTION, _("Objection: it has to be answered before signing"))],
    )
    step = forms.ChoiceField(label=_("About which step"), required=False)
    text = _text(
        _("In your own language"),
        most=LONGEST_SAID,
        rows=4,
        help_text=_("Never write about a woman."),
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", _("the whole procedure")), *steps[1:]]  # type: ignore[attr-defined]  # a choice


class AnswerForm(forms.Form):
    """The answer to an objection."""

    text = _text(_("Answer"), most=LONGEST_SAID, rows=4)


class MeetingForm(forms.Form):
    """Minutes."""

    held_on = forms.DateField(
        label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"})
    )
    minutes = _text(
        _("What was agreed"),
        most=LONGEST_SAID * 2,
        rows=8,
        help_text=_("Name organisations, not persons. Never write about a woman."),
    )


class BringForm(forms.Form):
    """A file with a procedure, then a yes to what it holds."""

    file = forms.FileField(label=_("File (JSON)"), required=False, allow_empty_file=True)
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    graph: Procedure | None = None

    def clean(self) -> dict[str, Any]:
        """Reads the file, or again what was shown."""
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        try:
            self.graph = document.read_text(file.read() if file else said.get("text") or "")
        except NotReadError as refused:
            words = wording.NOT_READ.get(refused.code, wording.NOT_READ_AT)
            self.add_error("file", str(words) % {"where": refused.where or refused.code})
        return said
