"""What is asked of the admin's searches, so that Wagtail's forms leave it whole.

Its search of pages reads a quotation mark as the border of a phrase, also the one in צה"ל, and what
stands before a colon as a filter, also in a title; and a form refuses null characters.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.editing.paths import is_for_admin
from cms.search.words import HEBREW_LETTERS, MARK

_NAME = "q"
_HEBREW_BEFORE = f"([{HEBREW_LETTERS}]{MARK}*)"
_GERSHAYIM = re.compile(f"{_HEBREW_BEFORE}(?:\"|'')(?={MARK}*[{HEBREW_LETTERS}])")
_GERESH = re.compile(f"{_HEBREW_BEFORE}'")
#: All but the filters that there are: ``live:yes`` and ``published:no``.
_NO_FILTER = re.compile(r"\b(?!(?:live|published):)(\w+):(?=\S)")


def as_wagtail_reads_it(text: str) -> str:
    """Return a question to the admin with the marks inside its words as Unicode has them."""
    text = _GERSHAYIM.sub(r"\1״", text.replace("\0", ""))
    return _NO_FILTER.sub(r"\1: ", _GERESH.sub(r"\1׳", text))


class AdminSearchMiddleware:
    """Give all searches of the admin the question in that form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if is_for_admin(request) and _NAME in request.GET:
            asked = request.GET.copy()
            asked.setlist(_NAME, [as_wagtail_reads_it(text) for text in asked.getlist(_NAME)])
            asked._mutable = False
            request.GET = asked  # type: ignore[assignment]
