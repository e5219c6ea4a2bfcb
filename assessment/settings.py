"""The one settings file.

What differs between machines is read from the environment, typed, and fails loudly.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
# NAME_FILE names a file that holds NAME: secrets need not stand in the environment.
env = environ.FileAwareEnv()

DEBUG = env.bool("DEBUG", default=False)
# No key, no start, unless DEBUG is asked for by name: Django refuses an empty one where it is
# used, wsgi.py at once. What needs no key (check, makemigrations) works without.
SECRET_KEY = env.str(
    "SECRET_KEY", default="for-development-only-" + "0" * 40 if DEBUG else ""
)
# Keys of before, the newest first: what was signed or kept under one of them is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=["localhost", "127.0.0.1", "[::1]", "testserver"] if DEBUG else [],
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
# Who runs the site and answers for personal data, as sign-up and the page about data name
# them. The demo names somebody invented, and says so; checks refuse a site without.
OPERATOR_IS_INVENTED = DEBUG and not env.str("OPERATOR_NAME", default="")
OPERATOR_NAME = env.str(
    "OPERATOR_NAME", default="Trung tâm Thử nghiệm Số Hoa Phượng" if DEBUG else ""
)
OPERATOR_ADDRESS = env.str(
    "OPERATOR_ADDRESS",
    default="1 Đường Không Có Thật, Thành phố Hồ Chí Minh" if DEBUG else "",
)
# An email address, or the https address of a page.
OPERATOR_COMPLAINTS = env.str(
    "OPERATOR_COMPLAINTS", default="khieu-nai@hoa-phuong.example" if DEBUG else ""
)
OPERATOR_RESPONSIBLE = env.str(
    "OPERATOR_RESPONSIBLE",
    default="Bộ phận bảo vệ dữ liệu cá nhân" if DEBUG else "",
)
OPERATOR_RESPONSIBLE_EMAIL = env.str(
    "OPERATOR_RESPONSIBLE_EMAIL", default="du-lieu@hoa-phuong.example" if DEBUG else ""
)

# Reports are signed with a PKCS #12 file; without one the demo makes its own.
SIGNING_CERTIFICATE = env.str("SIGNING_CERTIFICATE", default="")
SIGNING_PASSWORD = env.str("SIGNING_PASSWORD", default="")
MAKE_CERTIFICATE = env.bool("MAKE_CERTIFICATE", default=DEBUG)
# A service of RFC 3161; and a PEM file of who vouches for it and for the certificate.
TIMESTAMP_URL = env.str("TIMESTAMP_URL", default="")
SIGNING_ROOTS = env.str("SIGNING_ROOTS", default="")

INSTALLED_APPS = [
    "assessment",
    "api",
    "privacy",
    "reports",
    "roadmap",
    "associations",
    "providers",
    "survey",
    "indexes",
    "accounts",
    "accounts.allauth_words",
    "background",
    "language",
    "registry",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "formtools",
]

# What carries work in the background to its workers (background.engines), and after how many
# seconds what never came to one is brought again.
TASK_ENGINE = env.str("TASK_ENGINE", default="embedded")
TASKS = {
    "default": {"BACKEND": f"background.engines.{TASK_ENGINE}.Backend", "QUEUES": []}
}
TASK_LOST_AFTER = env.int("TASK_LOST_AFTER", default=60)
# Seconds after which a worker who has not shown himself is given up.
TASK_LEASE = env.int("TASK_LEASE", default=120)
if TASK_ENGINE == "procrastinate":
    INSTALLED_APPS.append("procrastinate.contrib.django")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "assessment.middleware.no_referrer",
    "assessment.middleware.closed_to_other_sites",
    "assessment.middleware.content_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assessment.compression.CompressTexts",
    "assessment.middleware.calm_while_away",
    # Before any session is read: programs have none.
    "api.entry.answer_programs",
    "accounts.posting.keep_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "assessment.middleware.privacy_headers",
    "django.middleware.common.CommonMiddleware",
    "assessment.middleware.CsrfViewMiddleware",
    "assessment.middleware.cleaned_request",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.length.end_when_idle",
    "assessment.middleware.chosen_language",
    # Before a sign-in is asked for: what was sent may have ended the session it came with.
    "accounts.posting.answer_once",
    "assessment.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.sessions.second_step.second_step_first",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "assessment.middleware.own_error_pages",
    "assessment.middleware.typed_put_back",
]

ROOT_URLCONF = "assessment.urls"
WSGI_APPLICATION = "assessment.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "accounts.templatetags.posting",
                "assessment.templatetags.everybody",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assessment.context.frame",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'site.sqlite3'}")
}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
# Seconds. In SQLite only who writes waits, for the writers before: a night's work is in batches.
# Commands of manage.py have more patience than pages.
DATABASE_CONNECT_TIMEOUT = env.int("DATABASE_CONNECT_TIMEOUT", default=3)
DATABASE_STATEMENT_TIMEOUT = env.int(
    "DATABASE_STATEMENT_TIMEOUT", default=5 if IS_SQLITE else 10
)
SQLITE_PATIENCE = 20
# SQLite serves one machine, and is lost with it: in service it has to be meant.
SQLITE_IN_SERVICE = env.bool("SQLITE_IN_SERVICE", default=False)
if IS_SQLITE:
    # A writer queues up instead of failing. The journal is switched by assessment.outages.journal.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": SQLITE_PATIENCE,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA synchronous=NORMAL;",
    }
else:
    # How long a statement may take is asked of web processes only: assessment.outages.patience.
    DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["OPTIONS"]["connect_timeout"] = DATABASE_CONNECT_TIMEOUT
# A worker keeps its connection: opening one costs more than saving an answer. The development
# server has a thread for each request, which would leave one behind every time.
DATABASES["default"] |= {"CONN_MAX_AGE": 0 if DEBUG else 60, "CONN_HEALTH_CHECKS": True}
# Only the brakes on repeated tries, and codes that were used, are kept here: once for all
# processes, in a table that migrating makes. checks.py refuses one for each process.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://brakes")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["BACKEND"] = "accounts.brakes.counting.CountingCache"
# A full cache throws a third of its entries away. Django's 300 are soon filled, with the tries
# of whoever wants to be rid of a brake.
CACHES["default"]["max_entries"] = 20_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.sessions.backends.ModelBackend",
    "accounts.sessions.backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.validators.NearlyCommonValidator"},
    {"NAME": "accounts.passwords.validators.OwnWordsValidator"},
    {"NAME": "accounts.passwords.breached.BreachedValidator"},
]
# A file of passwords known from breaches, ordered by hash (accounts.passwords.breached).
BREACHED_PASSWORDS = env.str("BREACHED_PASSWORDS", default="")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "own_home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.AnotherAddressForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = env.str("ACCOUNT_EMAIL_VERIFICATION", default="mandatory")
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = (
    True  # a changed password or address is told to whoever had it before
)
ACCOUNT_REAUTHENTICATION_REQUIRED = (
    True  # an open laptop is not enough to move the account to another address
)
# Wrong passwords: from one place, and for one account from one place (others: accounts.brakes.
# sign_in; a second step counts, too). Whoever tries often must not keep others there out.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key", "login": "300/m/ip"}
USERSESSIONS_ADAPTER = "accounts.sessions.services.SessionsAdapter"
MFA_ADAPTER = "accounts.sessions.kept_secrets.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.SecondStepAgainForm",
    "activate_totp": "accounts.forms.ActivateForm",
}
# Of whom two steps are demanded: nobody, administrators, staff of associations and providers
# too, or everybody. In the demo everybody just walks in.
SECOND_STEP_OF = env.str(
    "SECOND_STEP_OF", default="nobody" if DEBUG else "administrators"
)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sẵn Sàng Số"
MFA_TOTP_PERIOD = 30  # seconds
# The code before and after too: people type slowly, phones' clocks are off. 0 takes neither.
MFA_TOTP_TOLERANCE = env.int("SECOND_STEP_TOLERANCE", default=1)

SESSION_ENGINE = "accounts.sessions.store"
# A draft must outlive a long pause; the session row is written only when it changes.
# Staff and administrators are signed in for a shorter time: accounts.sessions.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool(
    "SECURE_COOKIES", default=not DEBUG
)
# Such a name is kept by browsers for this host alone: no other one below the domain sets it.
COOKIE_PREFIX = "__Host-" if SESSION_COOKIE_SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "assessment.notices.Notices"
MESSAGES_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "assessment.typed.stale.stale_form"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = (
    SESSION_COOKIE_SECURE,
    True,
    "Lax",
)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
# Watchers inside the machine need no TLS; a token sent in the open is refused (api.answering).
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/", r"^api/v1/"]
# Whom to tell of a hole: mailto:… or https://…, as security.txt says it.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Whom the brakes on sign-in and letters count: without this, behind a proxy, all visitors as one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=int(BEHIND_PROXY))
# Ours is Django's with one case more (assessment.middleware); it is looked for by name.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["assessment.formats"]
LOCALE_PATHS = [BASE_DIR / "assessment" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [
    ("built", BASE_DIR / "build" / "assets")
]  # fonts cut from their wheels by build_assets
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Proof of answers: no address leads here, the files are handed out by a view that
    # asks who it is.
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": MEDIA_ROOT / "evidence",
            "file_permissions_mode": 0o600,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The ends of the chains of the audit log, a line a night (accounts.audit.ends); none if empty.
AUDIT_ENDS = env.str("AUDIT_ENDS", default=str(MEDIA_ROOT / "audit-ends.jsonl"))
# A virus scanner to be asked about files: tcp://host:port or unix:///path of a clamd.
CLAMD = env.str("CLAMD", default="")
# Reports and pictures that a web process makes at the same time (accounts.brakes.heavy).
HEAVY_AT_ONCE = env.int("HEAVY_AT_ONCE", default=1)
FILE_UPLOAD_HANDLERS = [
    "survey.evidence.uploads.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FIXTURES_DIR = BASE_DIR / "fixtures"
# What is done again and again, and when.
TASK_SCHEDULE = FIXTURES_DIR / "background" / "schedule.yaml"
# Who watches over work that an organisation waits for, beside whoever asked for it.
TASK_WATCHERS = "accounts.watching.works_for"
# Webhooks may lead to this machine itself: where the site is made and tried, never in service.
WEBHOOKS_TO_LOOPBACK = env.bool("WEBHOOKS_TO_LOOPBACK", default=DEBUG)

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "accounts.mail_server.EmailBackend"
# A mail service that django-anymail knows, by its name there, and what it needs to know as JSON:
# its keys, and WEBHOOK_SECRET, by which it proves who it is when it tells what came back.
EMAIL_SERVICE = env.str("EMAIL_SERVICE", default="")
if EMAIL_SERVICE:
    INSTALLED_APPS.append("anymail")
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_SERVICE}.EmailBackend"
    ANYMAIL = env.json("EMAIL_SERVICE_SETTINGS", default={})
# How long a mail server may say nothing, and how many letters it is given in a minute.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
EMAIL_PER_MINUTE = env.int("EMAIL_PER_MINUTE", default=120)
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Sẵn Sàng Số <khong-tra-loi@sansangso.example>"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": "assessment.secret_addresses.MaskingFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(process)d: %(message)s",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # A page that is not there or not for this reader is no trouble of ours; what breaks is.
    "loggers": {
        "django.request": {"level": "ERROR"},
        # Of each piece of work a line at its beginning and one at its end: its row tells as much.
        "django_tasks": {"level": "WARNING"},
        # What Django would write by handlers of its own goes the same way.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
