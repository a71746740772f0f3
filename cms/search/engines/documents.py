"""What an engine keeps of an object: its terms, and what kind of object it is; nothing else.

No text, no title, no state: whoever reads the engine's disk sees words out of order, and whether
an object may be seen is never asked there.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cms.languages import LANGUAGES
from cms.search.backends.keeping import Entry, column_of
from cms.search.entries import Sources, Weight
from cms.search.terms import Indexed, language_of

#: The terms come made, by the rules of each language: the engine only takes them apart.
ANALYZER = "mosaic_{code}"
#: Of each language: titles, all texts, and what is completed while it is typed.
PARTS = ("title", "body", "completed")


def index_settings() -> dict[str, Any]:
    """Return the settings of an index: an analyzer for each language."""
    taken_apart = {"type": "custom", "tokenizer": "whitespace"}
    analyzers = {ANALYZER.format(code=language.code): taken_apart for language in LANGUAGES}
    return {"settings": {"analysis": {"analyzer": analyzers}}}


class DocumentMixin:
    """Wagtail's mapping of a model, with the fields of our terms in place of its own."""

    model: Any

    def get_mapping(self) -> dict[str, Any]:
        """Return the fields of a document: each language has its own, with its own analyzer."""
        texts = {
            f"{part}_{language.code}": {
                "type": "text",
                "analyzer": ANALYZER.format(code=language.code),
            }
            for language in LANGUAGES
            for part in PARTS
        }
        properties = {"_django_content_type": {"type": "keyword"}, **texts}
        return {"dynamic": False, "properties": properties}

    def documents(self, objects: Sequence[Any]) -> list[dict[str, Any]]:
        """Return the documents of objects of the model, with their keys as ``_id``."""
        sources = Sources.load(objects)
        types = self.get_all_content_types()  # type: ignore[attr-defined]
        return [
            {"_id": str(obj.pk), "_django_content_type": types, **_fields(Entry.of(obj, sources))}
            for obj in objects
        ]


def _fields(entry: Entry) -> dict[str, str]:
    texts: dict[str, list[tuple[Weight, list[Indexed]]]] = defaultdict(list)
    for weight, words in entry.texts:
        part = "title" if weight == "A" else "body"
        texts[f"{part}_{language_of(words[0].exact)}"].append((weight, words))
    fields = {name: column_of(each) for name, each in texts.items()}
    completed: dict[str, list[str]] = defaultdict(list)
    for term in entry.completed:
        completed[f"completed_{language_of(term)}"].append(term)
    return fields | {name: " ".join(terms) for name, terms in completed.items()}
