"""Terms: what a word becomes in the index, and what stands for it in a question.

A term is a word in its normal form, or one of its stems, behind a mark that says which, and in
which language. The mark is its first letter, so that a term of one language is never found as
another's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cms.languages import Language
from cms.search.languages import rules_of
from cms.search.words import Token, Word, tokens

#: Letters to both engines, neither large nor small, and short in UTF-8: of a word, and of a stem.
_MARKS = {"en": ("ǀ", "ǁ"), "fr": ("ǂ", "ǃ"), "he": ("ƻ", "ʔ")}
#: Stands in the index between two texts, so that no phrase begins in one and ends in the other.
BREAK = "ʕ"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A word as it is indexed.

    Attributes:
        word: the word itself.
        exact: the term of its normal form.
        stems: the terms that it shares with its other forms.
    """

    word: Word
    exact: str
    stems: tuple[str, ...]


def exact_term(text: str, language: Language) -> str:
    """Return the term of a word's normal form."""
    return f"{_MARKS[language.code][0]}{text}"


def stem_term(text: str, language: Language) -> str:
    """Return the term of a stem."""
    return f"{_MARKS[language.code][1]}{text}"


def stem_terms(word: Word, language: Language) -> tuple[str, ...]:
    """Return the terms of a word's stems."""
    return _stem_terms(word.text, word.accented, word.acronym, language)


@lru_cache(maxsize=65536)
def _stem_terms(text: str, accented: str, acronym: bool, language: Language) -> tuple[str, ...]:
    stems = rules_of(language).stems(Word(text, accented, 0, 0, acronym))
    return tuple(stem_term(stem, language) for stem in stems)


def beginning_terms(word: Word, language: Language) -> tuple[str, ...]:
    """Return the terms that a word which is not typed to its end may be the beginning of."""
    beginnings = (stem_term(stem, language) for stem in rules_of(language).beginnings(word))
    return (exact_term(word.text, language), *beginnings)


def joined_terms(token: Token, language: Language) -> tuple[str, ...]:
    """Return the terms of a compound that is written without its hyphens."""
    joined = token.joined
    return stem_terms(Word(joined, joined, 0, 0), language) if joined else ()


def read(text: str, language: Language) -> Iterator[Token]:
    """Yield the words of a text by the rules of a language."""
    return tokens(text, rules_of(language).spelling)


def indexed(text: str, language: Language) -> Iterator[Indexed]:
    """Yield the words of a text as they are indexed, in order."""
    for token in read(text, language):
        for place, word in enumerate(token.words):
            compound = () if place else joined_terms(token, language)
            stems = (*stem_terms(word, language), *compound)
            yield Indexed(word, exact_term(word.text, language), stems)


def is_exact(term: str) -> bool:
    """Whether a term is a word's normal form, and not a stem."""
    return any(term.startswith(exact) for exact, _ in _MARKS.values())


def language_of(term: str) -> str:
    """Return the code of the language that a term is of."""
    return next(code for code, marks in _MARKS.items() if term.startswith(marks))
