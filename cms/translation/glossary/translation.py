"""The glossary's texts that have a column per language."""

from modeltranslation.translator import TranslationOptions, register

from cms.translation.glossary.models import GlossaryTerm


@register(GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ("term",)
