"""The index's own words, as they are suggested."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from cms.languages import Language
from cms.search.models import DictionaryWord

#: The code of a language, and a word's normal form.
Key = tuple[str, str]

_BATCH = 5000


class Dictionary:
    """Words of public pages, with how many pages say each, and in which spelling."""

    def __init__(self) -> None:
        self._words: dict[Key, tuple[str, int]] = {}

    def add(self, words: dict[Key, str]) -> None:
        """Add the words of one page, each with its spelling there."""
        for key, spelling in words.items():
            known, documents = self._words.get(key, (spelling, 0))
            self._words[key] = (plainer(known, spelling), documents + 1)

    def replace(self) -> None:
        """Make these the words of the index."""
        DictionaryWord.objects.all()._raw_delete(using=DictionaryWord.objects.db)
        self._write(self._words)

    def extend(self) -> None:
        """Add those that are new to the words of the index."""
        new = dict(self._words)
        for language in {key[0] for key in new}:
            words = [word for code, word in new if code == language]
            for start in range(0, len(words), 500):
                known = DictionaryWord.objects.filter(
                    language=language, word__in=words[start : start + 500]
                )
                for word in known.values_list("word", flat=True):
                    del new[language, word]
        # In order, so that two who save at once do not wait for each other.
        self._write(sorted(new))

    def _write(self, keys: Iterable[Key]) -> None:
        rows = (
            DictionaryWord(
                language=language,
                word=word,
                spelling=self._words[language, word][0],
                documents=self._words[language, word][1],
            )
            for language, word in keys
        )
        while batch := list(islice(rows, _BATCH)):
            DictionaryWord.objects.bulk_create(batch, ignore_conflicts=True)


def keys_of_public(pages: Iterable[Any]) -> set[Any]:
    """Return the keys of those pages that everybody may read, so that their words are no secret."""
    closed = closed_paths()
    return {page.pk for page in pages if page.live and not page.path.startswith(closed)}


def closed_paths() -> tuple[str, ...]:
    """Return the paths, in the page tree, of the pages that are private with all below them."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def plainer(one: str, another: str) -> str:
    """Return the spelling with fewer capitals: that of a word which does not begin a sentence."""
    return min(one, another, key=lambda spelling: sum(map(str.isupper, spelling)))


def beginning_with(beginning: str, language: Language) -> QuerySet[DictionaryWord]:
    """Return the longer words that begin so, those of most pages first."""
    words = DictionaryWord.objects.filter(language=language.code).exclude(word=beginning)
    if connection.vendor == "sqlite":
        # LIKE would not use the index there.
        words = words.filter(word__gte=beginning, word__lt=f"{beginning}\U0010ffff")
    else:
        words = words.filter(word__startswith=beginning)
    return words.order_by("-documents", "word")


def known(words: Iterable[str], language: Language) -> QuerySet[DictionaryWord]:
    """Return those of some words that pages of a language say, those of most pages first."""
    found = DictionaryWord.objects.filter(language=language.code, word__in=sorted(words))
    return found.order_by("-documents", "word")


def is_worth_suggesting(word: str) -> bool:
    """Whether a word is one that somebody may be about to type."""
    return len(word) > 1 and not word.isdecimal()
