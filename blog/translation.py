"""The blog's texts that have a column per language."""

from modeltranslation.translator import TranslationOptions, register

from blog.models import Author, Category


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = {"en": ("name",)}


@register(Author)
class AuthorTranslation(TranslationOptions):
    fields = ("name", "bio")
    required_languages = {"en": ("name",)}
