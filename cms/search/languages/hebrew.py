"""Hebrew: what leans on a word from both sides, by rules and short lists, without a dictionary.

Hebrew writes small words onto the next one (ו ה ב כ ל מ ש), and numbers, the construct state, and
possessives at the end. A written word is read in every way that the rules allow; two words find
one another when they have a reading in common. Where a reading would be another word, such as the
evening (ערב) in the west (מערב), the word stands in one of the lists of ``hebrew_words``.

All letters here are without their final shapes, as the normaliser gives them.
"""

from collections.abc import Iterator
from functools import lru_cache

from cms.search.languages.hebrew_words import (
    ADJECTIVES,
    FEMININE_IN_IM,
    IRREGULAR,
    MASCULINE_IN_OT,
    TWO_LETTERS,
    WHOLE,
)
from cms.search.languages.lists import words
from cms.search.words import Spelling, Word

#: And; that, when, from when, until; then the article, or in, like, to, from, some with an article.
_PREFIXES = tuple(
    sorted(
        {
            f"{conjunction}{relative}{preposition}"
            for conjunction in ("", "ו")
            for relative in ("", "ש", "כש", "מש", "לכש")
            for preposition in ("", "ה", "ב", "כ", "ל", "מ", "מה")
        }
        - {""},
        key=lambda prefix: (len(prefix), prefix),
    )
)
#: A word of two letters is too short for more than these before it.
_BEFORE_TWO_LETTERS = {"ה", "ו", "ב", "ל", "מ", "וה", "שה", "מה", "וב", "ול"}
_SHORTEST = 3


class Hebrew:
    """Hebrew words. What is written in other letters stays as it is."""

    spelling = Spelling()
    # Small words, and the letters that lean on a number or a name: ב־1948, ה־oud.
    light = words("של את על אל או גם כי זה זו היא הוא ו ה ב כ ל מ ש")

    def stems(self, word: Word) -> tuple[str, ...]:
        return _stems_of_acronym(word.text) if word.acronym else _stems(word.text)

    def beginnings(self, word: Word) -> tuple[str, ...]:
        return tuple(_one_yod(text) for text in _without_prefix(word.text))


@lru_cache(maxsize=65536)
def _stems(text: str) -> tuple[str, ...]:
    if not _is_hebrew(text):
        return (text,)
    readings = (form for base in _without_prefix(text) for form in _singulars(base))
    return tuple(dict.fromkeys(_one_yod(form) for form in readings))


@lru_cache(maxsize=65536)
def _stems_of_acronym(text: str) -> tuple[str, ...]:
    """Return the stems of an acronym. What is left of it without a prefix may have two letters."""
    bases = (
        text[len(prefix) :]
        for prefix in _BEFORE_TWO_LETTERS
        if text.startswith(prefix) and len(text) > len(prefix) + 1
    )
    return tuple(dict.fromkeys((*_stems(text), *sorted(bases))))


def _is_hebrew(text: str) -> bool:
    return all("א" <= letter <= "ת" for letter in text)


def _one_yod(text: str) -> str:
    """ספרייה and ספריה, תקווה and תקוה are one word in two spellings."""
    return text.replace("יי", "י").replace("וו", "ו")


@lru_cache(maxsize=65536)
def _without_prefix(text: str) -> tuple[str, ...]:
    """Return a word, and what is left of it without each prefix that it may have."""
    if not _is_hebrew(text):
        return (text,)
    if _is_whole(text):
        return (text,)
    bases = [text]
    for prefix in _PREFIXES:
        base = text[len(prefix) :]
        if not text.startswith(prefix) or not _may_follow(prefix, base):
            continue
        # After a prefix, a vav at the beginning of a word is written twice.
        base = base[1:] if base.startswith("וו") else base
        if _is_whole(base):
            return (base,)
        bases.append(base)
    return tuple(bases)


def _may_follow(prefix: str, base: str) -> bool:
    if base.startswith("ו") and not base.startswith("וו"):
        return False
    if len(base) == 2:
        return base in TWO_LETTERS and prefix in _BEFORE_TWO_LETTERS
    return len(base) >= _SHORTEST


def _is_whole(text: str) -> bool:
    """Whether what looks like a prefix belongs to the word, in any of its numbers."""
    return any(form in WHOLE for form in _singulars(text))


@lru_cache(maxsize=65536)
def _singulars(text: str) -> tuple[str, ...]:
    """Return a word, and the singulars that it may be a form of."""
    forms = (form for form in _forms(text) if len(form) > 2 or form in TWO_LETTERS)
    return tuple(dict.fromkeys((text, *forms)))


def _forms(text: str) -> Iterator[str]:
    length = len(text)
    if text in IRREGULAR:
        yield IRREGULAR[text]
    elif text.endswith("יות") and length > 4:
        yield from (f"{text[:-3]}{ending}" for ending in ("ית", "י", "יה"))
        if text[-4] == "ו":
            yield f"{text[:-3]}ת"  # חנויות, of חנות
    elif text.endswith("ות") and length > 3:
        yield from _of_feminine_plural(text[:-2])
    elif text.endswith("ית") and length > 4:
        yield text[:-1]
        yield f"{text[:-1]}ה"  # the construct state: ספריית, of ספרייה
    elif text.endswith("ת") and length > 3:
        yield f"{text[:-1]}ה"  # the construct state: תמונת, of תמונה
    elif text.endswith("ימ") and length > 3:
        yield from _of_masculine_plural(text[:-2])
    elif text.endswith("ה") and _is_adjective(text[:-1]):
        yield text[:-1]
    yield from _of_possessed(text, length)


def _of_feminine_plural(stem: str) -> Iterator[str]:
    yield f"{stem}ה"
    yield f"{stem}ת"
    if stem[-1] in "נת" or stem in MASCULINE_IN_OT or _is_adjective(stem):
        yield stem


def _of_masculine_plural(stem: str) -> Iterator[str]:
    if stem.endswith("י") and len(stem) > 2:
        yield stem  # יהודיים, of יהודי
        stem = stem[:-1]
        if stem.endswith("ת"):
            yield f"{stem[:-1]}ה"  # a pair: שנתיים, of שנה
    elif len(stem) > 2:
        yield f"{stem}י"  # יהודים, of יהודי
    yield stem
    if stem in FEMININE_IN_IM:
        yield f"{stem}ה"


def _of_possessed(text: str, length: int) -> Iterator[str]:
    """Yield what a construct plural, or somebody's own, is a form of."""
    for ending in ("יהמ", "יהנ", "ינו", "יו", "י"):
        stem = text[: -len(ending)]
        if not text.endswith(ending):
            continue
        for plural in (stem, f"{stem}ימ"):
            if plural in IRREGULAR:
                yield IRREGULAR[plural]  # בתיהם, of בית
        if len(stem) > 2:
            yield stem
            if stem.endswith("ות"):
                yield from _of_feminine_plural(stem[:-2])
            elif stem.endswith("ת") and ending == "י":
                yield f"{stem[:-1]}ה"
            return
    for ending in ("תנו", "תמ", "תנ", "תה", "תו"):
        if text.endswith(ending) and length > len(ending) + 1:
            yield f"{text[: -len(ending)]}ה"  # משפחתו, of משפחה
            yield text[: 1 - len(ending)]  # מסורתו, of מסורת
            return
    if text.endswith("ו") and length > 3:
        yield text[:-1]


def _is_adjective(stem: str) -> bool:
    """Whether a word has the shape of an adjective without its feminine ending: כחול, עתיק."""
    return stem in ADJECTIVES or (len(stem) == 4 and stem[2] in "וי")
