"""What the project is made of: applications, middleware, and templates."""

from cms.settings.api import API_V3_PREVIEW
from cms.settings.operations import METRICS_TOKEN
from cms.settings.tasks import TASKS_PLACE

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
if TASKS_PLACE == "redis":
    INSTALLED_APPS += ["django_rq"]
if API_V3_PREVIEW:
    # With it, the admin manages tokens; and the page of its documentation has its own assets.
    INSTALLED_APPS += ["wagtail.api.v3", "ninja"]

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
if METRICS_TOKEN:
    MIDDLEWARE = [
        MIDDLEWARE[0],
        "cms.operations.metrics.middleware.MetricsMiddleware",
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE[1:],
        "cms.operations.metrics.middleware.ViewsMiddleware",
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
