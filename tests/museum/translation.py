from modeltranslation.translator import TranslationOptions, register

from tests.museum.models import Curator


@register(Curator)
class CuratorTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)
