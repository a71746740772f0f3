from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    verbose_name = "Translation"

    def ready(self) -> None:
        from cms.translation import checks, representation, signals, upstream  # noqa: F401

        upstream.replace()
        representation.register()
