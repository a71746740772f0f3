from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from cms.pages import links, redirects, representation  # noqa: F401  they register themselves
        from cms.pages.usage import index_many_to_many

        index_many_to_many()
