"""What browsers may do with an answer: its Content-Security-Policy and its Permissions-Policy.

Public answers are kept with their headers and given to everybody, so a policy depends on nothing
but the path, and has no nonce.
"""

from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from csp.constants import HEADER, NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE
from csp.utils import build_policy
from django.conf import settings
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse

from cms.blocks.video_address import PLAYERS

Directives = dict[str, list[str]]

#: What no page of ours asks a reader's device for.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

#: What is read by programs.
DATA: Directives = {"default-src": [NONE], "frame-ancestors": [NONE]}

#: The page that says that something broke: it has its style in itself, and nothing of anybody's.
BROKEN: Directives = {**DATA, "style-src": [UNSAFE_INLINE]}

#: The contract, for people to read: Swagger UI, which has its pictures in its style sheet.
DOCS: Directives = {
    **DATA,
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
}


#: The hash of ``return;``. That is all that handlers in the admin's elements say: Jcrop, by which a
#: focal point is chosen, has one to find out whether there is a touch screen.
_RETURN = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"


def reader_policy() -> Directives:
    """Return the reader's policy: files of ours, and the players of videos. Nothing is inline."""
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_photos()],
        "connect-src": [SELF],
        "frame-src": [*PLAYERS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }


def admin_policy(front_ends: tuple[str, ...]) -> Directives:
    """Return the admin's policy, which shows previews in frames: of the reader, or of front ends.

    Wagtail's own forms have scripts in the page, without a nonce, and its scripts write styles.
    """
    return {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "script-src-attr": [UNSAFE_HASHES, _RETURN],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *_photos()],
        "frame-src": [SELF, *front_ends, *PLAYERS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }


def _photos() -> list[str]:
    """Return the origins that photos have: this server's, and that of a bucket."""
    address = urlsplit(storages["photos"].url("images/x"))
    elsewhere = [f"{address.scheme}://{address.netloc}"] if address.netloc else []
    return [settings.BASE_URL, *elsewhere]


def policy_of(path: str, status: int) -> str:
    """Return the policy, as it is written, of an answer.

    Args:
        path: where it is, below what the whole of Mosaic may be below (WSGI's ``SCRIPT_NAME``).
        status: HTTP's.
    """
    if status >= 500:
        return _written(BROKEN)
    policies = _policies(tuple(settings.FRONTEND_URLS.values()))
    return next(policy for start, policy in policies if path.startswith(start))


@cache
def _policies(front_ends: tuple[str, ...]) -> list[tuple[str, str]]:
    """The policies by what paths begin with: the first that fits is that of a path."""
    policies = {
        _path("wagtailadmin_home"): admin_policy(front_ends),
        _path("docs"): DOCS,
        "/api/v3-preview/docs": DOCS,
        "/api/": DATA,
        "": reader_policy(),
    }
    return [(start, _written(policy)) for start, policy in policies.items()]


def _written(policy: Directives) -> str:
    """Return a policy as it is written: in its own order, which is the same in all processes."""
    return build_policy({}, update=policy)


def _path(name: str) -> str:
    """Return a view's path, without what the whole of Mosaic may be below."""
    return f"/{reverse(name).removeprefix(get_script_prefix())}"


class HeadersMiddleware:
    """Say what browsers may do with each answer that does not say so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A preview is a page inside an answer of the admin, which has the policy of that. And
        # Django's pages for developers have all that they need in themselves.
        is_inside = getattr(request, "is_preview", False)
        if not is_inside and not (settings.DEBUG and response.status_code in (404, 500)):
            response.setdefault(HEADER, policy_of(request.path_info, response.status_code))
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Permissions-Policy", PERMISSIONS)
        return response
