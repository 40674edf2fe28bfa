"""Settings. Everything that differs between machines comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from communitylinkage.website.joints import *  # noqa: F403 -- each of its names is a setting
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
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "messages@localhost")

# Logs name neither an address, an agent, a query nor a body (DESIGN 3, rule 3).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security": {"level": "CRITICAL"}},
}
