from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from cms.search import checks, opened, signals  # noqa: F401  the first registers itself

        signals.connect()
        opened.connect()
