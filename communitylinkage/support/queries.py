"""What pages read about support actions, through the viewer: a stranger finds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState, zone_of
from communitylinkage.referrals.mentor_requests.queries import opened_posts_of, posts_of
from communitylinkage.referrals.models import Referral
from communitylinkage.support import rules, wording
from communitylinkage.support.counting.queries import women_supported
from communitylinkage.support.models import Effort, OwedHours, SupportAction
from communitylinkage.support.rules import Act, Alert, BackupSaid, Party, State
from communitylinkage.values.today import Today

__all__ = ["Case", "actions_of", "case_for", "efforts_of", "today", "women_supported"]


@dataclass(frozen=True, slots=True)
class Case:
    """An action as one viewer may see it.

    Args:
        mentor: the name of her who goes; for the rota only.
    """

    row: SupportAction
    party: Party
    mentor: str = ""

    @property
    def reference(self) -> str:
        """By which it is talked about."""
        return self.row.reference

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.row.state)

    @property
    def state_words(self) -> str:
        """The same in words; a mentor who was told to stop is told only that."""
        if self.alert:
            for_rota = wording.ALERTS[Alert(self.row.alert)]
            return str(for_rota if self.of_rota else wording.ALERTED)
        return str(wording.STATES[self.state])

    @property
    def alert(self) -> bool:
        """Whether somebody must look after the mentor now."""
        return bool(self.row.alert)

    @property
    def of_mentor(self) -> bool:
        """Whether the viewer is she who goes."""
        return self.party == Party.MENTOR

    @property
    def of_rota(self) -> bool:
        """Whether the viewer looks after her."""
        return self.party == Party.ROTA

    @property
    def is_open(self) -> bool:
        """Whether the visit is still to come, or goes on."""
        return self.state == State.OPEN

    @property
    def may_say(self) -> bool:
        """Whether a service can say how it was; where her own mentor asked, there is none to."""
        row = self.row
        hers = row.consent is not None and row.consent.organisation_id == row.organisation_id
        spoken_of = self.of_rota and self.state in rules.SPOKEN_OF
        return spoken_of and not row.said_by_service and not hers

    @property
    def is_stopped(self) -> bool:
        """Whether the mentor is on her way home."""
        return self.state in rules.WAY_BACK

    @property
    def may_report(self) -> bool:
        """Whether she may say what came of it."""
        return self.of_mentor and rules.leads(self.state, Act.REPORT)

    @property
    def may_write_hours(self) -> bool:
        """Whether she may write down her own hours, and nothing else."""
        return self.of_mentor and rules.leads(self.state, Act.WRITE_HOURS)

    @property
    def may_not_have_gone(self) -> bool:
        """Whether she may say that she did not go, so that nothing is owed."""
        return self.of_mentor and rules.leads(self.state, Act.DID_NOT_GO)

    @property
    def is_unwritten(self) -> bool:
        """Whether it is over, and something of it is still hers to write down."""
        return not self.is_open and (self.may_report or self.may_write_hours)

    @property
    def is_watched(self) -> bool:
        """Whether her colleagues look after her, or soon do."""
        return self.state in rules.LIVE

    @property
    def reads(self) -> bool:
        """Whether there is a plan that she may open."""
        return self.is_open and self.row.plan is not None and self.party != Party.BACKUP

    @property
    def has_number(self) -> bool:
        """Whether she may read where the mentor is reached: the rota as long as it watches."""
        looks = self.of_rota and self.is_watched
        return self.row.number is not None and (looks or (self.of_mentor and self.is_open))

    @property
    def may_go_instead(self) -> bool:
        """Whether who stands ready can go: first somebody sees to her who is missing."""
        return self.is_open and self.backup_ready and not self.alert

    @property
    def backup_ready(self) -> bool:
        """Whether somebody stands ready."""
        return self.row.backup_said == BackupSaid.YES

    @property
    def backup_asked(self) -> bool:
        """Whether somebody was asked to, and has not answered."""
        return self.row.backup is not None and self.row.backup_said == BackupSaid.WAITING


def _rota(viewer: Viewer) -> QuerySet[SupportAction]:
    """Where one of her posts asked.

    A mentor looks after whom her colleague asked for while it goes on; afterwards only her own
    women's visits are hers to read.
    """
    posts, opened = (
        [post.key_holder for post in found if post.key_holder]
        for found in (posts_of(viewer), opened_posts_of(viewer))
    )
    hers = Referral.objects.filter(mentor_id=viewer.account.pk).values("consent_id")
    watched = Q(state__in=sorted(rules.LIVE)) | Q(consent__in=hers)
    return SupportAction.objects.filter(
        Q(post_holder__in=posts) | (Q(post_holder__in=opened) & watched)
    )


def _is_member(viewer: Viewer) -> bool:
    return any(one.state == MembershipState.ACTIVE for one in viewer.memberships)


def _hers(viewer: Viewer) -> QuerySet[SupportAction]:
    """Where she goes, or is asked to stand ready; who left, only what she owes since before."""
    number = viewer.account.pk
    if not _is_member(viewer):
        return SupportAction.objects.filter(mentor=number, state__in=sorted(rules.OWED))
    ready = Q(backup=number, state=State.OPEN) & ~Q(backup_said=BackupSaid.NO)
    return SupportAction.objects.filter(Q(mentor=number) | ready)


def _case(row: SupportAction, viewer: Viewer) -> Case:
    if row.mentor == viewer.account.pk:
        return Case(row, Party.MENTOR)
    if row.backup == viewer.account.pk:
        return Case(row, Party.BACKUP)
    name = Account.objects.filter(pk=row.mentor).values_list("display_name", flat=True).first()
    return Case(row, Party.ROTA, name or "")


def actions_of(viewer: Viewer) -> list[Case]:
    """All that she goes to, stands ready for, or whose rota she is on: what is due first on top."""
    rows = (_hers(viewer) | _rota(viewer)).select_related("request", "consent").distinct()
    order = (F("tell_at").asc(nulls_last=True), F("check_in").asc(nulls_last=True), "-changed")
    return [_case(row, viewer) for row in rows.order_by(*order)]


def case_for(viewer: Viewer, reference: str) -> Case | None:
    """One action, if it is hers; else None, as if there were none."""
    rows = SupportAction.objects.select_related("request", "consent").filter(reference=reference)
    row = rows.filter(Q(pk__in=_hers(viewer).values("pk")) | Q(pk__in=_rota(viewer).values("pk")))
    found = row.first()
    return _case(found, viewer) if found else None


def visits_of_woman(participant: UUID) -> QuerySet[SupportAction]:
    """Visits under her consents that are over and of which she has not spoken, the newest first."""
    rows = SupportAction.objects.filter(
        consent__participant_id=participant, state__in=sorted(rules.SPOKEN_OF)
    )
    return rows.filter(said_by_woman=False).order_by("-changed")


def visits_to_come(participant: UUID) -> QuerySet[SupportAction]:
    """Visits under her consents that are agreed and not over."""
    rows = SupportAction.objects.filter(consent__participant_id=participant, state=State.OPEN)
    return rows.filter(plan__isnull=False).select_related("consent").order_by("begins")


def visits_over(participant: UUID) -> QuerySet[SupportAction]:
    """Visits under her consents that are over, however they ended, the newest first."""
    rows = SupportAction.objects.filter(consent__participant_id=participant)
    return rows.exclude(state=State.OPEN).order_by("-changed")


def zone_of_visit(row: SupportAction) -> str:
    """The time zone in which it takes place: that of the country of the post that asked."""
    return zone_of(Organisation.objects.get(pk=row.organisation_id).country)


def receipt_ways() -> list[tuple[str, str]]:
    """What her page of control leads to besides: routes with their words."""
    return [
        ("support_said", _("Visits: what is agreed, and how it was")),
        ("my_plan_kept", _("My own plan")),
    ]


def efforts_of(viewer: Viewer) -> list[Effort]:
    """Hours and expenses: of her organisation where she keeps its posts, and her own."""
    kept = viewer.organisations_where(Permission.POST_KEEP)
    wanted = Q(mentor=viewer.account.pk) | Q(organisation_id__in=kept)
    return list(Effort.objects.filter(wanted))


def names_of(accounts: Iterable[UUID]) -> dict[UUID, str]:
    """Display names by account."""
    return dict(Account.objects.filter(pk__in=list(accounts)).values_list("pk", "display_name"))


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Alerts first; then a mentor's own visits, and who is asked to stand ready.

    For the hours of a visit that ended without her report she is asked for some weeks.
    """
    lines = [_today(case) for case in actions_of(viewer) if _is_of_today(case, now)]
    asked = owed_by(viewer).filter(since__gte=now - rules.ASK_FOR_HOURS).order_by("since")
    return [line for line in lines if line] + [_today_owed(one) for one in asked]


def owed_by(viewer: Viewer) -> QuerySet[OwedHours]:
    """The hours of visits in which another mentor replaced her, also when she left since."""
    return OwedHours.objects.filter(mentor=viewer.account.pk).select_related("action")


def _today_owed(owed: OwedHours) -> Today:
    reference = owed.action.reference
    words = _("%(reference)s: write down your hours") % {"reference": reference}
    return Today(words, reverse("support_report", kwargs={"reference": reference}))


def _is_of_today(case: Case, now: datetime) -> bool:
    return case.is_watched or (case.is_unwritten and now - case.row.changed <= rules.ASK_FOR_HOURS)


def _today(case: Case) -> Today | None:
    row, words = case.row, ""
    if case.of_rota and row.alert == Alert.CALL_ME:
        words = _("%(reference)s: the mentor asks to be called now")
    elif case.of_rota and case.alert:
        words = _("%(reference)s: the mentor has not given her sign")
    elif case.party == Party.BACKUP and case.backup_asked:
        words = _("%(reference)s: can you stand ready?")
    elif case.of_mentor and case.is_stopped:
        words = _("%(reference)s: please stop and go home safely")
    elif case.is_unwritten:
        words = _("%(reference)s: write down your hours")
    elif case.of_mentor and row.plan is None:
        words = _("%(reference)s: plan the visit")
    elif case.of_mentor:
        words = _("%(reference)s: your visit")
    if not words:
        return None
    address = reverse("support_action", kwargs={"reference": case.reference})
    return Today(words % {"reference": case.reference}, address, row.tell_at or row.check_in)
