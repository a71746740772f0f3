"""What is read over the API, and by whom."""

from typing import Any

from cms.environment import values
from cms.environment.reading import read
from cms.settings.server import BASE_URL

WAGTAILAPI_BASE_URL = BASE_URL
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100

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

#: Wagtail's own preview of its API v3, which reads and writes. It may change in any release of
#: Wagtail, and is no part of this API's contract.
API_V3_PREVIEW = read("API_V3_PREVIEW", values.boolean, "true or false", False)
