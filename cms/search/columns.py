"""Fields with a column per language, as ``search_fields`` names them."""

from typing import Any

from wagtail.search import index

from cms.languages import LANGUAGES


def searched(*names: str) -> list[Any]:
    """Return search fields for the columns that modeltranslation makes of these fields."""
    return [
        index.SearchField(f"{name}_{language.code}") for name in names for language in LANGUAGES
    ]
