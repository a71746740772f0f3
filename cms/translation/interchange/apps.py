from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "cms.translation.interchange"
    label = "interchange"
    verbose_name = "Translation files"
