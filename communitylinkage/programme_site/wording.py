"""What people read about a programme's pages: kinds, states, funding, refusals."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.programme_site.rules.states import Kind, State, Why

KINDS = {
    Kind.ABOUT: _("What it is"),
    Kind.PARTNERS: _("Who takes part"),
    Kind.RESULTS: _("What came of it so far"),
    Kind.CAMPAIGN: _("Campaign"),
    Kind.NEWS: _("News"),
}
KIND_CHOICES = [(one.value, words) for one, words in KINDS.items()]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.PUBLISHED.value, _("Published")),
    (State.REPLACED.value, _("Replaced by a newer version")),
    (State.TAKEN_DOWN.value, _("Taken down")),
]
CO_FUNDED, FUNDED, OTHER = "eu_co", "eu", "other"
FUNDING = [
    (CO_FUNDED, _("Co-funded by the European Union")),
    (FUNDED, _("Funded by the European Union")),
    (OTHER, _("By somebody else")),
]
# The official sentences; the granting authority is named in the second.
SENTENCES = {CO_FUNDED: FUNDING[0][1], FUNDED: FUNDING[1][1]}
DISCLAIMER = _(
    "Funded by the European Union. Views and opinions expressed are however those of the author(s) "
    "only and do not necessarily reflect those of the European Union or %(authority)s. Neither the "
    "European Union nor the granting authority can be held responsible for them."
)
AUTHORITY = _("the granting authority")
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.NO_TEXT: _("Write a title and a text in at least one language first."),
    Why.SAME: _("This is what everybody reads now."),
}
SAID = {
    "kept": _("It is kept. Nobody outside reads it before you publish it."),
    "published": _("It is published. Everybody can read it now."),
    "taken_down": _("It is taken down. Nobody outside reads it any more."),
    "back": _("The earlier version is published again."),
    "dropped": _("The draft is gone. What is published stays."),
}
