"""The road of an ask through its three steps, without a session: each page carries the earlier."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.http import QueryDict

from communitylinkage.referrals.asks import queries
from communitylinkage.referrals.asks.forms import HelpStep, ReachStep, SendStep, Step
from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.asks.stamp import Stamp, new_stamp, read_stamp

STEPS = 3


class Steps:
    """What she has said so far, checked anew at every step.

    Args:
        data: of the form; empty at the beginning.

    `at` is the step to show, `ready` whether all three are said and checked.
    """

    def __init__(self, data: QueryDict, now: datetime) -> None:
        self.data = data
        self.asked = _whole(data.get("step", ""))
        self.back = "back" in data
        # The same step in another language: shown with what she typed, not checked yet.
        self.again = "again" in data
        self.help = HelpStep(data)
        # Asked of the database before the step is checked: so only what the step offers.
        country = _offered(self.help, "country")
        language = _offered(self.help, "language")
        self.readers = queries.readers(country, language)
        self.country = country
        self.reach = ReachStep(data)
        self.send = SendStep(data, readers=self.readers, country=country)
        found = read_stamp(str(data.get("stamp", "")), now)
        self.stamp: Stamp = found or new_stamp(now)
        self.stamp_expired = self.asked == STEPS and found is None and not self.again
        self.at, self.ready = self._where()

    def _where(self) -> tuple[int, bool]:
        if self.again:
            return max(1, self.asked), False
        if self.back:
            return max(1, self.asked - 1), False
        steps: tuple[Step, ...] = (self.help, self.reach, self.send)
        for at, form in enumerate(steps[: self.asked], start=1):
            if not form.is_valid():
                return at, False
        return min(self.asked + 1, STEPS), self.asked == STEPS and not self.stamp_expired

    @property
    def danger_now(self) -> bool:
        """Whether she says so in the first step."""
        return self.asked >= 1 and not (self.back or self.again) and self.help.danger_now

    @property
    def nobody_reads(self) -> bool:
        """Whether her country has no post that can be asked."""
        return self.at > 1 and not self.readers

    @property
    def shown(self) -> Step:
        """The form to show: with its errors if it was sent, else with what she said before."""
        form = (self.help, self.reach, self.send)[self.at - 1]
        if self.at <= self.asked and not (self.back or self.again):
            return form
        said = {name: self._said(form, name) for name in form.fields if name in self.data}
        if isinstance(form, SendStep):
            return SendStep(initial=said, readers=self.readers, country=self.country)
        return type(form)(initial=said)

    def _said(self, form: Step, name: str) -> str | list[str]:
        many = hasattr(form.fields[name].widget, "allow_multiple_selected") and (
            form.fields[name].widget.allow_multiple_selected
        )
        return self.data.getlist(name) if many else str(self.data.get(name, ""))

    def carried(self, shown: Step) -> Iterable[tuple[str, str]]:
        """What the page carries along unseen: the fields of the other steps."""
        for form in (self.help, self.reach, self.send):
            for name in form.fields:
                if name not in shown.fields:
                    yield from ((name, str(value)) for value in self.data.getlist(name))

    def letter(self) -> Letter:
        """What she wrote, once all three steps are said."""
        said = self.help.cleaned_data | self.reach.cleaned_data | self.send.cleaned_data
        reached = said["channel"] != "receipt"
        return Letter(
            kind=said["kind"],
            words=said["words"],
            language=said["language"],
            country=said["country"],
            area=said["area"],
            soon=said["soon"],
            channel=said["channel"],
            # Who does not want to be reached has not told us where, whatever was typed before.
            number=said["number"] if reached else "",
            hours=tuple(said["hours"]),
            when=said["when"],
            cover_name=said["cover_name"],
            agreed_word=said["agreed_word"],
            excluded=said["excluded"],
            not_organisations=tuple(said["not_organisations"]),
        )


def _offered(form: Step, name: str) -> str:
    """What she chose of a list; nothing where the list does not have it."""
    said = str(form.data.get(name, ""))
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]  # both are choices
    return said if field.valid_value(said) else ""


def _whole(text: str) -> int:
    return int(text) if text in {"1", "2", "3"} else 0
