"""What people read about tables that cross two characteristics."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.intersections.rules.populations import OTHER, UNSAID, Population, What
from communitylinkage.learning.chain.showing import SEVERAL_WORDS
from communitylinkage.learning.wording import TRACKS
from communitylinkage.network.wording import HOW
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.support import wording as support
from communitylinkage.values.languages import OWN_NAMES

POPULATIONS: dict[Population, Promise] = {
    Population.WOMEN: _("Women supported by a mentor"),
    Population.MENTORS: _("Mentors who finished their course"),
    Population.PROFESSIONALS: _("Professionals who finished their course"),
    Population.PARTICIPANTS: _("People who took a seat in a course"),
    Population.MEMBERS: _("Members engaged in their communities"),
}
# What is counted, and who is left out.
ABOUT: dict[Population, Promise] = {
    Population.WOMEN: _(
        "Each receipt, and each code that a woman chose, counts once in a period of the programme, "
        "by its first visit. Who brought neither is left out."
    ),
    Population.MENTORS: _("Each person counts once, when she first finished."),
    Population.PROFESSIONALS: _("Each person counts once, when she first finished."),
    Population.PARTICIPANTS: _("Each person counts once, when she first took a seat."),
    Population.MEMBERS: _(
        "Each person counts once, when she was first engaged. Origin and language are those of her"
        " community: of herself neither is written down."
    ),
}
WHATS: dict[What, Promise] = {
    What.COUNTRY: _("Country"),
    What.KIND: _("Kind of support"),
    What.WHERE: _("Where to"),
    What.OUTCOME: _("What came of it"),
    What.FOLLOWS: _("What follows"),
    What.STANDING: _("How she is counted"),
    What.LANGUAGE: _("Language"),
    What.ORIGIN: _("Origin of the community"),
    What.HOW: _("How she is engaged"),
    What.TRACK: _("Which course"),
    What.THERE: _("How much of the course"),
    What.BY: _("Taught by mentors of"),
}
AUDIENCES: dict[str, Promise] = {
    "partners": _("Partners"),
    "public": _("Everybody"),
    "internal": _("Only those who lead: exact, not to be passed on"),
}
_COUNTRIES: dict[str, Promise | str] = dict(COUNTRIES)
CODES: Mapping[What, Mapping[str, Promise | str]] = {
    What.COUNTRY: _COUNTRIES,
    What.KIND: dict(support.KINDS),
    What.WHERE: dict(support.WHERE),
    What.OUTCOME: dict(support.OUTCOMES),
    What.FOLLOWS: dict(support.FOLLOWS),
    What.STANDING: {code: words for code, words in support.STANDINGS if code != "none"},
    What.LANGUAGE: OWN_NAMES,
    What.ORIGIN: {},
    What.HOW: dict(HOW),
    What.TRACK: dict(TRACKS),
    What.THERE: {"whole": _("All of it"), "part": _("A part of it")},
    What.BY: {**_COUNTRIES, "several": SEVERAL_WORDS},
}
LEFT: dict[str, Promise] = {
    "*": _("All together"),
    OTHER: _("All others together"),
    UNSAID: _("Not said"),
}
CONTEXT = _(
    "Read this with care: it tells whom the programme reached, not who is hurt more often or needs"
    " more help. How many are counted depends on where there are mentors, on the languages they"
    " speak, and on how safe people feel to come. The lines stand in the order of the alphabet."
)
HIDDEN = _("hidden")
SURE = _(
    "In brackets: the share of the column. Behind it: between which shares it would lie 19 times"
    " out of 20, if as many other people came in the same way; rounding is counted in."
)
NOTES: dict[str, Promise] = {
    "fewest": _("A figure stands only where there are at least %(k)s persons, or nobody."),
    "rounded": _("Figures are rounded to the nearest %(base)s."),
    "rounded_apart": _("Sums are rounded by themselves, so parts need not add up to them."),
    "hidden": _("%(cells)s figures are hidden: they are small, or would give a small one away."),
}
UNSAFE: dict[str, Promise] = {
    "nothing_left": _("So few persons are counted that nothing of this table can be shown."),
    "earlier_publications": _(
        "Together with a table that was let out before, this one would give somebody away."
    ),
    "contradicts_earlier": _(
        "A table that was let out before says something else about the same persons."
    ),
    "other_readers": _(
        "This table would give away to partners what is hidden from them in another one."
    ),
    "too_many_parts": _("So many cuts were let out already that nobody can check one more."),
}
SAID = {"let_out": _("The table is ready. It stays as it is now.")}
NO_SUCH_CUT = _("This cut does not exist any more. Please choose again.")
LAST_BEFORE_FIRST = _("The last quarter is before the first.")
TWICE = _("Choose two different characteristics, or leave the columns empty.")
