"""Logging in."""

from datetime import timedelta
from urllib.parse import urlsplit

from cms.environment import values
from cms.environment.reading import read
from cms.settings.server import BASE_URL

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

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
