"""How many comments one network address may send."""

from typing import Any, cast

from django.conf import settings

from cms.throttling import Throttle


class CommentThrottle(Throttle):
    """``settings.COMMENTS_RATE``, counted per network address; readers are not counted."""

    scope = "comments"

    def get_rate(self) -> str:
        return str(settings.COMMENTS_RATE)

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        if getattr(request, "method", None) != "POST":
            return None
        return super().get_cache_key(request, view)


def sends_too_many(request: Any) -> bool:
    """Count a request of the built-in form, and tell whether it is one too many."""
    return not CommentThrottle().allow_request(request, cast(Any, None))
