from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from cms.pages.head import register_publisher
        from home.publisher import Publisher

        register_publisher(Publisher())
