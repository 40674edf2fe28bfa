"""Where the parts meet: who is called when something happens elsewhere, by dotted paths.

A part below never imports one above it; it calls what stands here (DESIGN 4). Each name is a
setting: settings.py takes them all in.
"""

# Called in order when somebody leaves: f(*, membership, by, now).
ON_LEAVING = [
    "communitylinkage.support.backup.on_leaving",
    "communitylinkage.referrals.handing_over.on_leaving",
    "communitylinkage.referrals.asks.actions.on_leaving",
    "communitylinkage.referrals.mentor_requests.actions.on_leaving",
    "communitylinkage.network.ties.actions.on_leaving",
    "communitylinkage.research.actions.on_leaving",
]
# What is open with somebody and lost when she leaves: f(membership) -> list of sentences.
LOST_AT_LEAVING = ["communitylinkage.referrals.handing_over.lost_with"]
# Called in the same transaction when services were filed anew in the index of the directory:
# f(*, services); None: all of them.
ON_LISTED = ["communitylinkage.coverage.actions.on_listed"]
# Called in order when a consent is withdrawn, its lock halves gone: f(*, consent, by, now).
ON_WITHDRAWAL = [
    "communitylinkage.support.actions.on_withdrawal",
    "communitylinkage.referrals.actions.on_withdrawal",
    "communitylinkage.referrals.mentor_requests.actions.on_withdrawal",
    "communitylinkage.referrals.wishes.actions.on_withdrawal",
]
# What is open at a post, so that it cannot be removed: f(post) -> list of sentences.
POST_HOLDS = [
    "communitylinkage.referrals.keepers.open_at",
    "communitylinkage.referrals.asks.queries.open_at",
    "communitylinkage.referrals.mentor_requests.queries.open_at",
]
# Called in order when a procedure is suspended, also by a signature taken back: f(*, version, by,
# now).
ON_PROCEDURE_SUSPENDED = ["communitylinkage.referrals.following.actions.on_suspended"]
# The languages of which a catalogue is a draft that nobody has reviewed: f() -> set of codes.
DRAFT_LANGUAGES = "communitylinkage.website.drafts.draft_languages"
# What became of a step of a procedure: f(*, version, step, now) -> list of lines.
STEP_FIGURES = "communitylinkage.referrals.following.figures.of_step"
# Called in order after each act on a request for a mentor: f(*, request, act, by, now).
ON_MENTOR_REQUEST = ["communitylinkage.support.actions.on_mentor_request"]
# What a finding of research may lead to: f(viewer or None) -> list[research.leading.Lead].
FINDING_LEADS = "communitylinkage.website.leads.leads"
# What was let out of who was taught by mentors of which country: f() -> the table of
# professionals and that of mentors (disclosure.published.Published), or None.
WHO_TAUGHT_WHOM = "communitylinkage.intersections.chain.shown"
# What home lists as "what needs you today", in order: f(viewer, now) -> list[values.today.Today].
TODAY = [
    "communitylinkage.support.queries.today",
    "communitylinkage.support.voices.queries.today",
    "communitylinkage.referrals.waiting.today",
    "communitylinkage.referrals.following.queries.today",
    "communitylinkage.referrals.receipt.staff.today",
    "communitylinkage.referrals.wishes.queries.today",
    "communitylinkage.referrals.asks.queries.today",
    "communitylinkage.referrals.mentor_requests.queries.today",
    "communitylinkage.mentors.queries.today",
    "communitylinkage.network.queries.today",
    "communitylinkage.network.steps.queries.today",
    "communitylinkage.directory.entries.queries.today",
    "communitylinkage.assessment.queries.today",
    "communitylinkage.procedures.queries.today",
    "communitylinkage.research.queries.today",
    "communitylinkage.learning.queries.today",
    "communitylinkage.practices.queries.today",
    "communitylinkage.coverage.told.today",
    "communitylinkage.advocacy.queries.today",
    "communitylinkage.campaign.queries.today",
    "communitylinkage.events.queries.today",
    "communitylinkage.impact.quality.queries.today",
    "communitylinkage.reports.queries.today",
    "communitylinkage.people.waiting.today",
    "communitylinkage.stewardship.queries.today",
    "communitylinkage.overseeing.queries.today",
]
# What the page of a programme shows of other parts, in order: f(programme's id, now) ->
# values.shown.Listing or None. Events put their own function here, and campaign too.
PROGRAMME_LISTS = [
    "communitylinkage.programme_site.lists.events",
    "communitylinkage.programme_site.lists.campaigns",
    "communitylinkage.programme_site.lists.practices",
    "communitylinkage.programme_site.lists.asked",
]
# The numbers of its page of results: f(programme's id, now) -> list[values.shown.Figure].
PROGRAMME_FIGURES = ["communitylinkage.programme_site.lists.figures"]
# The routes that search engines may find; every other answer tells them to leave it out.
SEARCHABLE = frozenset(
    {
        "programme_of",
        "programme_section",
        "programme_news",
        "programme_news_item",
        "practices",
        "practices_travelled",
        "practice",
        "promises",
        "promises_of",
        "promise",
        "demand",
        "events",
        "event",
    }
)
# What stands in the site map, if its route is searchable: f() -> Iterable[values.found.Found].
SITEMAP = [
    "communitylinkage.programme_site.found.programmes",
    "communitylinkage.programme_site.found.practices",
    "communitylinkage.programme_site.found.promises",
    "communitylinkage.programme_site.found.events",
]
# Where a woman's page of control leads besides: f() -> list of routes and words.
RECEIPT_WAYS = "communitylinkage.support.queries.receipt_ways"
# Who may open which page: a short address leads only to what is open to anybody.
PUBLIC_PAGES = "communitylinkage.website.urls.ACCESS"
# The links of home for who is signed in: f(viewer) -> list of words and addresses.
SECTIONS = "communitylinkage.website.sections.sections"
# The card of a service as women see it: f(service's id, now); the directory shows it as a preview.
SERVICE_CARD = "communitylinkage.guide.showing.card"

# What the worker does in each round, in order: f(*, now) -> how many moved.
CLOCK_SWEEPS = [
    "communitylinkage.journal.actions.keep_day",
    "communitylinkage.consent.actions.finish_withdrawals",
    "communitylinkage.referrals.actions.sweep",
    "communitylinkage.referrals.following.actions.sweep",
    "communitylinkage.procedures.letters.sweep",
    "communitylinkage.referrals.asks.actions.sweep",
    "communitylinkage.facts.actions.flush",
    "communitylinkage.referrals.outside.actions.tidy",
    "communitylinkage.referrals.mentor_requests.actions.sweep",
    "communitylinkage.support.actions.sweep",
    "communitylinkage.support.counting.actions.sweep",
    "communitylinkage.directory.freshness.sweep",
    "communitylinkage.directory.files.actions.sweep",
    "communitylinkage.surveys.actions.sweep",
    # Before the answers' own clock: it closes the round, and with it the collection.
    "communitylinkage.assessment.actions.sweep",
    "communitylinkage.surveys.answering.actions.sweep",
    "communitylinkage.learning.joining.letters.sweep",
    "communitylinkage.intersections.actions.freeze",
    "communitylinkage.coverage.actions.sweep",
    "communitylinkage.campaign.importing.sweep",
    "communitylinkage.events.letters.sweep",
    "communitylinkage.events.after.sweep",
    # Last: what is erased must have had its turn in every other sweep.
    "communitylinkage.stewardship.retention.sweeping.sweep",
    # Last, because it takes longest: some seconds at each turn.
    "communitylinkage.surveys.analysis.runs.sweep",
]
# A kind of task -> the function that does it in a transaction: f(*, task, now).
OUTBOX_HANDLERS: dict[str, str] = {
    "assessment.publish": "communitylinkage.assessment.publishing.make",
    "events.certificate": "communitylinkage.events.after.give",
}
# A kind of task -> the function that writes its letter, which is sent outside of any transaction:
# f(*, task, now) -> Outgoing, or None where there is nothing to say any more.
OUTBOX_LETTERS: dict[str, str] = {
    "people.notify": "communitylinkage.people.mail.notify",
    "people.notify_now": "communitylinkage.people.mail.notify_now",
    "people.new_device": "communitylinkage.people.mail.new_device",
    "people.invited": "communitylinkage.people.mail.invitation",
    "people.forgotten": "communitylinkage.people.mail.password_link",
    "assessment.invite": "communitylinkage.assessment.mail.invite",
    "assessment.remind": "communitylinkage.assessment.mail.remind",
    "events.letter": "communitylinkage.events.letters.write",
    "learning.letter": "communitylinkage.learning.joining.letters.write",
    "learning.trainer_letter": "communitylinkage.learning.sessions.trainer_letters.write",
    "referrals.ask_outside": "communitylinkage.referrals.outside.mail.ask",
}

# docs/reference/<file> -> the function that writes it (`communitylinkage reference`).
REFERENCE = {
    "access-matrix.md": "communitylinkage.website.reference.access_matrix",
    "field-register.md": "communitylinkage.website.reference.field_register",
    "ask-states.md": "communitylinkage.referrals.asks.rules.picture",
    "referral-states.md": "communitylinkage.referrals.rules.picture",
    "round-states.md": "communitylinkage.assessment.rules.picture",
    "mentor-request-states.md": "communitylinkage.referrals.mentor_requests.rules.picture",
    "support-states.md": "communitylinkage.support.rules.picture",
    "procedure-states.md": "communitylinkage.procedures.rules.picture",
    "practice-states.md": "communitylinkage.practices.rules.states.picture",
    "demand-states.md": "communitylinkage.advocacy.rules.demands.picture",
    "promise-states.md": "communitylinkage.advocacy.rules.promises.picture",
    "programme-page-states.md": "communitylinkage.programme_site.rules.states.picture",
    "material-states.md": "communitylinkage.campaign.rules.states.picture",
    "report-states.md": "communitylinkage.reports.rules.states.picture",
    "indicators.md": "communitylinkage.impact.reference.indicators",
    "retention.md": "communitylinkage.stewardship.rules.terms.document",
    "../security/promises.md": "communitylinkage.stewardship.promises.document",
}
