from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from cms.pages import links, redirects, representation  # noqa: F401  they register themselves
        from cms.pages.counting import install_index
        from cms.pages.usage import index_many_to_many

        post_migrate.connect(install_index, sender=self)
        index_many_to_many()
