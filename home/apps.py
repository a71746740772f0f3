from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex

        from cms.pages.head import register_default_picture, register_publisher
        from home.models import SiteSettings
        from home.publisher import Publisher
        from home.share_picture import SharePicture

        register_publisher(Publisher())
        register_default_picture(SharePicture())
        # Wagtail leaves settings out, and a photo would seem to be used nowhere.
        ReferenceIndex.register_model(SiteSettings)
