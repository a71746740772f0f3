"""Which text another one came in the place of, so that its translation is not lost.

wagtail-localize binds a translation to the text and to the place where it stands; when the text is
changed, the translation is still there, but nothing leads to it. A place is a field of a page or
of a block, and may hold several texts: the paragraphs of a rich text.
"""

from collections import defaultdict
from collections.abc import Sequence

from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationSource

from cms.translation.models import Predecessor

#: Two texts that are less alike than this, of 100, are not taken for one that was changed.
ALIKE = 50

Texts = dict[int, list[String]]


def pair(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Return which text of a place each new one came in the stead of.

    Those that are most alike are paired first. What is left over is paired in order where as much
    came as went, for a text may be written altogether anew; else it is new, or gone.

    Args:
        before: the texts of a place, in order.
        after: those that are there now.
    """
    # It takes 4 MB, in every process, and those that answer readers compare nothing.
    from rapidfuzz import fuzz  # noqa: PLC0415

    gone = [text for text in dict.fromkeys(before) if text not in after]
    new = [text for text in dict.fromkeys(after) if text not in before]
    pairs: dict[str, str] = {}
    likeness = [(fuzz.ratio(old, text), old, text) for text in new for old in gone]
    for score, old, text in sorted(likeness, key=lambda found: -found[0]):
        if score >= ALIKE and text in new and old in gone:
            pairs[text] = old
            new.remove(text)
            gone.remove(old)
    if len(new) == len(gone):
        pairs.update(zip(new, gone, strict=True))
    return pairs


def texts_by_place(source: TranslationSource) -> Texts:
    """Return a source's texts in order, by the id of the translation context they stand in."""
    texts: Texts = defaultdict(list)
    for segment in source.stringsegment_set.select_related("string").order_by("order"):
        texts[segment.context_id].append(segment.string)
    return texts


def remember(before: Texts, after: Texts) -> None:
    """Note what the texts that a source has now came in the place of.

    What is known stays: where a text came back, its own predecessors are still the way to what
    was translated last.
    """
    found = []
    for place, texts in after.items():
        old = {text.data: text for text in before.get(place, ())}
        new = {text.data: text for text in texts}
        found += [
            Predecessor(context_id=place, text=new[text], before=old[previous])
            for text, previous in pair(list(old), list(new)).items()
        ]
    Predecessor.objects.bulk_create(found, ignore_conflicts=True)


class Kept:
    """The translations into one language that a source's changed texts had before.

    It takes two queries, however many texts there are.
    """

    def __init__(self, source: TranslationSource, locale: Locale) -> None:
        self._before = {
            (known.context_id, known.text_id): known.before_id
            for known in Predecessor.objects.filter(context__object=source.object_id)
        }
        self.translations: dict[tuple[int, int], StringTranslation] = {
            (known.context_id, known.translation_of_id): known
            for known in StringTranslation.objects.filter(
                context__object=source.object_id, locale=locale
            ).select_related("translation_of", "last_translated_by")
        }

    def before(self, place: int, text: int) -> StringTranslation | None:
        """Return the translation of the newest predecessor that has one.

        Args:
            place: the id of the text's translation context.
            text: the id of the text.
        """
        seen = {text}
        previous = self._before.get((place, text))
        while previous is not None and previous not in seen:
            if (place, previous) in self.translations:
                return self.translations[place, previous]
            seen.add(previous)
            previous = self._before.get((place, previous))
        return None
