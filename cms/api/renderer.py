"""JSON, written by orjson, as DRF writes it."""

from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer as DrfJSONRenderer
from rest_framework.utils.encoders import JSONEncoder

#: DRF has its own form for dates: no offset for UTC but a Z.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME

_encode = JSONEncoder().default


class JSONRenderer(DrfJSONRenderer):
    """Compact JSON. What orjson refuses, such as numbers of more than 64 bits, DRF writes."""

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        if data is None:
            return b""
        try:
            body = orjson.dumps(data, default=_encode, option=_OPTIONS)
        except TypeError:
            written: bytes = super().render(data, accepted_media_type, renderer_context)
            return written
        # Two characters that end a line in JavaScript, which JSON may be put into.
        for character, escaped in _LINE_ENDS:
            if character in body:
                body = body.replace(character, escaped)
        return body


_LINE_ENDS = (("\u2028".encode(), rb"\u2028"), ("\u2029".encode(), rb"\u2029"))
