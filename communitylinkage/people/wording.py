"""What people read about people: names of roles and states, and why something was refused."""

from django.utils.translation import gettext_lazy as _

ROLES = [
    ("mentor", _("Mentor")),
    ("professional", _("Professional")),
    ("coordinator", _("Coordinator")),
    ("lead", _("Programme lead")),
    ("administrator", _("Administrator")),
]
STATES = [
    ("awaiting", _("Waiting to be let in")),
    ("active", _("Active")),
    ("left", _("Left")),
]

NOT_RIGHT = _("The e-mail address and the password do not belong together.")
WAIT = _("There were several wrong tries. Please wait a little and try again.")
CODE_NOT_RIGHT = _("This code is not right, or it was used before. Please wait for the next one.")
TOO_SHORT = _("Please choose a longer password: at least 12 letters, numbers or signs.")
NOT_THE_SAME = _("The two passwords are not the same.")
AGAIN_NOT_RIGHT = _("This is not your password. Please type it again.")
OLD_NOT_RIGHT = _("Your present password is not right.")
DEMO_ONLY = _("Made-up people may sign in to the demo only.")
ALREADY_HERE = _("This person has this role in the organisation already.")
NOT_WAITING = _("This person is not waiting to be let in.")
WORDS_CHANGED = _("The four words changed meanwhile. Please compare the new ones.")
LINK_USED = _("This link was used already.")
LEFT_ALREADY = _("This person has left already.")
SIGN_IN_AGAIN = _(
    "Your key is not open in this browser. Please sign out, sign in again with your password, "
    "and then do this once more."
)
KEY_WITH_OTHERS = _("You do not have the key of this post. A colleague who has it can do this.")
NAMED_ALREADY = _("There is a post with this name already.")
CONTRACT_TAKEN = _("There is a programme with this contract number already.")
ADMINISTRATOR_HERE = _("There is an administrator already.")
MAY_NOT_OPEN = _("This person may not open what comes in here.")
HIDDEN_SIGNS = _("There is an invisible sign in it. Please type it anew.")
STILL_OPEN = _("Something is still open at this post. Nothing was changed.")
NOT_A_NUMBER = _("This is not a telephone number: please use digits, spaces and a plus in front.")
ENDS_BEFORE = _("The end must be after the beginning.")

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]

# What each role's class says of itself; a test holds the two together.
ABOUT_ROLES = {
    "mentor": _(
        "A woman of the community who listens, shows ways and makes referrals with consent."
    ),
    "professional": _(
        "Works for a service; answers referrals, confirms its entries, and says if there is room."
    ),
    "coordinator": _(
        "Keeps an organisation's colleagues, posts and entries in order; signs procedures for it."
    ),
    "lead": _("Leads a programme; sees counted figures, never a woman's words."),
    "administrator": _("Keeps the site running; can open nothing that is locked."),
}

COLLEAGUE_COLUMNS = (_("Name"), _("Role"), _("Organisation"), _("State"))
