"""The ways into the parts, for who is signed in: what each role may open, in one place."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.coverage.queries import sees
from communitylinkage.mentors.queries import is_mentor
from communitylinkage.overseeing.queries import keeps_watch
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.mentor_requests.queries import takes_part

# Route, its words, and what its view asks for: a permission, or that she is a mentor; None:
# everybody signed in.
Way = tuple[str, Promise, Permission | Callable[[Viewer], bool] | None]
SECTIONS: tuple[tuple[Promise, tuple[Way, ...]], ...] = (
    (
        _("The link"),
        (
            ("referral_new", _("Find a service for a woman"), Permission.REFERRAL_MAKE),
            ("referrals", _("Referrals"), Permission.REFERRAL_MAKE),
            ("asks", _("Requests for a link"), Permission.REFERRAL_MAKE),
            ("mentor_request_new", _("Ask for a mentor"), Permission.REFERRAL_RECEIVE),
            ("mentor_requests", _("Requests for mentors"), Permission.REFERRAL_MAKE),
            ("support", _("Visits"), takes_part),
            ("support_signs", _("Signs to notice"), takes_part),
            ("mentor_profile", _("My page as a mentor"), is_mentor),
            ("my_communities", _("My own communities"), is_mentor),
            ("care", _("How I am: rest and support"), is_mentor),
        ),
    ),
    (
        _("Services and communities"),
        (
            ("entries", _("Our entries in the directory"), Permission.DIRECTORY_CONFIRM),
            ("directory_files", _("Bring in or take out files"), Permission.DIRECTORY_EDIT),
            ("mentors", _("Mentors"), Permission.COLLEAGUE_SEE),
            ("communities", _("Communities"), Permission.DIRECTORY_EDIT),
            ("network_map", _("Map of ties"), Permission.DIRECTORY_EDIT),
            ("coverage", _("Where help is missing"), sees),
            ("coverage_told", _("What mentors found"), Permission.DIRECTORY_EDIT),
            ("network_next", _("What the network needs next"), Permission.DIRECTORY_EDIT),
        ),
    ),
    (
        _("Working together"),
        (
            ("procedures", _("Procedures"), Permission.PROCEDURE_DISCUSS),
            ("practices_ours", _("Practices: what works"), Permission.PRACTICE_WRITE),
            ("practices_wanted", _("Practices for what we need"), Permission.PRACTICE_WRITE),
            ("advocacy", _("What we ask of those who decide"), Permission.ADVOCACY_KEEP),
            ("programme_pages", _("The programme's page for everybody"), Permission.PROGRAMME_TELL),
            ("campaigns_ours", _("Campaigns and their reach"), Permission.CAMPAIGN_KEEP),
            ("events_ours", _("Conferences and other events"), Permission.EVENT_DOOR),
        ),
    ),
    (
        _("Asking and learning"),
        (
            ("impact", _("Targets and figures"), Permission.IMPACT_READ),
            ("impact_definitions", _("What we measure"), Permission.IMPACT_WRITE),
            ("impact_quality", _("What may be wrong in our figures"), Permission.IMPACT_WRITE),
            ("plan", _("Plan of the programme"), Permission.REPORT_WRITE),
            ("reports", _("Reports to the funder"), Permission.REPORT_WRITE),
            ("support_counted", _("How many women"), Permission.IMPACT_SEE),
            ("intersections", _("Whom we reach: tables"), Permission.FIGURES_CROSS),
            ("assessments", _("Assessments"), Permission.ASSESSMENT_RUN),
            ("questionnaires", _("Questionnaires"), Permission.QUESTIONNAIRE_KEEP),
            ("research", _("Research together"), Permission.RESEARCH),
            ("check", _("Check a certificate"), None),
            ("my_sessions", _("My courses and meetings"), Permission.LEARNING_TEACH),
            ("courses", _("Courses"), Permission.LEARNING_KEEP),
            ("learners", _("People who learn"), Permission.LEARNING_KEEP),
            ("learning_chain", _("Who was trained by whom"), Permission.LEARNING_KEEP),
            ("learning_gains", _("What people learned"), Permission.LEARNING_KEEP),
            ("care_notes", _("Words to me"), Permission.LEARNING_TEACH),
        ),
    ),
    (
        _("The site"),
        (
            ("people:site", _("Programmes and organisations"), Permission.SITE_KEEP),
            ("help_lines_kept", _("Help lines"), Permission.SITE_KEEP),
            ("consent_texts", _("What is read before a woman agrees"), Permission.SITE_KEEP),
        ),
    ),
    (
        _("Our people"),
        (
            ("people:colleagues", _("Colleagues"), Permission.COLLEAGUE_SEE),
            ("people:posts", _("Posts"), Permission.POST_KEEP),
            ("complaints", _("Complaints"), Permission.POST_KEEP),
            ("kept", _("What is kept, and until when"), Permission.POST_KEEP),
            ("openings", _("Who opened what"), Permission.COLLEAGUE_SEE),
            ("journal_days", _("Numbers of the journal, for paper"), keeps_watch),
            ("people:roles", _("What each role is for"), None),
        ),
    ),
    (
        _("My sign-in"),
        (
            ("people:my_sign_ins", _("Where I am signed in"), None),
            ("people:passkeys", _("My passkeys"), None),
            ("people:change_password", _("Change my password"), None),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A link on home."""

    words: Promise
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Links on home that belong together."""

    words: Promise
    sections: tuple[Section, ...]


def _open(viewer: Viewer, wanted: Permission | Callable[[Viewer], bool] | None) -> bool:
    if wanted is None:
        return True
    return viewer.may(wanted) if isinstance(wanted, Permission) else wanted(viewer)


def sections(viewer: Viewer) -> list[Group]:
    """What a viewer may open, in the order of the list; no group is empty."""
    groups = [
        Group(
            words,
            tuple(
                Section(said, reverse(route))
                for route, said, permission in ways
                if _open(viewer, permission)
            ),
        )
        for words, ways in SECTIONS
    ]
    return [group for group in groups if group.sections]
