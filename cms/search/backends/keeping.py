"""How entries of the index are written, wherever it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.models import IndexEntry

from cms.search.dictionary import (
    Dictionary,
    Key,
    is_worth_suggesting,
    keys_of_public,
    plainer,
)
from cms.search.entries import Sources, Weight, texts_of
from cms.search.models import IndexBuild
from cms.search.rules import fingerprint
from cms.search.terms import BREAK, Indexed, indexed
from cms.search.words import MAX_LENGTH, spelled

#: What counts more than the rest of the body is there twice.
_TIMES = {"A": 1, "B": 2, "C": 2, "D": 1}


def column_of(texts: Iterable[tuple[Weight, list[Indexed]]]) -> str:
    """Return texts as a column: the words as they follow each other, and then their stems, once."""
    terms: list[str] = []
    stems: dict[str, int] = {}
    for weight, words in texts:
        times = _TIMES[weight]
        terms += times * [*(word.exact for word in words), BREAK]
        for word in words:
            stems.update({stem: max(times, stems.get(stem, 0)) for stem in word.stems})
    return " ".join([*terms, *(term for stem, times in stems.items() for term in times * [stem])])


@dataclass
class Entry:
    """What the index says of an object.

    Attributes:
        texts: its texts, as indexed words.
        completed: the terms of the words that are completed while they are typed.
        words: its words by language and normal form, each in its spelling here.
    """

    texts: list[tuple[Weight, list[Indexed]]] = field(default_factory=list)
    completed: dict[str, None] = field(default_factory=dict)
    words: dict[Key, str] = field(default_factory=dict)

    @classmethod
    def of(cls, obj: Any, sources: Sources) -> "Entry":
        """Read an object."""
        entry = cls()
        for each in texts_of(obj, sources):
            for language in each.languages:
                words = list(indexed(each.text, language))
                if words:
                    entry.texts.append((each.weight, words))
                    entry._note(language.code, each.text, words)
        for each in texts_of(obj, sources, index.AutocompleteField):
            for language in each.languages:
                for word in indexed(each.text, language):
                    entry.completed.update(dict.fromkeys((word.exact, *word.stems)))
        return entry

    def _note(self, code: str, text: str, words: list[Indexed]) -> None:
        for each in words:
            key = code, each.word.text
            known = self.words.get(key, "")
            if known.islower() or not is_worth_suggesting(each.word.text):
                continue  # there is no plainer spelling
            spelling = spelled(text[each.word.start : each.word.end])[: 2 * MAX_LENGTH]
            self.words[key] = plainer(known, spelling) if known else spelling


class KeepingMixin:
    """An index whose entries are made of terms. A subclass says how, in ``columns``."""

    #: The words of all pages, while the index is being built.
    dictionary: Dictionary | None = None

    def columns(self, entry: Entry) -> dict[str, str]:
        """Return the columns of an entry: ``title``, ``body``, ``autocomplete``."""
        raise NotImplementedError

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        """Write the entries of objects: one each, whatever was there before."""
        objs = list(objs)
        if not objs or not model.get_search_fields():
            return
        if self.dictionary is None and not IndexEntry.objects.exists():
            IndexBuild.note(fingerprint())
        sources = Sources.load(objs)
        content_type = get_content_type_pk(model)
        dictionary = Dictionary() if self.dictionary is None else self.dictionary
        public = keys_of_public(objs) if issubclass(model, Page) else set()
        rows = []
        for obj in objs:
            entry = Entry.of(obj, sources)
            columns = self.columns(entry)
            rows.append(IndexEntry(content_type_id=content_type, object_id=str(obj.pk), **columns))
            if obj.pk in public:
                dictionary.add(entry.words)
        with transaction.atomic():
            IndexEntry.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["content_type", "object_id"],
                update_fields=[*columns],
            )
            if self.dictionary is None:
                dictionary.extend()

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Wagtail's factor for short titles, which costs a look at all entries, is not used."""


class RebuildingMixin:
    """A rebuilder that writes down the words, and by which rules the index was built."""

    index: Any

    def start(self) -> Any:
        started = super().start()  # type: ignore[misc]
        started.dictionary = Dictionary()
        return started

    def finish(self) -> None:
        self.index.dictionary.replace()
        IndexBuild.note(fingerprint())
        super().finish()  # type: ignore[misc]
