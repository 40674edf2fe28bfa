"""What people read about practices: states, acts, topics, rights, criteria, refusals."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.practices.rules.content import Rights, Topic
from communitylinkage.practices.rules.review import Criterion, Mark
from communitylinkage.practices.rules.states import Act, State, Why
from communitylinkage.practices.rules.travel import Outcome

STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.IN_REVIEW.value, _("In review")),
    (State.CHANGES_ASKED.value, _("Changes asked for")),
    (State.PUBLISHED.value, _("Published")),
    (State.REPLACED.value, _("Replaced by a newer version")),
    (State.WITHDRAWN.value, _("Withdrawn")),
]
ACTS = {
    Act.SUBMIT: _("Send it for review"),
    Act.TAKE_BACK: _("Take it back to change it"),
    Act.PUBLISH: _("Publish it"),
}
TOPICS = {
    Topic.INTERPRETERS: _("Interpreters"),
    Topic.MEDIATION: _("Cultural mediators"),
    Topic.TRAINING: _("Training"),
    Topic.PROCEDURES: _("Clear steps between services and communities"),
    Topic.STAFF: _("More people in the team"),
    Topic.FUNDING: _("Money to carry on"),
    Topic.CHILDCARE: _("Somebody who looks after the children"),
    Topic.PREMISES: _("A safe place to meet"),
    Topic.LEGAL: _("Legal advice, also about papers"),
    Topic.DIGITAL: _("Safe telephones and computers"),
    Topic.INFORMATION: _("Information in more languages"),
    Topic.SUPPORT_FOR_HELPERS: _("Support for those who help"),
    Topic.DETECTION: _("Noticing early"),
    Topic.TRUST: _("Trust between services and communities"),
    Topic.ACCOMPANYING: _("Going along with a woman"),
    Topic.TAKING_PART: _("Women take part in deciding"),
}
TOPIC_CHOICES = [(one.value, words) for one, words in TOPICS.items()]
RIGHTS = [
    (Rights.BY.value, _("Free to use and change, with our name (CC BY 4.0)")),
    (Rights.BY_SA.value, _("The same, and what is changed goes on alike (CC BY-SA 4.0)")),
    (Rights.BY_NC.value, _("Free to use and change with our name, not for sale (CC BY-NC 4.0)")),
    (Rights.BY_NC_SA.value, _("Not for sale, and goes on alike (CC BY-NC-SA 4.0)")),
    (Rights.BY_ND.value, _("Free to use as it is, not to change (CC BY-ND 4.0)")),
    (Rights.ZERO.value, _("Free for everything, without our name (CC0)")),
    (Rights.ASK.value, _("Ask us first")),
]
DEEDS = {
    Rights.BY.value: "https://creativecommons.org/licenses/by/4.0/",
    Rights.BY_SA.value: "https://creativecommons.org/licenses/by-sa/4.0/",
    Rights.BY_NC.value: "https://creativecommons.org/licenses/by-nc/4.0/",
    Rights.BY_NC_SA.value: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    Rights.BY_ND.value: "https://creativecommons.org/licenses/by-nd/4.0/",
    Rights.ZERO.value: "https://creativecommons.org/publicdomain/zero/1.0/",
}
PARTS = {
    "problem": _("The problem"),
    "whom": _("For whom"),
    "done": _("What is done"),
    "needs": _("What it needs"),
    "showed": _("What it showed"),
    "failed": _("What did not work"),
}
CRITERIA = {
    Criterion.CLEAR: _("Is it clear? Could you explain it to a colleague?"),
    Criterion.SAFE: _("Is it safe for the women? Can nobody be hurt or found by it?"),
    Criterion.WORKS: _("Does it work? Does what is shown prove it?"),
    Criterion.TAKEN_OVER: _("Could others take it over, with what they have?"),
    Criterion.TAKES_PART: _("Did those whom it concerns help to decide?"),
}
MARKS = [
    (Mark.YES.value, _("Yes")),
    (Mark.PARTLY.value, _("Partly")),
    (Mark.NO.value, _("No")),
]
OUTCOMES = [
    (Outcome.WORKS.value, _("It works here")),
    (Outcome.CHANGED.value, _("It works here, after we changed something")),
    (Outcome.NOT_YET.value, _("It does not work yet")),
    (Outcome.STOPPED.value, _("We stopped doing it")),
]
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.NO_TEXT: _("Write every part in at least one language first."),
    Why.NO_TOPIC: _("Choose at least one problem that it answers first."),
    Why.REVIEWS: _("Two organisations of other countries must say first that it is ready."),
    Why.OWN: _("It is your own organisation's."),
    Why.SAME_COUNTRY: _("It is reviewed by people of another country."),
    Why.REVIEWED: _("Your organisation has reviewed this text already."),
    Why.RIGHTS: _("Its rights do not allow to change it. You may take it over as it is."),
    Why.ASK_THEM: _("Its rights say: ask first. Please ask them, and say that they agreed."),
    Why.TAKEN_ALREADY: _("Your organisation has taken it over already."),
    Why.TOO_EARLY: _("It is too early for this result, or it is told already."),
}
SAID = {
    "begun": _("The draft is there. Now write it down."),
    "kept": _("It is kept."),
    "done": _("It is done."),
    "reviewed": _("Thank you. Your review can be read with the practice."),
    "adapted": _("Your own version is a draft now. Change what is different with you."),
    "adopted": _("It is written down that you took it over. In three months we ask how it went."),
    "told": _("Thank you. Others can read it now."),
    "asked": _("Your question can be read by all who are signed in."),
    "withdrawn": _("It is withdrawn. Its page says why, and who took it over is told."),
}
NOT_A_PROOF = _("This line is not understood: %(line)s")
LANGUAGE_MISSING = _("Please choose at least one.")
DATE_AHEAD = _("The day may not be still to come.")
