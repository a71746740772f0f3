"""What each language adds to the normaliser: its elisions, its stems, and its smallest words."""

from typing import Protocol

from cms.languages import Language
from cms.search.languages.english import English
from cms.search.languages.french import French
from cms.search.languages.hebrew import Hebrew
from cms.search.words import Spelling, Word


class Rules(Protocol):
    """How a language's words find one another.

    Attributes:
        spelling: how it writes words.
        light: words that a question can do without when it has others.
    """

    spelling: Spelling
    light: frozenset[str]

    def stems(self, word: Word) -> tuple[str, ...]:
        """Return what a word has in common with its other forms. Two words of which any two
        stems are the same find one another."""
        ...

    def beginnings(self, word: Word) -> tuple[str, ...]:
        """Return the stems that a word which is not typed to its end may be the beginning of."""
        ...


#: The rules by the code of the language.
RULES: dict[str, Rules] = {"en": English(), "fr": French(), "he": Hebrew()}


def rules_of(language: Language) -> Rules:
    """Return the rules of a language."""
    return RULES[language.code]
