"""No invisible controls of direction in what editors type.

They come along with text that is copied from a word processor, turn round what stands after them,
and nobody sees why. A page's direction is given by its language, a single mark (U+200E, U+200F)
may stay.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail_localize.models import SegmentOverride, StringTranslation

from cms.editing.paths import is_in_admin

#: Embeddings, overrides, and isolates: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_bidi_controls(text: str) -> str:
    """Return the text without embedding, override, and isolate characters."""
    return text if text.isascii() else _CONTROLS.sub("", text)


class BidiControlsMiddleware:
    """Take them out of every form of the admin, whatever its fields are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if request.method == "POST" and is_in_admin(request.path):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(sent: QueryDict) -> QueryDict:
    """Return what was sent, or a copy without the controls if there are any."""
    if not any(_CONTROLS.search(value) for _, values in sent.lists() for value in values):
        return sent
    cleaned = sent.copy()
    for name, values in sent.lists():
        cleaned.setlist(name, [without_bidi_controls(value) for value in values])
    cleaned._mutable = False
    return cleaned


@receiver(pre_save, sender=StringTranslation)
def _clean_translation(instance: StringTranslation, **kwargs: Any) -> None:
    """The translation editor sends its segments otherwise than as a form; files bring them too."""
    instance.data = without_bidi_controls(instance.data)


@receiver(pre_save, sender=SegmentOverride)
def _clean_override(instance: SegmentOverride, **kwargs: Any) -> None:
    if isinstance(instance.data, str):
        instance.data_json = json.dumps(without_bidi_controls(instance.data))
