"""What a recipient outside reads. Shown only after the button, never in a letter or a title."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.taxonomy import zone
from communitylinkage.guide.wording import COUNTRIES
from communitylinkage.matching.need import Help, Papers
from communitylinkage.referrals.papers import Channel, Content, Summary, Warm
from communitylinkage.referrals.rules import Act, Outcome, Reason
from communitylinkage.values.languages import own_name

Line = tuple[Promise, str]

KINDS: dict[str, Promise] = {
    Help.TALK: _("Someone to talk to"),
    Help.SHELTER: _("A safe place to sleep"),
    Help.LEGAL: _("Advice from a lawyer"),
    Help.PAPERS: _("Help with residence papers"),
    Help.HEALTH: _("A doctor"),
    Help.MIND: _("Help for her feelings, her fear, her sleep"),
    Help.MONEY: _("Money, food or work"),
    Help.CHILDREN: _("Help for her children"),
    Help.POLICE: _("Police who know about this"),
}
PAPERS: dict[str, Promise] = {
    Papers.HAVE: _("She has residence papers"),
    Papers.NONE: _("She has no residence papers"),
    Papers.UNSAID: _("She did not say"),
}
WARMS: dict[str, Promise] = {
    Warm.JOINT_CALL: _("By a call together: she, her mentor and you"),
    Warm.ACCOMPANIED: _("Her mentor comes along"),
    Warm.MEETING: _("By a meeting at a time that is proposed"),
    Warm.ALONE: _("She comes alone"),
}
CHANNELS: dict[str, Promise] = {
    Channel.CALL: _("By a telephone call"),
    Channel.MESSAGE: _("By a short message"),
    Channel.EMAIL: _("By e-mail"),
    Channel.THROUGH_MENTOR: _("Only through her mentor"),
}
REASONS: list[tuple[str, Promise]] = [
    (Reason.NO_ROOM, _("We have no room")),
    (Reason.LANGUAGE, _("Nobody here speaks her language")),
    (Reason.PAPERS, _("We may not help without papers")),
    (Reason.CHILDREN, _("We cannot take children")),
    (Reason.DISABILITY, _("Our house is not right for her disability")),
    (Reason.AREA, _("She lives outside our area")),
    (Reason.NOT_OUR_KIND, _("We do not do this kind of help")),
    (Reason.KNOWS_HER, _("Somebody here may know her or her family")),
    (Reason.OTHER, _("Something else")),
]
OUTCOMES: list[tuple[str, Promise]] = [
    (Outcome.PROVIDED, _("She got the help")),
    (Outcome.PROVIDED_ELSEWHERE, _("She got help somewhere else")),
    (Outcome.DECLINED_BY_HER, _("She did not want it")),
    (Outcome.UNAVAILABLE, _("The help was not there after all")),
    (Outcome.NOT_REACHED, _("She could not be reached")),
]
SAID: dict[str, Promise] = {
    Act.ACCEPT: _("Thank you. You said yes. Your answer has arrived."),
    Act.DECLINE: _("Thank you. You said no. Your answer has arrived."),
    Act.CONTACT: _("Thank you. It is noted that you have spoken with her."),
    Act.BEGIN: _("Thank you. It is noted that the help has begun."),
    Act.CLOSE: _("Thank you. It is finished."),
}
CHANGED_MEANWHILE = _(
    "Somebody answered on this page before you. Nothing was done now. This is how it stands."
)
WRONG_CODE = _("This is not the code. Please listen to it again.")
NO_MORE_CODES = _("There were too many wrong codes. Please ask by telephone.")


def wait_for(until: datetime, country: str) -> str:
    """When a code is looked at again."""
    when = moment(until, country)
    return _now("This is not the code. You can try again after %(when)s.") % {"when": when}


def moment(when: datetime, country: str) -> str:
    """Day and time in the zone of a country, which is named: the reader may be elsewhere."""
    name = zone(country, None)
    return f"{date_format(when.astimezone(ZoneInfo(name)), 'j F Y, H:i')} ({name})"


def _said(words: dict[str, Promise], code: str) -> str:
    return str(words.get(code, code))


def _filled(lines: Iterable[tuple[Promise, str]]) -> list[Line]:
    return [(label, words) for label, words in lines if words]


def summary_lines(summary: Summary) -> list[Line]:
    """The coded need in words; what was not said is left out."""
    place = ", ".join(str(p) for p in (summary.area, COUNTRIES.get(summary.country, "")) if p)
    speaks = ", ".join(own_name(code) for code in summary.languages)
    return _filled(
        (
            (_("What she needs"), _said(KINDS, summary.kind)),
            (_("Languages, the best first"), speaks),
            (_("Interpreter"), _yes(summary.interpreter)),
            (_("Where, roughly"), place),
            (_("Residence papers"), _said(PAPERS, summary.papers)),
            (_("Children come with her"), _yes(summary.children)),
            (_("It must be without stairs"), _yes(summary.step_free)),
            (_("How she would come to you"), _said(WARMS, summary.warm)),
        )
    )


def _yes(so: bool) -> str:
    return _now("Yes") if so else _now("No")


def content_lines(content: Content) -> list[Line]:
    """Name and safe contact; what is empty is left out."""
    return _filled(
        (
            (_("How she wants to be called"), content.name),
            (_("How to reach her"), _said(CHANNELS, content.channel)),
            (_("Number or address"), content.number),
            (_("When it is safe"), content.when),
            (_("Say that you are"), content.cover_name),
            (_("The agreed word"), content.agreed_word),
            (_("Proposed meeting"), content.meeting),
            (_("Good to know"), content.note),
        )
    )
