"""English: Snowball's stems."""

from cms.search.languages.lists import words
from cms.search.languages.snowball import stemmer
from cms.search.words import Spelling, Word

_stem = stemmer("english")


class English:
    """English words."""

    spelling = Spelling(possessive=True)
    light = words("a an and are as at by for from in is it its of on or that the this to was with")

    def stems(self, word: Word) -> tuple[str, ...]:
        return (_stem(word.text),)

    def beginnings(self, word: Word) -> tuple[str, ...]:
        return ()
