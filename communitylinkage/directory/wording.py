"""The words of the directory's pages that are lists."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries.content import FREE, MONEY, UNSAID
from communitylinkage.matching.need import Accepts, Authority, Bridge, Help, Tells

KINDS = [
    (f"help:{Help.TALK}", _("Someone to talk to")),
    (f"help:{Help.SHELTER}", _("A safe place to sleep")),
    (f"help:{Help.LEGAL}", _("A lawyer or advice about rights")),
    (f"help:{Help.PAPERS}", _("Help with papers")),
    (f"help:{Help.HEALTH}", _("A doctor")),
    (f"help:{Help.MIND}", _("Help for feelings, fear and sleep")),
    (f"help:{Help.MONEY}", _("Money, food or work")),
    (f"help:{Help.CHILDREN}", _("Help for children")),
    (f"help:{Help.POLICE}", _("Police who know about this")),
]
FEATURES = [
    ("feature:remote", _("Help by telephone, from everywhere in the country")),
    ("feature:women-only", _("Only women work here")),
    ("feature:children", _("Children can come along")),
    ("feature:step-free", _("There are no stairs")),
]
ASKS = [
    ("asks:identity-card", _("An identity card")),
    ("asks:police-report", _("A report to the police")),
]
BRIDGES = [
    (f"bridge:{Bridge.MEDIATOR}", _("A mediator comes along")),
    (f"bridge:{Bridge.TELEPHONE}", _("An interpreter by telephone")),
]
PAPERS = [
    (f"papers:{Accepts.YES}", _("Yes")),
    (f"papers:{Accepts.NO}", _("No")),
    (f"papers:{Accepts.ASK}", _("It depends: ask first")),
]
TELLS: list[tuple[str, str | Promise]] = [
    (Tells.NEVER, _("No")),
    (Tells.MUST, _("Yes, the law obliges us")),
    (Tells.UNKNOWN, _("We do not know")),
]
AUTHORITIES = {
    Authority.POLICE: _("Must you tell the police?"),
    Authority.CHILD_PROTECTION: _("Must you tell child protection, if a child is in danger?"),
    Authority.IMMIGRATION: _("Must you tell the office for foreigners?"),
}
COSTS = [
    (FREE, _("It costs nothing")),
    (MONEY, _("It can cost money")),
    (UNSAID, _("We do not say")),
]
STATUSES = [
    ("active", _("Yes, women can come or call")),
    ("temporarily closed", _("No, closed for some time")),
    ("inactive", _("No, not any more")),
]
TEXTS = {
    "name": _("Name"),
    "description": _("What you do, in plain words"),
    "eligibility_description": _("Who can come, and who cannot"),
    "application_process": _("How to begin: where to call or go first"),
    "fees_description": _("What it costs, in words"),
}
CHANGED = {
    **TEXTS,
    "language": _("Language of the texts"),
    "texts": _("Texts in other languages"),
    "older": _("Which texts may be older"),
    "codes": _("Kind of help, conditions and duties"),
    "languages": _("Languages"),
    "cost": _("Costs"),
    "phones": _("Telephone numbers"),
    "email": _("E-mail"),
    "url": _("Web page"),
    "hours": _("Opening hours"),
    "closures": _("Closed days"),
    "place": _("Town"),
    "country": _("Town"),
    "latitude": _("Town"),
    "longitude": _("Town"),
    "street": _("Street and number"),
    "postal_code": _("Postal code"),
    "status": _("Open or closed"),
}
# What an entry may say about itself in our terms; the rest of its terms is left alone.
IN_FORM = frozenset(
    code
    for code in taxonomy.every_code()
    if code != taxonomy.MADE_UP and not code.startswith("text:")
)
CHANGED_WHILE_WRITING = _(
    "This entry was changed while you wrote, and nothing of yours was saved. What you wrote still "
    "stands below. Look at what the entry says now, put what should stay into your words, and save "
    "again: then yours replaces it."
)
SAID = {
    "draft": _("The draft is kept. Nobody else sees it yet."),
    "dropped": _("The draft is thrown away."),
    "published": _("Published. Everybody sees it now."),
    "confirmed": _("Thank you. The entry is confirmed as of today."),
    "room": _("Thank you. Everybody sees it now, with its day."),
    "listed": _("Your organisation is in the directory now."),
    "texts": _("The words are kept in the draft. Publish it when you are ready."),
    "imported": _("The file is taken into the directory."),
    "line_confirmed": _("The help line is marked as confirmed with the operator."),
    "line_taken_back": _("The confirmation is taken back."),
    "line_corrected": _("The correction is kept. Everybody reads it now."),
    "line_source": _("The correction is taken back. Everybody reads what the source says."),
    "line_hidden": _("The help line is hidden. Nobody reads it now; 112 stays."),
    "line_shown": _("Everybody reads the help line again."),
}
LINE_FIELDS = {
    "name": _("Name"),
    "number": _("Number"),
    "hours": _("Hours"),
    "languages": _("Languages"),
    "cost": _("Cost"),
    "other_channels": _("Other channels"),
}

LINE_COLUMNS = (
    _("Country"),
    _("Name"),
    _("Number"),
    _("Hours"),
    _("Languages"),
    _("Cost"),
    _("Other channels"),
    _("Operator"),
    _("Source"),
    _("Address of the source"),
    _("Date of the source"),
    _("Note"),
    _("Confirmed on"),
    _("Corrected on"),
    _("What the source says instead"),
    _("Why"),
    _("Hidden on"),
)

# The tables of the standard, in the words of who fills them in.
TABLES = {
    "organizations": _("who offers help"),
    "organization_identifiers": _("numbers in a register of organisations"),
    "programs": _("programmes to which services belong"),
    "services": _("what help there is: name, description, who can come"),
    "locations": _("places, with their point on the map"),
    "service_at_location": _("which service is at which place"),
    "addresses": _("street and town of a place"),
    "contacts": _("persons to ask for"),
    "phones": _("telephone numbers"),
    "languages": _("languages spoken"),
    "accessibility": _("lift, ramp, toilets"),
    "schedules": _("when it is open, and when it is closed"),
    "cost_options": _("what it costs"),
    "required_documents": _("papers that are asked for"),
    "service_areas": _("for which area a service works"),
    "funding": _("who pays"),
    "taxonomies": _("lists of agreed words"),
    "taxonomy_terms": _("the agreed words"),
    "attributes": _("which agreed word is true of which service"),
    "metadata": _("who changed what, and when"),
    "meta_table_descriptions": _("what is said about a whole table"),
}
