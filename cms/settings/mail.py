"""Mail."""

from cms.environment import engines, values
from cms.environment.reading import read
from cms.settings.server import DEBUG

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
