"""What must hold, said a second time: not with the queries of the pages, but from the rows.

Who may find what is the access matrix (DESIGN 3, rule 8) as a person would explain it; the states
follow from the journal alone; what opens follows from grants and released lock halves.
"""

from django.db.models import Q

from communitylinkage.consent.models import Recipient
from communitylinkage.organisations.models import Post
from communitylinkage.people.models import Membership
from communitylinkage.referrals import rules as referrals
from communitylinkage.referrals.asks import rules as asks
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.mentor_requests import rules as requests
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.models import Referral
from communitylinkage.support import rules as visits
from communitylinkage.support.models import SupportAction
from communitylinkage.vault.models import Grant, KeyGrant, LockHalf

TABLES = {
    "referral": (Referral, referrals.TABLE, {"made": "consented"}),
    "ask": (Ask, asks.TABLE, {"sent": "waiting"}),
    "mentor_request": (MentorRequest, requests.TABLE, {"made": "draft"}),
    "support": (SupportAction, visits.TABLE, {"opened": "open"}),
}
_STEPS = {
    kind: {(str(line.before), str(line.act)): str(line.after) for line in table}
    for kind, (_model, table, _begins) in TABLES.items()
}
# What withdrawing a consent does to each of its referrals.
_CALLED = {"withdrawn": "withdraw"}
RECEIVING = ("professional", "coordinator")
ON_DUTY = ("mentor", *RECEIVING)


class Wrong(AssertionError):  # noqa: N818 -- reads as a sentence where it is raised
    """Something that must never be is."""


def follow(states, act, reference):
    """One line of the journal more; a move that the table does not have is wrong."""
    kind, _dot, what = act.partition(".")
    if kind not in TABLES:
        return
    what = _CALLED.get(what, what)
    _model, _table, begins = TABLES[kind]
    before = states.get((kind, reference))
    if what in begins:
        states[kind, reference] = begins[what]
    elif (before, what) in _STEPS[kind]:
        states[kind, reference] = _STEPS[kind][before, what]
    elif what in {line.act for line in TABLES[kind][1]}:
        raise Wrong(f"{act} of what was {before}")


def states_differ(states):
    """Where a row stands elsewhere than its lines of the journal say, or has none."""
    found = []
    for kind, (model, _table, _begins) in TABLES.items():
        for reference, state in model.objects.values_list("reference", "state"):
            if states.get((kind, reference)) != state:
                found.append((kind, reference, state, states.get((kind, reference))))
    return found


def holders_of(account):
    """The keys that she has: her own, and those of the posts that she was given."""
    posts = KeyGrant.objects.filter(member=account.key_holder).values_list("post", flat=True)
    return {account.key_holder, *posts}


def opens(holders, records):
    """Whether one of these keys opens one of these records now."""
    grants = Grant.objects.filter(record__in=records, holder__in=holders)
    halves = list(grants.values_list("pk", flat=True))
    return LockHalf.objects.filter(pk__in=halves, released=True).exists()


def _where(account, roles, opens=False):
    """The organisations in which she is, in one of these roles."""
    rows = Membership.objects.filter(account=account, state="active", role__in=roles)
    return set((rows.filter(may_open=True) if opens else rows).values_list("organisation", flat=1))


def finds_referral(account, row):
    """Her mentor, in that organisation; and the post whose turn it is."""
    if row.mentor_id == account.pk and row.organisation_id in _where(account, ON_DUTY):
        return True
    if row.state in {"draft", "consented", "declined", "expired", "withdrawn"}:
        return False
    turn = Recipient.objects.get(consent=row.consent_id, position=row.position)
    if row.state == "closed" and not _holds(turn, row.content):
        return False  # it let its time run out, or was locked out: how it ended is not told there
    return not turn.outside and turn.organisation_id in _where(account, RECEIVING, opens=True)


def _holds(turn, record):
    grants = Grant.objects.filter(record_id=record, holder_id=turn.holder)
    return LockHalf.objects.filter(pk__in=list(grants.values_list("pk", flat=True))).exists()


def finds_ask(account, row):
    """The organisation whose post it is; of what was taken, who took it."""
    mine = row.post.organisation_id in _where(account, ON_DUTY, opens=True)
    return mine and row.taken_by in (None, account.pk)


def _keeps_post(account, holder, consent):
    """Whether it was asked by a post of hers; a mentor's, where it is for a woman of hers."""
    post = Post.objects.filter(key_holder=holder).first()
    if post is None:
        return False
    if post.organisation_id in _where(account, RECEIVING, opens=True):
        return True
    hers = Referral.objects.filter(mentor_id=account.pk, consent=consent).exists()
    return bool(consent) and hers and post.organisation_id in _where(account, ON_DUTY, opens=True)


def finds_request(account, row):
    """Who asked; the mentor who is asked, who said yes, or who had her turn (and reads no more)."""
    turn = row.turns.filter(account_id=account.pk).first()
    asked = turn and (turn.answer or (row.state == "asked" and turn.position == row.position))
    return bool(asked) or _keeps_post(account, row.post_holder, row.consent_id)


def finds_visit(account, row):
    """Who goes, who stands ready, and who looks after her."""
    member = Membership.objects.filter(account=account, state="active").exists()
    ready = row.backup == account.pk and row.state == "open" and row.backup_said != "no"
    if member and (row.mentor == account.pk or ready):
        return True
    if _keeps_post(account, row.post_holder, row.consent_id):
        return True
    post = Post.objects.filter(key_holder=row.post_holder).first()
    live = row.state in {"open", "stopped", "left"}
    return live and post and post.organisation_id in _where(account, ON_DUTY, opens=True)


# Of what she had before and has no more, a page may say so; it is the same answer else.
def answered(account, may):
    """The status of a page for her: who belongs nowhere any more is sent to sign in."""
    if not Membership.objects.filter(account=account).exclude(state="left").exists():
        return 302
    return 200 if may else 404


def had_before(account, row):
    """Whether a post of hers was asked before."""
    turns = Recipient.objects.filter(
        Q(position__lte=row.position), consent=row.consent_id, outside=False
    )
    where = set(turns.values_list("organisation_id", flat=True))
    return bool(where & _where(account, RECEIVING, opens=True))


FINDS = {
    "referral": ("/en/staff/referrals/{}/", finds_referral),
    "ask": ("/en/staff/asks/{}/", finds_ask),
    "mentor_request": ("/en/staff/mentor-requests/{}/", finds_request),
    "support": ("/en/staff/support/{}/", finds_visit),
}
