from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "cms.images"
    label = "images"
    verbose_name = "Photos"

    def ready(self) -> None:
        from cms.images import embeds, rendition_field, representation, signals  # noqa: F401
        from cms.images.choosing import extend_choosers

        extend_choosers()
