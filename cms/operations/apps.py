from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "cms.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        from cms.operations import logs, task_logs  # noqa: F401

        logs.configure()
