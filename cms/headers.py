"""What browsers may do with an answer: its Content-Security-Policy and its Permissions-Policy.

Public answers are kept with their headers and given to everybody, so a policy depends on nothing
but the path, and has no nonce.
"""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from csp.constants import HEADER, NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponseBase

from cms.blocks.video_address import PLAYERS
from cms.editing.paths import is_in_admin

Directives = dict[str, list[str]]

#: What no page of ours asks a reader's device for.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

#: What is read by programs.
DATA: Directives = {"default-src": [NONE], "frame-ancestors": [NONE]}

_DATA = build_policy(DATA)

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

#: Where it is: that of the API, and that of Wagtail's own preview of its next one.
_DOCS = ("/api/v2/docs/", "/api/v3-preview/docs")

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


def admin_policy() -> Directives:
    """Return the admin's policy, which shows previews in frames: of the reader, or a front end.

    Wagtail's own forms have scripts in the page, without a nonce, and its scripts write styles.
    """
    return {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "script-src-attr": [UNSAFE_HASHES, _RETURN],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *_photos()],
        "frame-src": [SELF, *settings.FRONTEND_URLS.values(), *PLAYERS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }


def _photos() -> list[str]:
    """Return the origins that photos have: this server's, and that of a bucket."""
    origins = {settings.BASE_URL, origin_of_photos()}
    return sorted(filter(None, origins))


@cache
def origin_of_photos() -> str:
    """Return the origin of photos that are not in a folder of this server; else ""."""
    address = urlsplit(storages["photos"].url("images/x"))
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""


def policy_of(path: str) -> Directives:
    """Return the policy of what is answered at a path."""
    if path.startswith(_DOCS):
        return DOCS
    if path.startswith("/api/"):
        return DATA
    return admin_policy() if is_in_admin(path) else reader_policy()


class HeadersMiddleware(CSPMiddleware):
    """Say what browsers may do with each answer that does not say so itself."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        # A preview is a page inside an answer of the admin, which has the policy of that.
        if report_only or getattr(request, "is_preview", False):
            return PolicyParts()
        is_broken = response.status_code >= 500
        return PolicyParts(config=BROKEN if is_broken else policy_of(request.path))

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if response.status_code < 500 and policy_of(request.path) is DATA:
            # Most answers, and django-csp takes as long to write a policy as a small query takes.
            response.setdefault(HEADER, _DATA)
            return response
        response = super().process_response(request, response)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Permissions-Policy", PERMISSIONS)
        return response
