from django.apps import AppConfig


class HandwrittenConfig(AppConfig):
    name = "cms.translation.handwritten"
    label = "translation_handwritten"
    verbose_name = "Translations written by hand"
