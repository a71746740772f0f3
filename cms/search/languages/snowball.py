"""Snowball's stemmers."""

from collections.abc import Callable
from functools import lru_cache
from threading import local

import snowballstemmer

#: How many words of each language are kept with their stems, in each process.
_MOST = 65536


class _Stemmer(local):
    """A stemmer for each thread: it writes the word that it is at, and its place there, in itself.

    Args:
        language: as Snowball calls it.
    """

    def __init__(self, language: str) -> None:
        self.stem: Callable[[str], str] = snowballstemmer.stemmer(language).stemWord


def stemmer(language: str) -> Callable[[str], str]:
    """Return what gives the stem of a word, in any thread.

    Args:
        language: as Snowball calls it.
    """
    of_thread = _Stemmer(language)

    @lru_cache(maxsize=_MOST)
    def stem(word: str) -> str:
        return of_thread.stem(word)

    return stem
