"""The publication's texts that have a column per language."""

from modeltranslation.translator import TranslationOptions, register

from home.models import SiteSettings


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("name", "tagline", "purpose")
    required_languages = ("en",)
