"""What people read about indicators: units, states, mistakes, what was left out, refusals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from communitylinkage.impact.rules.definition import Answers, Better, Fault, Unit
from communitylinkage.impact.rules.evaluating import Why
from communitylinkage.impact.rules.formula import Mistake
from communitylinkage.impact.rules.progress import Stand
from communitylinkage.impact.rules.quality.doubts import Reason
from communitylinkage.impact.rules.states import Refused

AUDIENCES = [("partners", _("Partners")), ("public", _("Everybody"))]
UNITS = {
    Unit.PERSONS: _("people"),
    Unit.WOMEN: _("women"),
    Unit.REACHED: _("people reached"),
    Unit.TIMES: _("times"),
    Unit.PRACTICES: _("practices"),
    Unit.PROCEDURES: _("procedures"),
    Unit.MEETINGS: _("meetings"),
    Unit.FINDINGS: _("findings"),
    Unit.SHARE: _("of 100"),
    Unit.POINTS: _("points of 100"),
    Unit.DAYS: _("days"),
}
BANDS = {
    "day": _("within one day"),
    "three_days": _("within three days"),
    "week": _("within a week"),
    "longer": _("later than a week"),
}
BETTER = [(Better.MORE.value, _("More is better")), (Better.LESS.value, _("Less is better"))]
ANSWERS = [
    (Answers.LEAD.value, _("Who leads the programme")),
    (Answers.COORDINATOR.value, _("Coordinators")),
    (Answers.MENTOR.value, _("Mentors")),
    (Answers.PROFESSIONAL.value, _("Professionals")),
]
STANDS = {
    Stand.REACHED: _("Reached"),
    Stand.ON_ITS_WAY: _("On its way"),
    Stand.LATE: _("Late"),
    Stand.MISSED: _("Missed"),
    Stand.NOT_DUE: _("Not due yet"),
    Stand.NO_TARGET: _("No target"),
    Stand.NOT_MEASURED: _("No figure"),
    Stand.UNSURE: _("Too close to say, as it is rounded"),
}
WHYS = {
    Why.NOTHING_YET: _("Nothing is counted yet."),
    Why.NOT_INSTALLED: _("The part that counts this is not installed here."),
    Why.NOT_BY_COUNTRY: _("This is counted for the whole programme only."),
    Why.BELOW_ZERO: _("More was taken off than was counted. Something was counted wrongly."),
    Why.MORE_THAN_WHOLE: _("The part is larger than the whole. Something was counted wrongly."),
    Why.TOLD_BEFORE_CLOSED: _("So far women told how it went in more referrals than were closed."),
    Why.NOT_FITTING: _("The formula does not fit what was counted."),
}
LEFT_OUT = {
    "other_codes": _("Counted of the same kind, but not what the formula asks for"),
    "elsewhere": _("In a country that is not in the programme"),
    "still_waiting": _("Still waiting to be written on, so that nobody can be found by the day"),
    "by_mistake": _("Certificates that were given by mistake"),
    "finished_again": _("Finished a further course: counted with the first"),
    "counted_once": _("Records put together: the same person counts once"),
    "one_test_only": _("Answers without a pair: only one of both tests"),
    "at_home": _("Taken over in the same country"),
    "not_in_force": _("Proposed or suspended"),
    "looked_at_again": _("Looked at again, because somebody took something back"),
    "further_cycle": _("Took part in a further cycle: counted with the first"),
}
FAULTS: dict[Fault, Any] = {
    Fault.NOT_TOML: _("This line cannot be read."),
    Fault.TOO_LONG: _("This is too long."),
    Fault.MISSING: _("This is missing."),
    Fault.UNKNOWN: _("There is no such field: %(word)s"),
    Fault.VALUE_TYPED: _("A figure cannot be typed. Write a formula, and it is counted."),
    Fault.WRONG_TYPE: _("This is not of the right kind."),
    Fault.NOT_A_CHOICE: _("Choose one of these: %(word)s"),
    Fault.NOT_A_CODE: _("This is not a code: %(word)s"),
    Fault.FORMULA: _("The formula cannot be read."),
    Fault.UNIT: _("The unit does not fit the formula. These do: %(word)s"),
    Fault.BY: _("The formula cannot be laid apart by this: %(word)s"),
    Fault.NUMBER: _("A number between these, please: %(word)s"),
    Fault.MONTH: _("Which month of the programme? Write a number."),
    Fault.TWICE: _("There are two targets for this month: %(word)s"),
    Fault.WORDS: _("We do not know this language: %(word)s"),
    Fault.HIDDEN_SIGNS: _("There is an invisible sign in it."),
}
MISTAKES: dict[Mistake, Any] = {
    Mistake.EMPTY: _("Write a formula."),
    Mistake.TOO_LONG: _("The formula is too long."),
    Mistake.TOO_DEEP: _("Too many brackets stand inside each other."),
    Mistake.SIGN: _("Sign %(place)s cannot be read: %(word)s"),
    Mistake.FUNCTION: _("At sign %(place)s there is no such word to begin with: %(word)s"),
    Mistake.EXPECTED: _("At sign %(place)s this is missing: %(word)s"),
    Mistake.NOT_A_CODE: _("At sign %(place)s this is not a code: %(word)s"),
    Mistake.KIND: _("At sign %(place)s nothing of this kind is counted: %(word)s"),
    Mistake.SOURCE: _("At sign %(place)s no part gives this: %(word)s"),
    Mistake.CODE: _("At sign %(place)s this is not known there: %(word)s"),
    Mistake.SCALE: _("At sign %(place)s this has no order, so it has no middle: %(word)s"),
    Mistake.NOT_A_NUMBER: _("At sign %(place)s this is not a number that can be added: %(word)s"),
    Mistake.TOO_FEW: _("At sign %(place)s something more is needed for: %(word)s"),
    Mistake.TOO_MANY: _("At sign %(place)s there is too much for: %(word)s"),
    Mistake.MORE: _("From sign %(place)s on there is too much: %(word)s"),
    Mistake.GIVES: _("At sign %(place)s use the other word, given or distinct, for: %(word)s"),
}
REFUSED = {
    Refused.MONTH_NOT_OVER: _("This month is not over yet, or is not in the programme."),
    Refused.FROZEN_ALREADY: _("The figures of this month, or of a later one, are frozen already."),
    Refused.NO_INDICATORS: _("There are no indicators yet."),
    Refused.NO_DRAFT: _("There is no draft to publish."),
    Refused.DRAFT_CHANGED: _("Somebody kept another draft meanwhile. Here it is: read it first."),
    Refused.OTHER_CODE: _("The code of an indicator cannot be changed."),
    Refused.CODE_TAKEN: _("There is an indicator with this code already."),
    Refused.RELEASED_ALREADY: _("These figures are let out already."),
}
NOT_LET_OUT = {
    "corrected": _("It was corrected: fewer are counted than were let out before, and the "
                   "difference could show who. Nothing is let out, until as many are counted again "
                   "as were let out."),
    "nothing": _("Nothing is counted yet."),
    "nothing_left": _("Too few people stand behind each figure. Nothing can be shown."),
    "earlier_publications": _("With what was let out before, somebody could be found. Nothing is "
                              "let out."),
    "contradicts_earlier": _("A figure was corrected after it was let out. Nothing is let out."),
    "shared": _("Another programme works in one of its countries in the same time. What is counted "
                "there does not say for which programme it was, and the figures of both together "
                "could show who. Nothing is let out."),
    "other_readers": _("With this, others could find what was kept from them. Nothing is let out."),
    "too_many_parts": _("The table is too large to be made safe. Nothing is let out."),
}  # fmt: skip
SAID = {
    "begun": _("The ready indicators are here."),
    "kept": _("Kept as a draft. Figures follow it once it is published."),
    "published": _("Published. Figures are counted by it from now on."),
    "frozen": _("Frozen. These figures stay as they are."),
    "released": _("Let out to everybody."),
    "set_aside": _("Set aside, with your reason. It asks again when it grows."),
    "asked_again": _("It asks again from now on."),
}
REASONS = [
    (Reason.TRUE.value, _("I have looked, and it is right as it is")),
    (Reason.UNKNOWN.value, _("It cannot be found out any more")),
    (Reason.LATER.value, _("It is being mended; ask me again in 30 days")),
]
