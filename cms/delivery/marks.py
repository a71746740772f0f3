"""Marking answers as public, with the tags of what they were made from."""

from collections import defaultdict
from collections.abc import Iterable
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
    # Without those of which a coarser one says all already.
    kept = {tag for tag in given if (above := coarser(tag)) == tag or above not in given}
    while len(",".join(kept)) >= MAX_LENGTH:
        lengths: dict[str, int] = defaultdict(int)
        for tag in kept:
            if (above := coarser(tag)) != tag:
                lengths[above] += len(tag) + 1
        if not lengths:
            break
        largest = max(sorted(lengths), key=lengths.__getitem__)
        kept = {tag for tag in kept if coarser(tag) != largest} | {largest}
    return sorted(kept)
