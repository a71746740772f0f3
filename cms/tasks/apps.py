from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "cms.tasks"
    label = "worker"
    verbose_name = "Tasks"
