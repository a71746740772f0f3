"""The photo's texts that have a column per language."""

from modeltranslation.translator import TranslationOptions, register

from cms.images.models import Photo


@register(Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("description", "caption", "credit")
