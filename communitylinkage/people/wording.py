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
OLD_NOT_RIGHT = _("Your present password is not right.")
DEMO_ONLY = _("Made-up people may sign in to the demo only.")
ALREADY_HERE = _("This person is in your organisation already.")
NOT_WAITING = _("This person is not waiting to be let in.")
FINGERPRINT_NOT_RIGHT = _("The four words are not the same. Do not let this person in yet.")
