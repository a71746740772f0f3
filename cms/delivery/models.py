"""The journal's table."""

from django.db import models
from django.db.models.functions import Now


class Line(models.Model):
    """One change to what readers can see. Triggers write it, in the change's own transaction.

    Attributes:
        version: rises in the order of commits. The lines of one transaction may share one. None
            until PostgreSQL commits, so that whoever sees None sees a change of their own.
        tags: what changed, separated by spaces; see ``cms.delivery.tags``.
        nonce: a random text. Versions that are given again, after an older state of the database
            was restored, are told apart by it.
    """

    version = models.BigIntegerField(null=True, editable=False)
    tags = models.TextField(editable=False)
    nonce = models.CharField(max_length=8, db_default="", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        indexes = [models.Index(fields=["version", "id"], name="delivery_line_newest")]

    def __str__(self) -> str:
        return f"{self.version}: {self.tags}"


class Told(models.Model):
    """What a CDN was last told of.

    Attributes:
        cdn: its name in ``settings.WAGTAILFRONTENDCACHE``.
        version: of the newest line that it was told of.
    """

    cdn = models.CharField(max_length=100, unique=True, editable=False)
    version = models.BigIntegerField(editable=False)

    def __str__(self) -> str:
        return f"{self.cdn}: {self.version}"
