"""Forms of one step of a procedure and of its ways on."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from communitylinkage.matching.need import Papers
from communitylinkage.procedures import wording
from communitylinkage.procedures.forms import SHARED_ITEMS, beside, must_write, several, text_field
from communitylinkage.procedures.graph import document, week
from communitylinkage.procedures.graph.cases import ANY, Children, Condition, Place, Urgency
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
    rewritten,
    written,
)
from communitylinkage.procedures.marked_forms import MarkedForm
from communitylinkage.values.marks import mark_of

if TYPE_CHECKING:
    from django.http import QueryDict


def steps_of(procedure: Procedure, names: dict[str, str]) -> list[tuple[str, str]]:
    """Steps as choices."""
    return [("", "–")] + [
        (one.code, f"{n}. {Truncator(names[one.code]).chars(70)}")
        for n, one in enumerate(procedure.steps, 1)
    ]


class StepForm(MarkedForm):
    """One step; its words in one language. The other languages stay, and are marked as older until
    somebody says that they still say the same.
    """

    what = text_field(
        _("What is done"), help_text=_("One or two plain sentences. Never write about a woman.")
    )
    same = several(_("These words still say the same"), [])
    beside = forms.CharField(required=False, widget=forms.HiddenInput)
    ends = forms.BooleanField(label=_("It ends here"), required=False)
    party = forms.ChoiceField(label=_("Who: which party"), required=False)
    role = forms.ChoiceField(label=_("Who of them"), choices=list(wording.ROLES.items()))
    unit = forms.ChoiceField(label=_("Within how long"), choices=list(wording.UNITS.items()))
    count = forms.IntegerField(label=_("How many hours"), required=False, min_value=1,
                               max_value=MOST_HOURS)  # fmt: skip
    shares = several(_("What is passed on here"), SHARED_ITEMS)
    asks = forms.BooleanField(label=_("She is asked for her yes here"), required=False)
    languages = several(_("In which languages, if not in all"), [])
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
        kwargs["initial"] = step_before(before, language)
        super().__init__(*args, **kwargs)
        self.before, self.language = before, language
        # A new step gets its code when it is kept.
        self.compare(document.to_json(Procedure(steps=(replace(before, code=""),)))["steps"])
        # A tick holds for the words that were beside it.
        mark = mark_of(sorted(before.what))
        self.other_words = self.renew("beside", mark) != mark and bool(self.data.get("same"))
        if self.other_words:
            cast("QueryDict", self.data).pop("same")
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
    urgency = several(_("Only if she needs"), list(wording.URGENCY.items()))
    children = several(_("Only with these children"), list(wording.CHILDREN.items()))
    papers = several(_("Only with these papers"), list(wording.PAPERS.items()))
    place = several(_("Only at this place"), list(wording.PLACE.items()))
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
