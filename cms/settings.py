"""Mosaic's settings: one module, read from the environment.

``.env.example`` explains the variables. What has no variable is the same everywhere.
"""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cms.environment import engines, values
from cms.environment.reading import REQUIRED, SettingError, can_write, read, read_file
from cms.languages import DEFAULT_LANGUAGE, in_language
from cms.languages import LANGUAGES as SPOKEN
from cms.operations import logs

BASE_DIR = Path(__file__).resolve().parent.parent

read_file(BASE_DIR / ".env")

# --- The machine -----------------------------------------------------------

DEBUG = read("DEBUG", values.boolean, "true or false", False)

SECRET_KEY = read(
    "SECRET_KEY",
    values.secret_key,
    "a random text of at least 50 characters that nobody else knows",
    "a key for development only, known to everybody" if DEBUG else REQUIRED,
)

_NO_KEYS: list[str] = []
#: Keys of before: what was signed by them is still taken. They may be shorter than a key is now, so
#: that one that is too short can be replaced without logging anybody out.
SECRET_KEY_FALLBACKS = read(
    "SECRET_KEY_FALLBACKS",
    values.secrets,
    "the keys that SECRET_KEY had before, separated by commas, of at least 32 characters each",
    _NO_KEYS,
)

_PORT = read("PORT", values.port, "a port number from 1 to 65535", 8000)

#: Where this server is reached. Media, documents and API addresses are made from it, and so are
#: the pages of a site whose hostname is still Wagtail's placeholder, ``localhost``.
BASE_URL = read(
    "BASE_URL",
    values.web_address,
    "the address that this server is reached at, such as https://cms.example.org",
    f"http://127.0.0.1:{_PORT}" if DEBUG else REQUIRED,
)

ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS",
    values.hosts,
    "host names separated by commas",
    ["127.0.0.1", "localhost", "[::1]"] if DEBUG else REQUIRED,
)

#: What is written while running: the embedded database, media, collected static files.
VAR_DIR = read("VAR_DIR", Path, "a folder that can be written to", BASE_DIR / "var")
try:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
except OSError:
    raise SettingError(
        "VAR_DIR cannot be made; it takes a folder that can be written to."
    ) from None

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CSRF_TRUSTED_ORIGINS = [BASE_URL]
if BASE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Over plain HTTP, a visitor is only told where to go; after that, browsers do so themselves.
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = read(
        "HSTS_SECONDS",
        values.whole_number,
        "for how many seconds browsers may only come over HTTPS: 0 is not at all",
        365 * 24 * 60 * 60,
    )
    # What else is below this server's name is not for it to decide.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- The applications ------------------------------------------------------

INSTALLED_APPS = [
    "blog",
    "blog.comments",
    "home",
    "cms",
    "cms.pages",
    "cms.images",
    "cms.blocks",
    "cms.search",
    "cms.links",
    "cms.tasks",
    "cms.operations",
    "cms.access",
    "django_tasks_db",
    "cms.delivery",
    "cms.webhooks",
    "cms.translation",
    "cms.translation.interchange",
    "cms.translation.matrix",
    "cms.translation.desk",
    "cms.translation.glossary",
    "cms.translation.handwritten",
    "cms.editing",
    "wagtail_headless_preview",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # Wagtail uses its filters; its translations come with the app
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.operations.health.HealthMiddleware",
    "cms.operations.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.delivery.middleware.KeptNowhereMiddleware",
    "cms.reading.ReadingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "cms.headers.HeadersMiddleware",
    "cms.api.middleware.NoCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.pages.middleware.LanguageFromPathMiddleware",
    "cms.editing.admin_language.AdminLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "cms.access.middleware.OneTimePasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.editing.bidi.BidiControlsMiddleware",
    "cms.search.middleware.AdminSearchMiddleware",
    "cms.pages.redirecting.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.navigation.reader_context",
            ],
        },
    },
]

# --- The database ----------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": read(
        "DATABASE_URL",
        engines.database,
        "sqlite:///PATH, in a folder that exists, or postgres://USER:PASSWORD@HOST:PORT/NAME",
        {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "mosaic.sqlite3")},
    )
}
# Opening SQLite's file for every request would cost more than most requests do.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers do not wait for a writer; a writer waits for its turn, 20 seconds at most.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # A file, and not memory: browser tests read it from a second thread.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    # What is asked for the third time on a connection is planned no more; see cms.queries.cursor.
    _OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    _OPTIONS.setdefault("prepare_threshold", 2)
    # A server that does not answer is one that is not there.
    _OPTIONS.setdefault("connect_timeout", engines.PATIENCE)
    # Behind a pooler, a cursor's next rows may be asked for on another connection.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = _OPTIONS["prepare_threshold"] is None
    # Each thread keeps a connection of its own, unless they share some.
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if "pool" in _OPTIONS else None

# --- Caches and delivery ---------------------------------------------------

_CACHE = read(
    "CACHE_URL",
    engines.cache,
    "redis://HOST:PORT/NUMBER, or rediss:// for an encrypted connection",
    None,
)
CACHES: dict[str, dict[str, Any]] = {
    # What Wagtail and Django keep.
    "default": {**_CACHE, "BACKEND": "cms.operations.tolerant_cache.TolerantRedisCache"}
    if _CACHE
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole answers. The versions of the journal replace each other; the time is for the last one.
    "responses": {**_CACHE, "KEY_PREFIX": "responses", "TIMEOUT": 24 * 60 * 60}
    if _CACHE
    else {
        "BACKEND": "cms.delivery.memory.MemoryCache",
        "LOCATION": "responses",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_BYTES": 64 * 1024 * 1024},
    },
}

#: Paths with public answers, and the parameters that these depend on; None where the answer to any
#: other parameter is an error.
DELIVERY_PATHS: dict[str, tuple[str, ...] | None] = {
    "/api/v2/": None,
    **{f"/{language.code}/": ("page",) for language in SPOKEN},
    "/robots.txt": (),
    "/sitemap.xml": (),
}

#: Those of them at which no answer can depend on a cookie: NoCookiesMiddleware takes them out.
COOKIELESS_PATHS = ("/api/v2/",)

_CDN = read(
    "CDN_URL",
    engines.cdn,
    "cloudflare://TOKEN@ZONE, fastly://TOKEN@SERVICE, cloudfront://DISTRIBUTION, or "
    "varnish://HOST:PORT",
    None,
)
#: Who is told what changed.
WAGTAILFRONTENDCACHE = {"cdn": _CDN} if _CDN else {}

_CDN_MAX_AGE = read(
    "CDN_MAX_AGE",
    values.whole_number,
    "the number of seconds for which a CDN may give an answer without asking",
    0,
)
_CDN_STALE = read(
    "CDN_STALE_WHILE_REVALIDATE",
    values.whole_number,
    "the number of seconds for which it may go on doing so while it asks",
    0,
)
#: Browsers always ask, which costs them a 304. A CDN that is told of changes need not.
DELIVERY_CACHE_CONTROL = (
    f"public, max-age=0, s-maxage={_CDN_MAX_AGE}"
    + (f", stale-while-revalidate={_CDN_STALE}" if _CDN_STALE else "")
    if _CDN_MAX_AGE
    else "public, no-cache"
)

# --- Webhooks --------------------------------------------------------------

_NO_NETWORKS: list[values.Network] = []
#: What may be called although it is not on the public web, and without encryption.
WEBHOOKS_NETWORKS = read(
    "WEBHOOKS_NETWORKS",
    values.networks,
    "networks separated by commas, such as 10.1.2.0/24",
    _NO_NETWORKS,
)

# --- Tasks -----------------------------------------------------------------

#: Where tasks wait to be done: "immediate" is nowhere, "database", or "redis".
TASKS_PLACE, _TASKS_REDIS = read(
    "TASKS",
    engines.tasks,
    "immediate, database, or the address of a Redis server, redis://HOST:PORT/NUMBER",
    ("immediate", ""),
)
TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
            "redis": "django_tasks_rq.RQBackend",
        }[TASKS_PLACE],
    }
}
if TASKS_PLACE == "redis":
    INSTALLED_APPS += ["django_rq"]
    # It has no tables: with its migrations, a database would lack some wherever TASKS is changed.
    MIGRATION_MODULES = {"django_rq": None}
    # Who waits for a server that is away, or hangs, is an editor; RQ has its workers wait longer.
    _PATIENCE = f"{'&' if '?' in _TASKS_REDIS else '?'}socket_connect_timeout=2&socket_timeout=5"
    RQ_QUEUES = {"default": {"URL": _TASKS_REDIS + _PATIENCE}}
    RQ = {
        "QUEUE_CLASS": "cms.tasks.redis_queue.RetryingQueue",
        "WORKER_CLASS": "cms.tasks.redis_queue.Worker",
        "JOB_CLASS": "django_tasks_rq.Job",
    }

# --- The clock -------------------------------------------------------------

#: What ``manage.py clock`` runs, each with its options.
CLOCK_EVERY_MINUTE = [
    "publish_scheduled",
    "rename_photos",
    "send_webhooks",
    *(["purge_cdn"] if _CDN else []),
]
CLOCK_EVERY_NIGHT = [
    "check_links --web",
    "forget_addresses",
    "prune_journal",
    "clearsessions",
    *(["prune_db_task_results"] if TASKS_PLACE == "database" else []),
]

# --- Languages -------------------------------------------------------------

LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(language.code, language.name) for language in SPOKEN]
LANGUAGES_BIDI = [language.code for language in SPOKEN if language.direction == "rtl"]
LANGUAGE_CODE = DEFAULT_LANGUAGE.code
LOCALE_PATHS = [
    BASE_DIR / "locale",
    # Wagtail's screens in Hebrew: its own catalogues (he_IL) have a quarter of them, and other
    # words for the same things.
    BASE_DIR / "locale" / "wagtail",
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = read("TIME_ZONE", values.time_zone, "a time zone such as Europe/Paris", "UTC")

MODELTRANSLATION_LANGUAGES = tuple(language.code for language in SPOKEN)
MODELTRANSLATION_DEFAULT_LANGUAGE = DEFAULT_LANGUAGE.code
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": (DEFAULT_LANGUAGE.code,)}
MODELTRANSLATION_AUTO_POPULATE = False
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_language

WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# A translation in progress must not overwrite what readers see.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
#: The machine that translators may ask; None is no machine.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = read(
    "TRANSLATOR_URL",
    engines.translator,
    "deepl://KEY, libretranslate://HOST, or libretranslate://KEY@HOST",
    None,
)

# --- Files -----------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
_FOLDER: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_BUCKET = read(
    "STORAGE_URL",
    engines.storage,
    "s3://KEY:SECRET@BUCKET, and where needed ?endpoint=, region= and address=, joined by &",
    None,
)
#: Whether uploads are in a folder of this server.
KEEPS_MEDIA = not _BUCKET
# Where all of it is elsewhere, the folder may be one that is only to be read.
_WRITTEN_TO = [
    *([MEDIA_ROOT if MEDIA_ROOT.exists() else VAR_DIR] if KEEPS_MEDIA else []),
    *([VAR_DIR] if DATABASES["default"]["NAME"] == str(VAR_DIR / "mosaic.sqlite3") else []),
]
if not all(map(can_write, _WRITTEN_TO)):
    raise SettingError("VAR_DIR cannot be written to; it takes a folder that can be written to.")
_S3 = {
    "file_overwrite": False,
    "signature_version": "s3v4",
    # What is larger passes through a temporary file, and not through memory.
    "max_memory_size": 8 * 1024 * 1024,
    **(_BUCKET or {}),
}
STORAGES: dict[str, dict[str, Any]] = {
    # Documents: an address is signed for whoever may have the file, and for five minutes.
    "default": {
        "BACKEND": "cms.bucket.Bucket",
        "OPTIONS": {**_S3, "custom_domain": None, "querystring_expire": 300},
    }
    if _BUCKET
    else _FOLDER,
    # Photos and their renditions: everybody may have them, and no name is used twice.
    "photos": {
        "BACKEND": "cms.bucket.Bucket",
        "OPTIONS": {
            **_S3,
            "querystring_auth": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
    if _BUCKET
    else {"BACKEND": "cms.images.folder.PhotoFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Wagtail ---------------------------------------------------------------

WAGTAIL_SITE_NAME = "Mosaic"
# The admin contacts nobody either: no pictures of users, no news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# How often the editor looks whether the preview still shows what is in the form, in milliseconds.
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 200
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = BASE_URL
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILIMAGES_RENDITION_STORAGE = "photos"
WAGTAILIMAGES_IMAGE_MODEL = "images.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
#: Formats in which photos are kept beside their own.
PHOTO_FORMATS = read(
    "PHOTO_FORMATS",
    values.choices("avif", "webp"),
    "webp, avif, or both with a comma",
    ["webp"],
)
_DATABASE = {"BACKEND": "cms.search.backends"}
_ENGINE = read(
    "SEARCH_URL",
    engines.search_engine,
    "elasticsearch://USER:PASSWORD@HOST:PORT/PREFIX, or opensearch:// with the same; +http after "
    "the name where the connection is not encrypted",
    None,
)
# The database's own index is kept beside an engine's: it answers where the engine does not.
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = (
    {"default": _ENGINE, "database": _DATABASE} if _ENGINE else {"default": _DATABASE}
)
# Documents are served by a view that asks for permission, never as plain files. From a bucket, it
# leads to an address that is signed.
WAGTAILDOCS_SERVE_METHOD = "redirect" if _BUCKET else "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]

REST_FRAMEWORK: dict[str, Any] = {
    # Public reading knows no user: what a session may see must never enter a shared cache.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DEFAULT_SCHEMA_CLASS": "cms.api.openapi.ContractSchema",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Mosaic",
    "DESCRIPTION": (
        "All that a publication says, in English, French, and Hebrew. Properties, types of pages "
        "and blocks, and values of enumerations may be added: pass over those that you do not know."
    ),
    "VERSION": "2",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v2",
    "PREPROCESSING_HOOKS": ["cms.api.openapi.only_ours"],
    "POSTPROCESSING_HOOKS": [],
    "SERVE_INCLUDE_SCHEMA": False,
    # Its assets come with the application: nobody else is asked for them.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SORT_OPERATIONS": False,
}

#: How often one network address may ask for what is not kept; None is as often as it likes.
API_RATE = read(
    "API_RATE", values.rate, "how often one network address may ask, such as 600/minute", None
)

#: How many reverse proxies stand in front, each of which adds an address to X-Forwarded-For.
#: Without any, what a client says there of itself is not believed.
REST_FRAMEWORK["NUM_PROXIES"] = read(
    "PROXIES", values.whole_number, "how many reverse proxies stand in front: 0, 1, 2, …", 0
)

# --- Front ends ----------------------------------------------------------------

_NO_FRONT_ENDS: dict[str, str] = {}
#: Where readers see each site, by its hostname, and all others by ``default``; without any, in the
#: built-in reader.
FRONTEND_URLS = read(
    "FRONTEND_URL",
    values.front_ends,
    "the address of the front end, such as https://www.example.org; for several sites, "
    "HOSTNAME=ADDRESS with commas",
    _NO_FRONT_ENDS,
)
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": FRONTEND_URLS}

# --- Comments ----------------------------------------------------------------

COMMENTS_RATE = read(
    "COMMENTS_RATE",
    values.rate,
    "how many comments one network address may send, such as 20/hour",
    "20/hour",
)

# --- Mail --------------------------------------------------------------------

_MAIL = read(
    "EMAIL_URL",
    engines.mail,
    "smtp://USER:PASSWORD@HOST:PORT, or smtp+tls:// or smtp+ssl:// where it is encrypted, or "
    "consolemail:// to print mails",
    engines.mail("consolemail://" if DEBUG else "smtp://localhost:25"),
)
globals().update(_MAIL)
# A server that does not answer must not hold up whoever asks for a mail.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read(
    "EMAIL_FROM",
    values.mail_address,
    "the address that mails come from, such as cms@example.org or Mosaic <cms@example.org>",
    "webmaster@localhost",
)

# --- Writing over the API ----------------------------------------------------

#: Wagtail's own preview of its API v3, which reads and writes. It may change in any release of
#: Wagtail, and is no part of this API's contract.
API_V3_PREVIEW = read("API_V3_PREVIEW", values.boolean, "true or false", False)
if API_V3_PREVIEW:
    # With it, the admin manages tokens; and the page of its documentation has its own assets.
    INSTALLED_APPS += ["wagtail.api.v3", "ninja"]

# --- Embedded media ----------------------------------------------------------

# Providers are asked when content is saved, and never while it is read.
WAGTAILEMBEDS_FINDERS = [{"class": "cms.embeds.SavedOnlyFinder"}]

# --- Who may read over the API from a browser ------------------------------

CORS_URLS_REGEX = r"^/(api/v2|preview)/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_CREDENTIALS = False
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After", "X-Request-ID"]
_NO_ORIGINS: list[str] = []
CORS_ALLOWED_ORIGINS = read(
    "CORS_ALLOWED_ORIGINS",
    values.web_addresses,
    "the addresses of front ends, separated by commas, such as https://www.example.org",
    _NO_ORIGINS,
)
# The public API says the same to everybody; whoever may read it may read it from anywhere.
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS

# --- Logging in --------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Whoever tries too many passwords waits, for that username and from that address: somebody else
# cannot lock an editor out. Attempts are forgotten when they count no more; logins are not noted.
AXES_HANDLER = "cms.access.handler.FailureHandler"
AXES_FAILURE_LIMIT = 5
#: How many may fail from one address in that time, whatever the usernames: those of an office that
#: shares it, and no list of names.
ADDRESS_FAILURE_LIMIT = 50
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "cms.access.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "cms.throttling.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# Readers who sign in, or type a password, without having come from a page of this server.
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.access.password_reset.ThrottledResetForm"  # noqa: S105

#: Whether whoever logs in to the admin may, or must, have one-time passwords.
ADMIN_OTP = read(
    "ADMIN_OTP", values.choice("optional", "required"), "optional or required", "optional"
)
OTP_TOTP_ISSUER = f"Mosaic {urlsplit(BASE_URL).hostname}"

# --- Passwords ---------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Operations --------------------------------------------------------------

LOG_LEVEL = read(
    "LOG_LEVEL",
    values.choice("INFO", "WARNING", "ERROR"),
    "INFO, WARNING, or ERROR",
    "WARNING" if DEBUG else "INFO",
)
LOGGING = logs.configuration(LOG_LEVEL, is_readable=DEBUG)
# What it would log of people; see cms.operations.requests.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
# That something was not found is no sign of trouble here.
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO

METRICS_TOKEN = read(
    "METRICS_TOKEN",
    values.token,
    "a random text of at least 32 letters, digits, and signs, which Prometheus shows at /metrics",
    "",
)
if METRICS_TOKEN:
    MIDDLEWARE = [
        MIDDLEWARE[0],
        "cms.operations.metrics.middleware.MetricsMiddleware",
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE[1:],
        "cms.operations.metrics.middleware.ViewsMiddleware",
    ]
