"""Where readers are, and what they may send."""

from cms.environment import values
from cms.environment.reading import read

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

COMMENTS_RATE = read(
    "COMMENTS_RATE",
    values.rate,
    "how many comments one network address may send, such as 20/hour",
    "20/hour",
)
