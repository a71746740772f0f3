"""Which workers are alive."""

from django.db import models


class Worker(models.Model):
    """A worker process, by the name that it claims tasks with.

    Attributes:
        seen_at: when it last said that it lives.
    """

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
