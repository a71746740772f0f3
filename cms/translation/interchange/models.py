"""What was uploaded, between its report and the decision to take it."""

from django.conf import settings
from django.db import models
from wagtail_localize.models import Translation


class Upload(models.Model):
    """Files that somebody uploaded, and has not yet decided to import.

    Attributes:
        archive: the files, as a zip file.
        translation: the one that all of them must be for; None for any.
    """

    #: No reader ever sees them.
    journal = None

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    translation = models.ForeignKey(Translation, models.CASCADE, null=True, related_name="+")
    archive = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Upload {self.pk}"
