"""What pages say about a referral that follows a procedure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals.following.rules import NO, YES, Reason, State

STATES: dict[State, Promise] = {
    State.RUNNING: _("It follows this procedure."),
    State.ENDED: _("It has come to the end of this procedure."),
    State.LEFT: _("It goes another way than agreed. The usual times count."),
    State.STOPPED: _(
        "The procedure was suspended. The referral goes on, and the usual times count."
    ),
}
REASONS: list[tuple[str, Promise]] = [
    (Reason.SHE_ASKED, _("She wants it otherwise")),
    (Reason.DANGER, _("It would not be safe")),
    (Reason.NOBODY, _("Nobody was there to do it")),
    (Reason.TIME, _("There was not enough time")),
    (Reason.DONE_BEFORE, _("It had been done before")),
    (Reason.NOT_FITTING, _("The step does not fit")),
    (Reason.OTHER, _("Something else")),
]
HOW_FAR: list[tuple[str, Promise]] = [
    ("step", _("Only this step: then go on with the next one")),
    ("all", _("The rest too: this referral leaves the procedure")),
]
YES_OR_NO: list[tuple[str, Promise]] = [(NO, _("No")), (YES, _("Yes"))]
PASSED_ON = _("The next service is no party of it")
# How a referral left a step; `as agreed` stands for those that gave no reason.
AS_AGREED = "as_agreed"
HOWS: dict[str, Promise] = {
    "day": _("Done within a day"),
    "three_days": _("Done within three days"),
    "longer": _("Done later"),
    "late": _("The time ran out"),
    "otherwise": _("Done another way"),
    "left": _("Left the procedure here"),
    "closed": _("Finished here"),
    "stopped": _("The procedure was suspended"),
}
