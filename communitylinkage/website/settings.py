"""Settings. Everything that differs between machines comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from communitylinkage.website.languages import languages

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("COMMUNITYLINKAGE_VAR", ROOT / "var"))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret(name: str) -> str:
    """A random secret kept in a file of its own under VAR, made at first use."""
    path = VAR / name
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _secret("secret-key")
PEPPER = os.environ.get("PEPPER") or _secret("pepper")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "communitylinkage.website",
    "communitylinkage.vault",
    "communitylinkage.facts",
    "communitylinkage.journal",
    "communitylinkage.outbox",
    "communitylinkage.releases",
    "communitylinkage.organisations",
    "communitylinkage.people",
    "communitylinkage.participants",
    "communitylinkage.consent",
    "communitylinkage.referrals",
    "communitylinkage.guide",
    "communitylinkage.surveys",
    "communitylinkage.assessment",
    "communitylinkage.certificates",
    "communitylinkage.procedures",
    "communitylinkage.directory",
    "communitylinkage.mentors",
    "communitylinkage.network",
    "communitylinkage.research",
    "communitylinkage.learning",
    "communitylinkage.practices",
    "communitylinkage.coverage",
    "communitylinkage.advocacy",
    "communitylinkage.programme_site",
    "communitylinkage.notices",
    "communitylinkage.overseeing",
    "communitylinkage.campaign",
    "communitylinkage.events",
    "communitylinkage.support",
    "communitylinkage.intersections",
    "communitylinkage.impact",
    "communitylinkage.reports",
    "communitylinkage.stewardship",
    "django.contrib.staticfiles",
    # Only for the template of the site map; it has no tables.
    "django.contrib.sitemaps",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "communitylinkage.website.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "communitylinkage.website.middleware.easy_mode",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "communitylinkage.website.csrf.NoReferrerCsrf",
    "communitylinkage.website.sent_again.SentAgain",
    "communitylinkage.website.middleware.wait_when_busy",
    "communitylinkage.website.middleware.cannot_keep",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "communitylinkage.website.middleware.not_by_hand",
    "communitylinkage.website.middleware.plain_addresses",
]

ROOT_URLCONF = "communitylinkage.website.urls"
WSGI_APPLICATION = "communitylinkage.website.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "communitylinkage.website.frame.frame",
            ],
        },
    },
]

FORM_RENDERER = "communitylinkage.website.rendering.Renderer"

# Lock halves live in a database of their own from the start (DESIGN 6): a backup of the content
# never holds them, so what was withdrawn or erased stays closed in every old backup.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
    ),
}


def _database(variable: str, file: str) -> dict[str, object]:
    """The database that VARIABLE names, else an SQLite file under VAR."""
    url = os.environ.get(variable)
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / file,
        "OPTIONS": dict(_SQLITE),
        "TEST": {"NAME": VAR / f"test-{file}"},
    }


DATABASES = {
    "default": _database("DATABASE_URL", "content.sqlite3"),
    "locks": _database("LOCKS_DATABASE_URL", "locks.sqlite3"),
}
DATABASE_ROUTERS = ["communitylinkage.website.databases.LockRouter"]

LANGUAGE_CODE = "en"
LANGUAGES = languages(ROOT / "communitylinkage")
# Of a language that only some pages speak: words around a questionnaire that is answered in it.
# And the words of procedures of ours in the languages of their countries.
LOCALE_PATHS = [
    ROOT / "communitylinkage/surveys/answering/words/locale",
    ROOT / "communitylinkage/procedures/starting/told/locale",
]
USE_I18N = True
USE_TZ = True
# Days before months and 24 hours, as the programme's countries write them.
FORMAT_MODULE_PATH = "communitylinkage.website.formats"
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "communitylinkage.website.static.HashedFiles"},
}

# Staff's cookie never reaches the guide: it is read and set below the staff path only (DESIGN 4).
SESSION_ENGINE = "communitylinkage.people.sessions"
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
    "communitylinkage.referrals.queries.open_at",
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
    "communitylinkage.referrals.queries.today",
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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = False
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "communitylinkage.website.views.form_expired"
BEHIND_TLS = os.environ.get("BEHIND_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Files are kept in memory only, never in a temporary file; larger ones are let go.
FILE_UPLOAD_HANDLERS = ["communitylinkage.directory.files.upload.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Where the quick exit leads: a harmless page that opens in every country (changeable per site).
QUICK_EXIT_URL = os.environ.get("QUICK_EXIT_URL", "https://www.wikipedia.org/")

# Where who keeps this site is reached by e-mail; empty, the page says that there is none.
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "1025"))
# A server that is silent for so long is away: the worker goes on with its clocks.
EMAIL_TIMEOUT = 10
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
# STARTTLS, as providers ask for on port 587.
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
# Where the links in letters lead: scheme, host and port, without a slash at the end.
_HERE = f"http://127.0.0.1:{os.environ.get('COMMUNITYLINKAGE_PORT', '8000')}"
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", _HERE).rstrip("/")
# Letters to the made-up people of the demo wait here as files.
DEMO_LETTERS = VAR / "demo-letters"
MAIL_DOMAIN = os.environ.get("MAIL_DOMAIN", "localhost")
# Where `communitylinkage backup` writes, and `check` looks; best another disk.
BACKUPS = Path(os.environ.get("COMMUNITYLINKAGE_BACKUPS", VAR / "backups"))
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
    "referrals.ask_outside": "communitylinkage.referrals.outside.mail.ask",
}
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "messages@localhost")

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

# Logs name neither an address, an agent, a query nor a body (DESIGN 3, rule 3).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security": {"level": "CRITICAL"}},
}
