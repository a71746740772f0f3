from django.apps import AppConfig


class MatrixConfig(AppConfig):
    name = "cms.translation.matrix"
    label = "translation_matrix"
    verbose_name = "Translation matrix"
