"""English: Snowball's stems."""

from functools import lru_cache

import snowballstemmer

from cms.search.languages.lists import words
from cms.search.words import Spelling, Word

_stem = lru_cache(maxsize=65536)(snowballstemmer.stemmer("english").stemWord)


class English:
    """English words."""

    spelling = Spelling(possessive=True)
    light = words("a an and are as at by for from in is it its of on or that the this to was with")

    def stems(self, word: Word) -> tuple[str, ...]:
        return (_stem(word.text),)

    def beginnings(self, word: Word) -> tuple[str, ...]:
        return ()
