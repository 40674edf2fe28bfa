"""Each stored table with its term, and what enforces it: the worker, an act, or nobody yet.

A table that stands in none of these lists fails stewardship/tests/test_terms.py.
"""

from dataclasses import dataclass
from datetime import timedelta

_HERE = "communitylinkage.stewardship.retention"
MEMBER_GONE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to some tables, since when, and by which function.

    Args:
        since: from which day the term runs. after: how long it is. what: what happens then.
        by: dotted path of the function that does it.
        tables: `app.Model`, as in the field register.
    """

    since: str
    after: str
    what: str
    by: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """Rows that are deleted by one field alone.

    Args:
        field: a day and time of the row. after: how long it stays from then.
    """

    table: str
    field: str
    after: timedelta


PLAIN = (
    Plain("people.SignIn", "expires", timedelta(0)),
    Plain("people.Invitation", "expires", timedelta(days=30)),
    Plain("people.PasswordLink", "expires", timedelta(days=30)),
    Plain("people.Delay", "not_before", timedelta(days=30)),
)

RULES = (
    Rule(
        "the last of her case closed: every referral, ask, request and visit, every consent that "
        "was not used, her receipt, her last letter, her own plan",
        "90 days, with a warning for 14; a hold keeps it",
        "lock halves destroyed, then rows and ciphertext deleted, then overwritten",
        f"{_HERE}.sweeping.erase_cases",
        (
            "participants.Participant", "participants.Receipt", "consent.Consent",
            "consent.Recipient", "consent.SealedFor", "referrals.Referral", "referrals.Told",
            "referrals.Ask", "referrals.Answer", "referrals.Reply", "referrals.Followed",
            "referrals.Message", "referrals.HowItWent", "referrals.Link", "referrals.Wish",
            "support.KeptPlan", "stewardship.Hold",
        ),
    ),
    Rule(
        "a request for a mentor ended that belongs to no case here",
        "90 days, without a warning; no hold keeps it",
        "lock halves destroyed, then rows and ciphertext deleted",
        f"{_HERE}.sweeping.erase_others",
        ("referrals.MentorRequest", "referrals.MentorTurn", "support.SupportAction",
         "support.OwedHours"),
    ),
    Rule(
        "a complaint was closed", "90 days, without a warning; no hold keeps it",
        "lock halves destroyed, then rows and ciphertext deleted",
        f"{_HERE}.sweeping.erase_others", ("support.Complaint",),
    ),
    Rule(
        "a person left the last organisation", "30 days", "her keys, her grants, her page, her "
        "account deleted; where a research cycle names her, a nameless account stays",
        f"{_HERE}.accounts.forget",
        (
            "people.Account", "people.Membership", "people.Duty", "people.KnownDevice",
            "people.SecondFactor", "people.RecoveryCode", "people.Passkey", "mentors.Mentor",
            "mentors.Certification", "mentors.Spoken", "network.Circle", "learning.Note",
            "vault.Holder", "vault.KeyGrant",
        ),
    ),
    Rule(
        "what it belongs to is erased or withdrawn", "at once", "the lock half destroyed first",
        "communitylinkage.vault.actions.erase", ("vault.Record", "vault.Grant", "vault.LockHalf"),
    ),
    Rule(
        "a link outside was mailed, or never will be", "at once", "address and token destroyed",
        "communitylinkage.referrals.outside.actions.tidy", ("referrals.WaitingToken",),
    ),
    Rule(
        "she takes her piece of research back", "at once", "erased, with what was built on it",
        "communitylinkage.research.actions.take_back",
        (
            "research.Evidence", "research.Translation", "research.Coding", "research.Coded",
            "research.Settled", "research.Quote", "research.Picture",
        ),
    ),
    Rule(
        "an event is over", "at once what guests needed and answered, 90 days the names", "deleted",
        "communitylinkage.events.after.sweep",
        ("events.Needs", "events.Registration", "events.Place", "events.Invitation",
         "events.Asked"),
    ),
    Rule("a round of an assessment closes", "at once", "addresses deleted",
         "communitylinkage.assessment.actions.sweep", ("assessment.Invited",)),
    Rule("a period of counting is frozen", "at once", "tags and key deleted",
         "communitylinkage.support.counting.actions.sweep", ("support.Tag",)),
    Rule("counted", "with the next batch", "shuffled, added up, deleted",
         "communitylinkage.facts.actions.flush", ("facts.Waiting",)),
    Rule(
        "the last word about an entry that is taken out, or the end of a change of a help line",
        "a year", "deleted", "communitylinkage.directory.history.forget",
        ("directory.EntryVersion", "directory.Reminder", "directory.HelpLineChange"),
    ),
    Rule("done", "at once",
         "deleted with the work, or once the server took the letter; what failed is tried again",
         "communitylinkage.outbox.actions.run_due",
         ("outbox.Task", "learning.Letter", "events.Letter")),
    Rule("nobody said yes to an import", "half an hour to a day", "deleted",
         "communitylinkage.outbox.actions.sweep_clocks",
         ("directory.Upload", "surveys.Incoming", "campaign.Export", "coverage.Waiting")),
    Rule("a collection of answers closes", "at once", "unfinished answers deleted",
         "communitylinkage.surveys.answering.actions.sweep",
         ("surveys.Unfinished", "surveys.UnfinishedFile")),
)  # fmt: skip

# Terms that no worker enforces yet, each with why that does no harm today.
NOT_YET = {
    "WHILE_PROGRAMME": "Five years after a final report. What a funder may still audit cannot be "
    "taken back once it is deleted, and no table says which programme it belongs to alone: a "
    "community, a course or an organisation outlives the one that began it. So no clock deletes "
    "it; `communitylinkage check` says half a year ahead that a programme's term ends, and "
    "afterwards that it is over. None of an installation ends before 2031.",
    "WHILE_LISTED": "These rows are the entry itself: who takes it out deletes them. What an entry "
    "said before goes a year after (see above). They describe services, no person who was helped.",
    "JOURNAL": "Ten years. Each line carries the hash of the one before, and each day that of all "
    "chains: cutting off the oldest wants an anchor that `journal verify` and the numbers on paper "
    "both accept, and none is built. `communitylinkage check` says half a year ahead when the "
    "first line is ten years old, which is not before 2036. A line holds codes, no name.",
    "FOREVER": "As long as the installation: it names nobody.",
}


def when(after: timedelta) -> str:
    """In words, for the document."""
    return f"{after.days} days" if after else "at once"


def document() -> str:
    """Markdown: what enforces each term."""
    lines = [
        "# How long each table is kept, and what enforces it\n",
        "Made from `stewardship/rules/terms.py`. The term of each field: field-register.md.\n",
        "| from when | how long | what happens | by | tables |",
        "|---|---|---|---|---|",
    ]
    for rule in RULES:
        names = ", ".join(rule.tables)
        lines.append(f"| {rule.since} | {rule.after} | {rule.what} | `{rule.by}` | {names} |")
    for plain in PLAIN:
        by = f"{_HERE}.sweeping.delete_plain"
        lines.append(
            f"| `{plain.field}` | {when(plain.after)} | deleted | `{by}` | {plain.table} |"
        )
    lines += ["\n## Enforced by nobody yet\n", "| term | why |", "|---|---|"]
    lines += [f"| {term} | {why} |" for term, why in NOT_YET.items()]
    return "\n".join(lines) + "\n"
