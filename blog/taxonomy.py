"""Categories and authors: one row each, with a column per language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.languages import LANGUAGES
from cms.search.columns import searched


class Named(index.Indexed, models.Model):
    """A row with a name in every language and an address of its own."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("Its name in addresses, the same in every language."),
    )

    search_fields = [
        *searched("name"),
        *(index.AutocompleteField(f"name_{language.code}") for language in LANGUAGES),
        index.FilterField("slug"),
    ]

    class Meta:
        abstract = True
        # Not by name: the base column holds whatever language was spoken when it was saved.
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Category(Named):
    """What a post is about."""

    description = models.TextField(_("description"), max_length=500, blank=True)

    api_fields = ["name", "slug", "description", "post_count"]

    class Meta(Named.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class AuthorKind(models.TextChoices):
    """Who an author is, in schema.org's words."""

    PERSON = "person", _("A person")
    ORGANIZATION = "organization", _("A desk or an organisation")


class Author(Named):
    """Who writes: a person or a desk."""

    kind = models.CharField(
        _("kind of author"),
        max_length=20,
        choices=AuthorKind,
        default=AuthorKind.PERSON,
        help_text=_("What search engines are told of the author."),
    )
    bio = models.TextField(_("about the author"), max_length=1000, blank=True)

    api_fields = ["name", "slug", "kind", "bio", "post_count"]

    class Meta(Named.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
