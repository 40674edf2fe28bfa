"""The five roles: what each is for, and what it may do."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may do."""

    REFERRAL_MAKE = "referral.make"
    REFERRAL_RECEIVE = "referral.receive"
    DIRECTORY_EDIT = "directory.edit"
    # Says that an entry is still right, and whether there is room; changes no word of it.
    DIRECTORY_CONFIRM = "directory.confirm"
    COLLEAGUE_SEE = "colleague.see"
    COLLEAGUE_INVITE = "colleague.invite"
    COLLEAGUE_LET_IN = "colleague.let_in"
    POST_KEEP = "post.keep"
    # Brings questionnaires, publishes them and mends their words; reads no answers.
    QUESTIONNAIRE_KEEP = "questionnaire.keep"
    # Makes, opens and closes rounds, invites and reminds, and reads what is counted of them.
    ASSESSMENT_RUN = "assessment.run"
    # Reads a procedure of her organisation, rehearses it, comments, objects.
    PROCEDURE_DISCUSS = "procedure.discuss"
    # Writes drafts, names the parties, proposes, keeps minutes, lets it enter into force.
    PROCEDURE_KEEP = "procedure.keep"
    # Binds her organisation: signs a procedure for it, and takes the signature back.
    PROCEDURE_SIGN = "procedure.sign"
    # Takes part in research cycles, with the same rights as every other in the group.
    RESEARCH = "research.take_part"
    # Writes courses, plans sessions, enrols people, gives certificates.
    LEARNING_KEEP = "learning.keep"
    # Notes who was there in the sessions that are hers to teach.
    LEARNING_TEACH = "learning.teach"
    # Writes drafts of practices, reviews those of other countries, asks and answers.
    PRACTICE_WRITE = "practice.write"
    # Sends them for review, publishes, withdraws, and takes others' over for her organisation.
    PRACTICE_KEEP = "practice.keep"
    # Crosses who was reached by what, and lets safe tables out.
    FIGURES_CROSS = "figures.cross"
    # Asks bodies for changes, keeps meetings and promises, says what became of them.
    ADVOCACY_KEEP = "advocacy.keep"
    # Writes and publishes the public pages of a programme.
    PROGRAMME_TELL = "programme.tell"
    # Writes campaigns of her programme, approves what others wrote, brings figures of reach.
    CAMPAIGN_KEEP = "campaign.keep"
    # Writes events, sees who registers, gives certificates.
    EVENT_KEEP = "event.keep"
    # Stands at the door of her organisation's events and checks guests in.
    EVENT_DOOR = "event.door"
    # Reads the figures that were let out to the programme's partners.
    IMPACT_READ = "impact.read"
    # Writes drafts of what is measured; who leads publishes them.
    IMPACT_WRITE = "impact.write"
    IMPACT_SEE = "impact.see"
    # Keeps the plan of her programme and writes its reports; who leads makes and hands them in.
    REPORT_WRITE = "report.write"
    PROGRAMME_EDIT = "programme.edit"
    SITE_KEEP = "site.keep"


class Role:
    """A role; its docstring is what people read about it.

    ``opens`` tells whether people in this role may open sealed content at all.
    """

    name = ""
    permissions: frozenset[Permission] = frozenset()
    opens = False


class Mentor(Role):
    """A woman of the community who listens, shows ways and makes referrals with consent."""

    name = "mentor"
    permissions = frozenset(
        {
            Permission.REFERRAL_MAKE,
            Permission.PROCEDURE_DISCUSS,
            Permission.RESEARCH,
            Permission.LEARNING_TEACH,
            Permission.PRACTICE_WRITE,
            Permission.EVENT_DOOR,
            Permission.IMPACT_READ,
        }
    )
    opens = True


class Professional(Role):
    """Works for a service; answers referrals, confirms its entries, and says if there is room."""

    name = "professional"
    permissions = frozenset(
        {
            Permission.REFERRAL_RECEIVE,
            Permission.REFERRAL_MAKE,
            Permission.DIRECTORY_CONFIRM,
            Permission.PROCEDURE_DISCUSS,
            Permission.RESEARCH,
            Permission.LEARNING_TEACH,
            Permission.PRACTICE_WRITE,
            Permission.EVENT_DOOR,
            Permission.IMPACT_READ,
        }
    )
    opens = True


class Coordinator(Role):
    """Keeps an organisation's colleagues, posts and entries in order; signs procedures for it."""

    name = "coordinator"
    permissions = frozenset(
        {
            Permission.REFERRAL_MAKE,
            Permission.REFERRAL_RECEIVE,
            Permission.DIRECTORY_EDIT,
            Permission.DIRECTORY_CONFIRM,
            Permission.COLLEAGUE_SEE,
            Permission.COLLEAGUE_INVITE,
            Permission.COLLEAGUE_LET_IN,
            Permission.POST_KEEP,
            Permission.QUESTIONNAIRE_KEEP,
            Permission.ASSESSMENT_RUN,
            Permission.PROCEDURE_DISCUSS,
            Permission.PROCEDURE_KEEP,
            Permission.PROCEDURE_SIGN,
            Permission.RESEARCH,
            Permission.LEARNING_KEEP,
            Permission.LEARNING_TEACH,
            Permission.PRACTICE_WRITE,
            Permission.PRACTICE_KEEP,
            Permission.FIGURES_CROSS,
            Permission.ADVOCACY_KEEP,
            Permission.PROGRAMME_TELL,
            Permission.CAMPAIGN_KEEP,
            Permission.EVENT_KEEP,
            Permission.EVENT_DOOR,
            Permission.IMPACT_READ,
            Permission.IMPACT_WRITE,
            Permission.REPORT_WRITE,
        }
    )
    opens = True


class Lead(Role):
    """Leads a programme; sees counted figures, never a woman's words."""

    name = "lead"
    permissions = frozenset(
        {
            Permission.IMPACT_SEE,
            Permission.FIGURES_CROSS,
            Permission.IMPACT_WRITE,
            Permission.REPORT_WRITE,
            Permission.PROGRAMME_EDIT,
            Permission.QUESTIONNAIRE_KEEP,
            Permission.ASSESSMENT_RUN,
            Permission.PROCEDURE_DISCUSS,
            Permission.PROCEDURE_KEEP,
            Permission.LEARNING_KEEP,
            Permission.LEARNING_TEACH,
            Permission.PRACTICE_WRITE,
            Permission.ADVOCACY_KEEP,
            Permission.PROGRAMME_TELL,
            Permission.CAMPAIGN_KEEP,
            Permission.EVENT_KEEP,
            Permission.EVENT_DOOR,
            Permission.IMPACT_READ,
        }
    )


class Administrator(Role):
    """Keeps the site running; can open nothing that is locked."""

    name = "administrator"
    permissions = frozenset({Permission.SITE_KEEP})


ROLES: dict[str, type[Role]] = {
    role.name: role for role in (Mentor, Professional, Coordinator, Lead, Administrator)
}
