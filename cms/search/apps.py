from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from cms.search import checks  # noqa: F401
        from cms.search.signals import connect

        connect()
