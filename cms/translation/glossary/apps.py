from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "cms.translation.glossary"
    label = "glossary"
    verbose_name = "Glossary"
