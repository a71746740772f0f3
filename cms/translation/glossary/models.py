"""Terms, and how each language renders them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.languages import LANGUAGES
from cms.search.columns import searched


class GlossaryTerm(index.Indexed, models.Model):
    """A word or an expression, in every language that has agreed on one.

    Attributes:
        term: has a column per language.
        note: when to use it, and when not; in whatever language.
    """

    #: Translators work with it; no reader sees it.
    journal = None
    wagtail_reference_index_ignore = True

    #: modeltranslation makes one of its own of it, which the types cannot follow.
    objects: ClassVar["models.Manager[GlossaryTerm]"] = models.Manager()

    term = models.CharField(_("term"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    search_fields = [
        *searched("term"),
        index.SearchField("note"),
        *(index.AutocompleteField(f"term_{language.code}") for language in LANGUAGES),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.rendering(each.code) for each in LANGUAGES)))

    def clean(self) -> None:
        if not str(self).strip():
            raise ValidationError(gettext("Write the term in at least one language."))

    def rendering(self, code: str) -> str:
        """Return the term in a language; ``""`` where nobody has agreed on one."""
        text: Any = getattr(self, f"term_{code}")
        return text or ""
