"""JSON, written by orjson, as DRF writes it."""

import re
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
        return _LINE_ENDS.sub(_escaped, body) if _LINE_ENDS.search(body) else body


#: In UTF-8. One search for both: bodies are long.
_LINE_ENDS = re.compile(b"\xe2\x80[\xa8\xa9]")


def _escaped(found: re.Match[bytes]) -> bytes:
    return rb"\u%04x" % ord(found[0].decode())
