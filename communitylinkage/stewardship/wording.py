"""What people read about cases, their end, holds, and the tables in which something stands."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.stewardship.rules.cases import Key, Standing
from communitylinkage.stewardship.rules.holds import Reason, Why

STANDINGS = {
    Standing.OPEN: _("Something is still open"),
    Standing.KEPT: _("Closed, and still kept"),
    Standing.SOON: _("Will be erased soon"),
    Standing.HELD: _("Kept longer, because somebody asked for it"),
    Standing.DUE: _("Will be erased within the hour"),
}
REASONS = [
    (Reason.COURT.value, _("A court or an authority asks us to keep it")),
    (Reason.COMPLAINT.value, _("A complaint is not decided yet")),
    (Reason.HER_WISH.value, _("She asked us to keep it longer")),
]
REFUSED = {
    Why.SAME_PERSON: _("You asked for it yourself. Somebody else must say yes."),
    Why.OVER: _("This is over already."),
    Why.TWICE: _("This was done already."),
}
SAID = {
    "asked": _("It is kept for two weeks. A colleague must say yes, or it ends."),
    "confirmed": _("It is kept now, for a year at most."),
    "ended": _("It is not kept longer any more."),
}
NOT_FOUND = _("There is nothing with this reference. Look at it again, letter by letter.")
# Whose key: of a post, of her receipt, of a link; of a person by her role.
KEYS = {
    Key.POST: _("Whoever works at the post %(name)s"),
    Key.RECEIPT: _("She herself, with her receipt"),
    Key.LINK: _("A service outside, by its link"),
    Key.MENTOR: _("Her mentor, of %(name)s"),
    Key.SOMEBODY: _("Somebody of %(name)s"),
}
SEALED = {
    "consent.Consent.paper": _("The paper of what she agreed to"),
    "consent.SealedFor.record": _("Something under what she agreed to"),
    "referrals.Answer.record": _("An answer to her"),
    "referrals.Ask.record": _("What she wrote when she asked"),
    "referrals.MentorRequest.details": _("The details for a mentor"),
    "referrals.MentorRequest.summary": _("What a mentor reads first"),
    "referrals.Message.record": _("A message"),
    "referrals.Referral.content": _("Her name, and how to reach her"),
    "referrals.Referral.summary": _("What a service reads first"),
    "referrals.Reply.record": _("A reply of hers"),
    "referrals.Wish.record": _("What she wished for"),
    "support.KeptPlan.record": _("Her own plan"),
    "support.SupportAction.backup_number": _("The number of a mentor who stands ready"),
    "support.SupportAction.debrief": _("What a mentor wrote after a visit"),
    "support.SupportAction.number": _("The number of the mentor who goes"),
    "support.SupportAction.plan": _("The plan of a visit"),
}
TABLES = {
    "consent.Consent": _("What she agreed to"),
    "consent.Recipient": _("To whom she agreed"),
    "consent.SealedFor": _("What is locked under what she agreed to"),
    "participants.Participant": _("Her reference"),
    "participants.Receipt": _("Her receipt"),
    "referrals.Answer": _("Answers to what she asked"),
    "referrals.Ask": _("What she asked for herself"),
    "referrals.Followed": _("Steps of a procedure"),
    "referrals.HowItWent": _("What she said about the service"),
    "referrals.Link": _("Links to services outside"),
    "referrals.MentorRequest": _("Requests for a mentor"),
    "referrals.MentorTurn": _("Mentors who were asked"),
    "referrals.Message": _("Messages"),
    "referrals.Referral": _("Referrals"),
    "referrals.Reply": _("Her replies"),
    "referrals.Wish": _("Wishes for company"),
    "referrals.Told": _("What a service had to tell by law"),
    "stewardship.Hold": _("Why it is kept longer"),
    "support.KeptPlan": _("Her own plan"),
    "support.OwedHours": _("Hours that a mentor may still write down"),
    "support.SupportAction": _("Visits of a mentor"),
}
