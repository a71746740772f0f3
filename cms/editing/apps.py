from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "cms.editing"
    label = "editing"
    verbose_name = "Editing"

    def ready(self) -> None:
        from cms.editing import bidi, labels, stored_bidi  # noqa: F401  two listen to signals
        from cms.editing.comparison import fields

        labels.translate()
        fields.register()
