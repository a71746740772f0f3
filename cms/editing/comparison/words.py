"""What changed between two sequences of words."""

import re
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

#: A tag, a word, white space, or any other character. A word keeps its apostrophes, and the points
#: of Hebrew.
_TOKEN = re.compile(r"<[^<>]*>|\w[\w'’׳״\u0591-\u05c7]*|\s+|.", re.DOTALL)

#: From so many on, words that occur all over a text no longer say what belongs together: finding
#: out would take longer than anybody waits.
_MANY = 4000

#: Texts that have less in common than this are shown one after the other.
_ALIKE = 0.3

EQUAL, DELETION, ADDITION = "equal", "deletion", "addition"

Token = TypeVar("Token", bound=Hashable)


def tokens(text: str) -> list[str]:
    """Return the words of a text, and what is between them."""
    return _TOKEN.findall(text)


def matcher(before: Sequence[Token], after: Sequence[Token]) -> SequenceMatcher[Token]:
    """Return what compares two sequences of words; white space holds nothing together."""
    many = max(len(before), len(after)) > _MANY
    return SequenceMatcher(lambda word: str(word).isspace(), before, after, autojunk=many)


def changes(
    before: Sequence[Token], after: Sequence[Token]
) -> Iterator[tuple[str, Sequence[Token]]]:
    """Give the words of both in the order of reading: EQUAL, DELETION, or ADDITION, and which."""
    compared = matcher(before, after)
    if before and after and compared.ratio() < _ALIKE:
        yield from ((DELETION, before), (ADDITION, after))
        return
    for _operation, old_from, old_to, new_from, new_to in compared.get_opcodes():
        if _operation == EQUAL:
            yield EQUAL, after[new_from:new_to]
            continue
        if old_to > old_from:
            yield DELETION, before[old_from:old_to]
        if new_to > new_from:
            yield ADDITION, after[new_from:new_to]
