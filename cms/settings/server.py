"""This server: its keys, its addresses, and where it writes."""

from pathlib import Path

from cms.environment import values
from cms.environment.reading import REQUIRED, SettingError, read, read_file

BASE_DIR = Path(__file__).resolve().parents[2]

read_file(BASE_DIR / ".env")

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
