"""JSON, written by orjson, as DRF writes it."""

import re
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer as DrfJSONRenderer
from rest_framework.utils.encoders import JSONEncoder

#: DRF has its own form for dates: no offset for UTC but a Z.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME


class Written:
    """A part of an answer that is JSON already.

    Attributes:
        json: in UTF-8.
    """

    __slots__ = ("json",)

    def __init__(self, json: bytes) -> None:
        # orjson's bytes have room behind them for as much again.
        self.json = bytes(memoryview(json))


class _Encoder(JSONEncoder):
    """DRF's, for which what is written already is read again."""

    def default(self, obj: Any) -> Any:
        return orjson.loads(obj.json) if isinstance(obj, Written) else super().default(obj)


_drf = JSONEncoder()


def _default(value: Any) -> Any:
    return orjson.Fragment(value.json) if isinstance(value, Written) else _drf.default(value)


def encode(data: Any) -> bytes:
    """Write data as JSON.

    Raises:
        TypeError: there is something in it that orjson does not write, such as a number of more
            than 64 bits.
    """
    return orjson.dumps(data, default=_default, option=_OPTIONS)


class JSONRenderer(DrfJSONRenderer):
    """Compact JSON. What orjson refuses, DRF writes."""

    encoder_class = _Encoder

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        if data is None:
            return b""
        try:
            body = encode(data)
        except TypeError:
            written: bytes = super().render(data, accepted_media_type, renderer_context)
            return written
        # Two characters that end a line in JavaScript, which JSON may be put into.
        return _LINE_ENDS.sub(_escaped, body) if _LINE_ENDS.search(body) else body


#: In UTF-8. One search for both: bodies are long.
_LINE_ENDS = re.compile(b"\xe2\x80[\xa8\xa9]")


def _escaped(found: re.Match[bytes]) -> bytes:
    return rb"\u%04x" % ord(found[0].decode())
