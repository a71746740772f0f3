from django.apps import AppConfig


class CMSConfig(AppConfig):
    name = "cms"
    verbose_name = "Mosaic"

    def ready(self) -> None:
        # Each registers what it represents, or the checks that it makes.
        from cms import checks  # noqa: F401
        from cms.documents import representation as documents  # noqa: F401
        from cms.representation import blocks, richtext, streams  # noqa: F401
