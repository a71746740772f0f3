from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cms.translation.desk"
    label = "translation_desk"
    verbose_name = "Translators' desk"
