"""Marking answers as public, with the tags of what they were made from."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import TypeVar

from django.http import HttpResponse

from cms.delivery.tags import ANYTHING, EVERYTHING, STRUCTURE, coarser

R = TypeVar("R", bound=HttpResponse)

#: How many bytes all tags may take. CDNs take 16 kB, but nginx in front of this takes 4 kB of
#: headers unless told otherwise, and the tags go out under two names.
MAX_LENGTH = 1500


def mark_public(response: R, tags: Iterable[str]) -> R:
    """Mark an answer that is the same for everybody, so that it may be kept.

    Args:
        response: the answer.
        tags: what it was made from, and what would change it if it came; see
            ``cms.delivery.tags``. Where there are none, any change at all is taken to change it.
    """
    carried = fitting({EVERYTHING, STRUCTURE, *(tags or (ANYTHING,))})
    response["Cache-Tag"] = ",".join(carried)
    response["Surrogate-Key"] = " ".join(carried)
    return response


def fitting(tags: Iterable[str]) -> list[str]:
    """Return tags in order, the coarser ones in place of many where all would be too long."""
    given = set(tags)
    kept = []
    finer: dict[str, list[str]] = defaultdict(list)
    for tag in given:
        above = coarser(tag)
        if above == tag:
            kept.append(tag)
        # Otherwise the coarser one says all already.
        elif above not in given:
            finer[above].append(tag)
    lengths = {above: _length(below) for above, below in finer.items()}
    length = _length(kept) + sum(lengths.values())
    while length > MAX_LENGTH and lengths:
        largest = max(sorted(lengths), key=lengths.__getitem__)
        length += _length([largest]) - lengths.pop(largest)
        finer[largest] = [largest]
    return sorted(chain(kept, *finer.values()))


def _length(tags: list[str]) -> int:
    """Return how many characters tags take, each with what parts it from the next."""
    return sum(map(len, tags)) + len(tags)
