from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "cms.editing"
    label = "editing"
    verbose_name = "Editing"

    def ready(self) -> None:
        from cms.editing import bidi, labels  # noqa: F401  the first registers what it listens to
        from cms.editing.comparison import fields

        labels.translate()
        fields.register()
