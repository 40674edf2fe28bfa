"""What pages read about requests for a mentor, through the viewer: a stranger finds nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.mentors.queries import is_mentor
from communitylinkage.organisations.models import Post
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals.mentor_requests import rules, wording
from communitylinkage.referrals.mentor_requests.models import MentorRequest, MentorTurn
from communitylinkage.referrals.mentor_requests.rules import Act, Answer, Party, State
from communitylinkage.referrals.models import Referral
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Case:
    """A request as one viewer may see it.

    Args:
        holder: with whose key she reads: the post's, or her own.
        turn, turns: which mentor is asked, of how many; for who asked only.
        mentor: the name of her who said yes; for who asked only.
        of_referral: the reference of the referral that it was asked from; for who asked only.
        handed_back: whether a mentor said yes and cannot come after all; for who asked only.
    """

    row: MentorRequest
    reference: str
    state: State
    state_words: str
    due: datetime | None
    changed: datetime
    party: Party
    holder: UUID
    acts: tuple[Act, ...]
    reads_details: bool
    turn: int = 0
    turns: int = 0
    mentor: str = ""
    of_referral: str = ""
    handed_back: bool = False

    @property
    def of_service(self) -> bool:
        """Whether the viewer is on the side of who asked."""
        return self.party == Party.SERVICE

    @property
    def nobody_left(self) -> bool:
        """Whether the service must look for another way."""
        return self.state == State.NOBODY

    @property
    def why_nobody(self) -> str:
        """What became of the mentors who were asked; not all who fit have to be among them."""
        return str(wording.HANDED_BACK if self.handed_back else wording.NOBODY_CAME)

    @property
    def ended(self) -> bool:
        """Whether nothing is left to read or to do."""
        return self.state in rules.ENDED


def _posts(viewer: Viewer, permission: Permission) -> list[Post]:
    where = viewer.organisations_where(permission)
    opens = [
        m.organisation_id
        for m in viewer.memberships
        if m.may_open and m.state == MembershipState.ACTIVE and m.organisation_id in where
    ]
    rows = Post.objects.exclude(key_holder=None).filter(organisation_id__in=opens)
    return list(rows.select_related("organisation").order_by("organisation__name", "name"))


def posts_of(viewer: Viewer) -> list[Post]:
    """The posts with a key whose mail she may open."""
    return _posts(viewer, Permission.REFERRAL_RECEIVE)


def opened_posts_of(viewer: Viewer) -> list[Post]:
    """The posts whose key she was given, a mentor too: whose rota she is on."""
    return _posts(viewer, Permission.REFERRAL_MAKE)


def receiving_posts_of(viewer: Viewer) -> list[Post]:
    """Those to which a mentor can be asked for a woman who is not known here."""
    return [post for post in posts_of(viewer) if post.ended is None]


def posts_at(viewer: Viewer, organisation: UUID) -> list[Post]:
    """Those at one organisation from which a mentor can be asked for the woman of a referral."""
    posts = opened_posts_of(viewer)
    return [one for one in posts if one.ended is None and one.organisation_id == organisation]


def open_at(post: Post) -> list[str]:
    """How many of a post's requests for a mentor are not over."""
    if post.key_holder is None:
        return []
    rows = MentorRequest.objects.filter(post_holder=post.key_holder)
    several = rows.exclude(state__in=rules.ENDED).count()
    said = ngettext(
        "%(number)d request for a mentor is open.",
        "%(number)d requests for a mentor are open.",
        several,
    )
    return [said % {"number": several}] if several else []


def _of_service(viewer: Viewer) -> QuerySet[MentorRequest]:
    """What her posts asked for. A mentor reads only what was asked for women of her own referrals:

    her colleagues have the key of the post too, but the woman did not choose them.
    """
    posts, opened = (
        [post.key_holder for post in found if post.key_holder]
        for found in (posts_of(viewer), opened_posts_of(viewer))
    )
    hers = Referral.objects.filter(mentor_id=viewer.account.pk).values("consent_id")
    return MentorRequest.objects.filter(
        Q(post_holder__in=posts) | Q(post_holder__in=opened, consent__in=hers)
    )


def _of_mentor(viewer: Viewer) -> QuerySet[MentorRequest]:
    """Where it is her turn, or where she said yes."""
    if not is_mentor(viewer):
        return MentorRequest.objects.none()
    hers = MentorTurn.objects.filter(account_id=viewer.account.pk)
    turn = hers.filter(
        request__state=State.ASKED, position=F("request__position"), answer=Answer.WAITING
    )
    said_yes = hers.filter(answer=Answer.ACCEPTED)
    return MentorRequest.objects.filter(
        Q(pk__in=turn.values("request_id")) | Q(pk__in=said_yes.values("request_id"))
    )


def _case(row: MentorRequest, party: Party, holder: UUID) -> Case:
    state = State(row.state)
    return Case(
        row=row,
        reference=row.reference,
        state=state,
        state_words=wording.state_for(state, party),
        due=row.due if state == State.ASKED else None,
        changed=row.changed,
        party=party,
        holder=holder,
        acts=rules.acts_open_to(state, party),
        reads_details=state not in rules.ENDED
        and (party == Party.SERVICE or state == State.ACCEPTED),
    )


def _service_case(row: MentorRequest) -> Case:
    case = _case(row, Party.SERVICE, row.post_holder)
    turns = list(row.turns.all())
    yes = next((turn for turn in turns if turn.answer == Answer.ACCEPTED), None)
    name = Account.objects.filter(pk=yes.account_id).first() if yes else None
    return replace(
        case,
        of_referral=_referral_of(row),
        turn=row.position + 1,
        turns=len(turns),
        handed_back=any(turn.answer == Answer.HANDED_BACK for turn in turns),
        mentor=name.display_name if name else "",
    )


def _referral_of(row: MentorRequest) -> str:
    if row.consent_id is None:
        return ""
    found = Referral.objects.filter(consent=row.consent_id).order_by("-changed")
    return found.values_list("reference", flat=True).first() or ""


def _mentor_case(row: MentorRequest, viewer: Viewer) -> Case:
    turn = row.turns.get(account_id=viewer.account.pk)
    return _case(row, Party.MENTOR, turn.holder)


def asked_by_us(viewer: Viewer) -> list[Case]:
    """What her posts asked for, the latest change first."""
    rows = _of_service(viewer).prefetch_related("turns").order_by("-changed")
    return [_service_case(row) for row in rows]


def asked_of_me(viewer: Viewer) -> list[Case]:
    """What she is asked for or said yes to, the clock that runs out first on top."""
    rows = _of_mentor(viewer).order_by(F("due").asc(nulls_last=True), "-changed")
    return [_mentor_case(row, viewer) for row in rows]


def case_for(viewer: Viewer, reference: str) -> Case | None:
    """One request, if it is hers; else None, as if there were none."""
    row = _of_mentor(viewer).filter(reference=reference).first()
    if row:
        return _mentor_case(row, viewer)
    row = _of_service(viewer).filter(reference=reference).first()
    return _service_case(row) if row else None


def had_a_turn(viewer: Viewer, reference: str) -> bool:
    """Whether she was asked before, so that she may be told that it was passed on."""
    return MentorTurn.objects.filter(
        account_id=viewer.account.pk, request__reference=reference, answer__gt=""
    ).exists()


def takes_part(viewer: Viewer) -> bool:
    """Whether there is anything for her here at all."""
    return is_mentor(viewer) or viewer.may(Permission.REFERRAL_RECEIVE)


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """A mentor's answers due; a service's yes, and its requests that nobody took."""
    lines = []
    for case in asked_of_me(viewer):
        if case.state == State.ASKED:
            lines.append(_line(_("%(reference)s: can you come? Please answer"), case))
        elif case.state == State.ACCEPTED:
            lines.append(_line(_("%(reference)s: you said yes. Is it done?"), case))
    for case in asked_by_us(viewer):
        if case.state == State.ACCEPTED:
            lines.append(_line(_("%(reference)s: a mentor said yes"), case))
        elif case.nobody_left:
            lines.append(_line(_("%(reference)s: no mentor can come"), case))
    return lines


def _line(words: str, case: Case) -> Today:
    address = reverse("mentor_request", kwargs={"reference": case.reference})
    return Today(words % {"reference": case.reference}, address, case.due)
