"""All that people have translated from one language into another, kept ready to be searched."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from django.db.models import Count, Max, QuerySet
from django.utils.html import strip_tags
from wagtail_localize.models import StringTranslation

#: Texts that are less alike than this, of 100, are of no help.
LEAST = 70


class Entry(NamedTuple):
    """A translation.

    Attributes:
        text: of the source, without tags.
        key: the translation key of the page that it stands on.
    """

    pk: int
    text: str
    data: str
    key: Any


class Hit(NamedTuple):
    """An entry, and how much its source is like what was searched for, from 0 to 100."""

    entry: Entry
    score: int


class Index:
    """Entries, to be searched by their sources. The newest stands for those that say the same."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        unique = {(entry.text, entry.data): entry for entry in entries}
        self._entries = sorted(unique.values(), key=lambda entry: len(entry.text))
        self._texts = [entry.text for entry in self._entries]
        self._lengths = [len(text) for text in self._texts]

    def search(self, text: str, most: int) -> list[Hit]:
        """Return the entries that are most like a text, the most alike first.

        A text of another length cannot be alike, so only a part of them is looked at.
        """
        low = bisect_left(self._lengths, len(text) * LEAST / (200 - LEAST))
        high = bisect_right(self._lengths, len(text) * (200 - LEAST) / LEAST)
        # As in cms.translation.predecessors, only where it is used.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        found = process.extract(
            text, self._texts[low:high], scorer=fuzz.ratio, score_cutoff=LEAST, limit=most
        )
        # Rounded down: only what is the same is 100.
        return [Hit(self._entries[low + place], int(score)) for _text, score, place in found]


class _Kept(NamedTuple):
    """What this process has read: entries by id, and when the newest of them was changed."""

    entries: dict[int, Entry]
    newest: datetime | None


_kept: dict[tuple[int, int], _Kept] = {}


def entries(source_locale_id: int, target_locale_id: int) -> Collection[Entry]:
    """Return all that people have translated, the newest last.

    It is read once in a process, which takes a query; then only what was changed since, which
    takes two.
    """
    translations = StringTranslation.objects.filter(
        translation_of__locale=source_locale_id,
        locale=target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
        context__isnull=False,
    )
    now = translations.aggregate(number=Count("pk"), newest=Max("updated_at"))
    place = source_locale_id, target_locale_id
    kept = _kept.get(place, _Kept({}, None))
    if (len(kept.entries), kept.newest) != (now["number"], now["newest"]):
        known = dict(kept.entries)
        changed = translations.filter(updated_at__gte=kept.newest) if kept.newest else translations
        known.update(_read(changed))
        if len(known) != now["number"]:
            # Something was deleted, or is no longer what people translated.
            known = dict(_read(translations))
        kept = _kept[place] = _Kept(known, now["newest"])
    return kept.entries.values()


def _read(translations: "QuerySet[StringTranslation]") -> Iterable[tuple[int, Entry]]:
    rows = translations.order_by("updated_at", "pk").values_list(
        "pk", "translation_of__data", "data", "context__object_id"
    )
    for pk, source, data, key in rows.iterator(chunk_size=5000):
        yield pk, Entry(pk, plain(source), data, key)


def plain(html: str) -> str:
    """Return a text without its tags."""
    return unescape(strip_tags(html))
