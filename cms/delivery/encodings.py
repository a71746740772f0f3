"""Compressed bodies."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard

#: How preferences are weighed (RFC 9110, 12.4.2).
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?", re.ASCII)

#: Shorter bodies are not worth it.
MIN_LENGTH = 500

#: How to compress, by the name in ``Content-Encoding``; the best first. The levels are those at
#: which a body made once is small, and still made within a few milliseconds.
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "zstd": lambda body: zstandard.ZstdCompressor(level=9).compress(body),
    # Without the time in its head: the same body is the same bytes.
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


@lru_cache(maxsize=256)
def negotiate(accepted: str) -> str:
    """Return the best encoding that a client takes; "" for none.

    Args:
        accepted: the value of ``Accept-Encoding``, as in RFC 9110, 12.5.3.
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = _weight(weight)
    # Of those with the same weight, the first one: dictionaries and max() keep the order.
    weighed = {name: weights.get(name, weights.get("*", 0.0)) for name in COMPRESSIONS}
    best = max(weighed, key=lambda name: weighed[name])
    # A client that gives the plain body a weight may like it better.
    return best if weighed[best] > 0 and weighed[best] >= weights.get("identity", 0.0) else ""


def _weight(text: str) -> float:
    name, _, value = text.partition("=")
    if name.strip() != "q":
        return 1.0
    return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
