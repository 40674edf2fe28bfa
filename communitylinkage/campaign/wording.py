"""What people read about campaigns: groups, kinds, states, acts, refusals, faults, done."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.campaign.rules.cells import Wrong
from communitylinkage.campaign.rules.groups import Group
from communitylinkage.campaign.rules.reach import How, Side
from communitylinkage.campaign.rules.states import Act, State, Why

GROUPS = [
    (Group.WOMEN.value, _("Women of the communities")),
    (Group.AROUND.value, _("Family, friends and neighbours")),
    (Group.EVERYBODY.value, _("Everybody")),
    (Group.PROFESSIONALS.value, _("Professionals")),
    (Group.DECIDERS.value, _("People who decide")),
    (Group.MEDIA.value, _("Newspapers, radio, television")),
]
KINDS = [("poster", _("Poster")), ("leaflet", _("Leaflet")), ("post", _("Text to share"))]
PAPERS = {"poster": ("a3", "a4"), "leaflet": ("a5", "a4", "fold")}
CHANNELS = [
    ("posters", _("Posters")),
    ("leaflets", _("Leaflets")),
    ("network", _("Social network")),
    ("press", _("Newspaper, radio or television")),
    ("letter", _("Newsletter")),
    ("event", _("Meeting or event")),
    ("doors", _("Our own events, counted at their doors")),
    ("site", _("Website")),
    ("visits", _("Our short addresses")),
]
SIDES = [
    (Side.STAKEHOLDERS.value, _("Professionals and people who decide")),
    (Side.POPULATION.value, _("Everybody else")),
]
HOW = [
    (How.COUNTED.value, _("Counted by us")),
    (How.REPORTED.value, _("Reported by the platform")),
    (How.ESTIMATED.value, _("Estimated")),
]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.WAITING.value, _("Waits for a second person")),
    (State.CHANGES_ASKED.value, _("Changes asked for")),
    (State.APPROVED.value, _("Approved")),
    (State.REPLACED.value, _("Replaced by a newer version")),
    (State.WITHDRAWN.value, _("Withdrawn")),
]
ACTS = {
    Act.SUBMIT: _("Ask a second person to look at it"),
    Act.TAKE_BACK: _("Take it back to change it"),
    Act.APPROVE: _("I have read it: approve it"),
}
TARGETS = [
    ("/find/", _("Find help")),
    ("/", _("The first page of the guide")),
    ("/help-lines/", _("Help lines")),
    ("campaign", _("The page of this campaign")),
    ("other", _("Another page of this site, such as an event")),
]
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.NO_TEXT: _("Write it in at least one language first."),
    Why.OWN_EYES: _("You have written on it. Somebody else has to read and approve it."),
    Why.NOT_APPROVED: _("It is not approved yet. Only approved material goes out."),
    Why.NO_MESSAGE: _("Write a message for these people first."),
    Why.TWICE: _("Something is said of these two already. Take that away first."),
}
SAID = {
    "begun": _("The campaign is there. Now write what you want to say, and to whom."),
    "kept": _("It is kept."),
    "done": _("It is done."),
    "sent": _("Now a second person reads it. Home tells her."),
    "approved": _("It is approved. Anybody can take it now."),
    "made": _("The address is there. Now it counts visits."),
    "gone": _("It is taken away."),
    "imported": _("The figures of the file are there, and the file is kept with them."),
    "withdrawn": _("It is withdrawn. Its papers cannot be taken any more."),
}
FAULTS = {
    Wrong.EMPTY: _("The file is empty."),
    Wrong.LARGE: _("The file is larger than one megabyte. Export a shorter time."),
    Wrong.KIND: _("This is no CSV file. In the platform choose “CSV” when you export."),
    Wrong.QUOTES: _("A quotation mark is opened and never closed. Export the file anew."),
    Wrong.NO_HEAD: _(
        "We find no line that names a column with the date and a column with a number of people "
        "or views. Do not take out the first lines of the file."
    ),
    Wrong.NO_ROWS: _("There is nothing below the names of the columns."),
    Wrong.MANY: _("There are more than 3,000 lines. Export by week or by month."),
    Wrong.TIMES: _(
        "This column says how often something was seen, not how many people saw it. Choose another "
        "column, or say at the channel how often one person may be in it."
    ),
    Wrong.CELLS: _("The line has another number of cells than the first line."),
    Wrong.BLANK: _("The cell is empty."),
    Wrong.DATE: _("This is no date that we can read. Write 2026-03-31."),
    Wrong.ORDER: _("Is this the day or the month first? Please say it below."),
    Wrong.BACKWARDS: _("The last day is before the first."),
    Wrong.AHEAD: _("This day is still to come."),
    Wrong.NUMBER: _("This is no whole number."),
    Wrong.SHORT: _("This number is shortened. Take the exact one."),
    Wrong.NEGATIVE: _("A number of people is never below zero."),
    Wrong.HUGE: _("This is more people than can be."),
    Wrong.TWICE: _("An earlier line of this file holds the same day."),
    Wrong.THERE: _("The channel has a figure of this day already."),
}
ORDERS = [
    ("", _("as the file shows")),
    ("day", _("the day first: 31/03/2026")),
    ("month", _("the month first: 03/31/2026")),
]
LAST_BEFORE_FIRST = _("The last day is before the first.")
STILL_TO_COME = _("The day may not be still to come.")
NOT_OURS = _("This is no page of this site that anybody may open.")
WRITE_WHICH = _("Write which page.")
LEAST_ABOVE_MOST = _("At least is more than at most.")
MORE_THAN_EITHER = _("That is more people than one of them reached: %(most)s.")
SAY_ONE = _("Write at least one of the two numbers.")
DOORS_ARE_COUNTED = _(
    "At the door each person is counted once. Choose “Counted by us” above and “1” below."
)
VISITS_ARE_NO_PEOPLE = _(
    "Visits are not people: each opening counts again. Leave this empty, it gives at least one."
)
COUNTED_HAS_NO_MARGIN = _("What was counted has no margin. Choose “Estimated” if it has one.")
FILE_FAULTS = {
    "empty": _("The file is empty."),
    "large": _("The file is larger than 5 megabytes."),
    "kind": _("We take pictures, PDF, text, CSV and office files."),
}
TITLES_ARE_SEEN = _("Neutral words: others may see them on a shared telephone.")
