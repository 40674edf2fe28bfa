"""What people read about coverage: levels, situations, changes, faults of a file, the law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communitylinkage.coverage.rules.levels import Level
from communitylinkage.coverage.rules.mends import Change
from communitylinkage.coverage.rules.population import Why
from communitylinkage.coverage.rules.situations import Situation
from communitylinkage.directory.wording import KINDS as LISTED_KINDS
from communitylinkage.matching.answer import Condition

KINDS = {code.removeprefix("help:"): words for code, words in LISTED_KINDS}
LEVELS = {
    Level.DIRECT: _("In her language"),
    Level.MENTOR: _("With a mentor"),
    Level.INTERPRETER: _("With an interpreter"),
    Level.FAR: _("Only far away"),
    Level.NONE: _("Not at all"),
}
LEVELS_TOLD = {
    Level.DIRECT: _("Somebody within 50 km, or on the telephone, speaks her language."),
    Level.MENTOR: _("Nobody there speaks her language, but a mentor can go with her."),
    Level.INTERPRETER: _("Nobody there speaks her language, but there is an interpreter, often "
                         "by telephone."),
    Level.FAR: _("All that she could use is more than 50 km away."),
    Level.NONE: _("There is nothing in the country that she could use."),
}  # fmt: skip
SITUATIONS = {
    Situation.ANY: _("nothing more is needed"),
    Situation.PAPERS: _("she has no papers"),
    Situation.CHILDREN: _("her children come along"),
    Situation.DISABILITY: _("she cannot climb stairs"),
    Situation.MONEY: _("she has no money"),
    Situation.NIGHT: _("it is night"),
    Situation.NOTHING: _("she has no papers and no money"),
}
CHANGES = {
    Change.LANGUAGE: _("It speaks %(language)s too"),
    Change.INTERPRETER: _("It has an interpreter, for example by telephone"),
    Change.PAPERS: _("It takes women without papers"),
    Change.CHILDREN: _("Children may come along"),
    Change.STEPS: _("It can be reached without stairs"),
    Change.FREE: _("It costs nothing"),
    Change.NIGHT: _("It is open at night"),
    Change.MENTOR: _("A mentor who speaks %(language)s"),
}
CONDITIONS = {
    Condition.LANGUAGE: _("the language"),
    Condition.REACH: _("the distance"),
    Condition.OPEN: _("it is closed at night"),
    Condition.PAPERS: _("it takes nobody without papers"),
    Condition.CHILDREN: _("children cannot come"),
    Condition.STEP_FREE: _("there are stairs"),
    Condition.FREE: _("it costs money"),
}
WHY = {
    Why.NOT_TEXT: _("This is not a CSV file in UTF-8."),
    Why.COLUMNS: _("A column is missing: %(said)s"),
    Why.EMPTY: _("There is no row in it."),
    Why.TOO_MANY: _("There are more than %(said)s rows."),
    Why.CELLS: _("This row has too many or too few cells."),
    Why.REGION: _("We do not know this region: %(said)s"),
    Why.ORIGIN: _("We do not know this country of origin: %(said)s"),
    Why.LANGUAGE: _("We have no language for this country of origin: %(said)s"),
    Why.WOMEN: _("This is not a number of women: %(said)s"),
    Why.TWICE: _("This region and origin come twice: %(said)s"),
}
NEEDS = {
    "interpreters": _("Interpreters"),
    "mediation": _("Cultural mediators"),
    "childcare": _("Somebody who looks after the children"),
    "premises": _("A safe place to meet"),
    "legal": _("Legal advice, also about papers"),
    "information": _("Information in more languages"),
}
REFERRAL_ANSWERS = {
    "provided": _("She got the help"),
    "provided_elsewhere": _("She got help somewhere else"),
    "declined_by_her": _("She did not want it"),
    "unavailable": _("The help was not there"),
    "not_reached": _("She could not be reached"),
    "declined": _("The service said no"),
    "expired": _("The service did not answer in time"),
}
FOUND = _("Something was found")
NOT_FOUND = _("Nothing was found")
MENDED = pgettext_lazy("coverage", "We have changed our entry")
SAME = pgettext_lazy("coverage", "We have looked, and our entry is right")
ANSWERS = [("mended", MENDED), ("same", SAME)]
SAID = {
    "taken": _("The figures are taken in. From now on they weigh the gaps."),
    "heard": _("Thank you. It is written down that you have looked."),
}
LAW = "https://rm.coe.int/168008482e"
