"""Which rules the index is built by: when they change, it has to be built anew."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wagtail.search import index

from cms.search.entries import streams_of
from cms.search.texts import shape

_FOLDER = Path(__file__).parent
_FILES = ("words.py", "terms.py", "texts.py", "entries.py", "dictionary.py", "languages/*.py")
_ENGINES = ("backends/keeping.py", "backends/sqlite.py", "backends/postgresql.py")


@cache
def fingerprint() -> str:
    """Return what tells the present rules from all others.

    That is a digest of the code that reads texts, and of which texts the models have it read.
    """
    digest = hashlib.sha256(version("snowballstemmer").encode())
    for pattern in (*_FILES, *_ENGINES):
        for file in sorted(_FOLDER.glob(pattern)):
            digest.update(file.read_bytes())
    for line in sorted(what_is_read()):
        digest.update(line.encode())
    return digest.hexdigest()


def what_is_read() -> Iterator[str]:
    """Yield what of each model is read: its fields, and the blocks of its streams."""
    for model in index.get_indexed_models():
        yield f"{model._meta.label} {_declared(model.get_search_fields())}"
        for name in streams_of(model):
            yield f"{model._meta.label}.{name} {shape(model._meta.get_field(name).stream_block)}"


def _declared(fields: Iterable[Any]) -> str:
    """Return fields as ``search_fields`` has them. Filters are no part of an entry."""
    return " ".join(
        f"{each.field_name}({_declared(each.fields)})"
        if isinstance(each, index.RelatedFields)
        else f"{each.field_name}:{type(each).__name__}:{getattr(each, 'boost', None)}"
        for each in fields
        if not isinstance(each, index.FilterField)
    )
