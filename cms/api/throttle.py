"""How often one network address may ask for what has to be made."""

from django.conf import settings

from cms.throttling import Throttle


class ApiThrottle(Throttle):
    """``settings.API_RATE``, counted per network address; without it, nobody is counted.

    Answers that are kept cost next to nothing, and are given in front of Django to everybody: only
    what is made anew is counted, which is what can wear a server out.
    """

    scope = "api"

    def get_rate(self) -> str | None:
        return settings.API_RATE
