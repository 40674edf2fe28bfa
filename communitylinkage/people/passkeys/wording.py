"""What people read about passkeys: why one was not made, not used, or not removed."""

from django.utils.translation import gettext_lazy as _

NOT_MADE = _("The passkey was not made. Nothing has changed. Please try once more.")
NOT_THIS = _("This passkey could not be used now. Please try again, or type the code.")
COPIED = _(
    "This passkey may have been copied, so it does not work here any more. Please type the code. "
    "Then remove this passkey from your list and make a new one."
)
TOO_MANY = _("You have ten passkeys. Please remove one first.")
LAST = _("This passkey is all that you have for the second step. Please make another one first.")
NAMED_ALREADY = _("You have a passkey with this name already.")

SAID = {
    "made": _("Your passkey is ready. You can use it the next time you sign in."),
    "named": _("The new name is kept."),
    "removed": _("The passkey is removed."),
}
