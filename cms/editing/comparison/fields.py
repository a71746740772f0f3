"""Fields compared, in the language of what is written in them."""

from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from taggit.managers import TaggableManager
from wagtail.admin.compare import (
    FieldComparison,
    M2MFieldComparison,
    register_comparison_class,
)
from wagtail.fields import RichTextField, StreamField

from cms.editing.comparison import streams  # noqa: F401  adds its blocks to the others
from cms.editing.comparison.blocks import compare_values, said
from cms.editing.comparison.rich_text import compare_rich_text
from cms.editing.comparison.texts import compare_address, compare_text, instead
from cms.languages import LANGUAGES, Language, get_language


def language_of_text(field: Any, row: Any) -> Language | None:
    """Return the language that a field of a row is written in: its column's, or the row's."""
    for language in LANGUAGES:
        if field.name.endswith(f"_{language.code}"):
            return language
    locale = getattr(row, "locale", None)
    return None if locale is None else get_language(locale.language_code)


class _InItsLanguage(FieldComparison):
    """A field that is written in the language of its page."""

    def __init__(self, field: Any, before: Any, after: Any) -> None:
        super().__init__(field, before, after)
        self.language = language_of_text(field, after)


class TextComparison(_InItsLanguage):
    """A text, word by word."""

    def htmldiff(self) -> SafeString:
        return compare_text(self.val_a or "", self.val_b or "", self.language)


class AddressComparison(_InItsLanguage):
    """A slug or an address."""

    def htmldiff(self) -> SafeString:
        return compare_address(self.val_a or "", self.val_b or "", self.language)


class RichTextComparison(_InItsLanguage):
    """Rich text that is no block."""

    def htmldiff(self) -> SafeString:
        return compare_rich_text(self.val_a or "", self.val_b or "", self.language)


class StreamComparison(_InItsLanguage):
    """A body, block by block."""

    def htmldiff(self) -> SafeString:
        return compare_values(self.field.stream_block, self.val_a, self.val_b, self.language)


class ValueComparison(FieldComparison):
    """A date, or a box to tick."""

    def htmldiff(self) -> SafeString:
        return instead(said(self.val_a), said(self.val_b))


class TagsComparison(M2MFieldComparison):
    """Tags, which have no order: they are compared by their names."""

    def get_items(self) -> tuple[list[str], list[str]]:
        before, after = super().get_items()
        return sorted(map(str, before)), sorted(map(str, after))


def register() -> None:
    """Put ours in the place of Wagtail's. Called once, while the admin starts."""
    for fields, comparison in (
        ((models.CharField, models.TextField), TextComparison),
        ((models.SlugField, models.URLField, models.EmailField), AddressComparison),
        ((models.DateField, models.TimeField, models.BooleanField), ValueComparison),
        ((RichTextField,), RichTextComparison),
        ((StreamField,), StreamComparison),
        ((TaggableManager,), TagsComparison),
    ):
        for field in fields:
            register_comparison_class(field, comparison_class=comparison)
