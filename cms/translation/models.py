"""Who translates, and what a translation says, held against what its source says now."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Now
from wagtail.models import Locale, Page, Revision, Workflow
from wagtail_localize.models import String, TranslationContext

#: SHA-256 in hexadecimal; empty where nobody has looked yet: as it was when this table was made.
_DIGEST_LENGTH = 64


class LiveTexts(models.Model):
    """What there is to translate in a page, as readers have it.

    Attributes:
        digest: of all its texts, whatever their order; see :mod:`cms.translation.sources`.
        changed_at: when one of them last changed.
    """

    #: It changes with its page, in the same transaction: that leaves a line.
    journal = None
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="live_texts")
    digest = models.CharField(max_length=_DIGEST_LENGTH, blank=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest}"


class Confirmation(models.Model):
    """That a live translation says what its source said: it was published, or confirmed, so.

    Attributes:
        page: the translation.
        source: the page that it is a translation of.
        digest: of the source's texts at that time.
        made_by: who published or confirmed it, where that is known.
    """

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="confirmation")
    source = models.ForeignKey(Page, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=_DIGEST_LENGTH, blank=True, editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.page_id} of {self.source_id}: {self.digest}"


class DraftBasis(models.Model):
    """Which texts of its source a translation's draft was made from."""

    #: No reader sees drafts.
    journal = None
    wagtail_reference_index_ignore = True

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="+")
    source = models.ForeignKey(Page, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=_DIGEST_LENGTH, editable=False)

    def __str__(self) -> str:
        return f"{self.revision_id} of {self.source_id}: {self.digest}"


class Team(models.Model):
    """Who translates into a language, and how it is reviewed; see :mod:`cms.translation.roles`.

    Group and workflow are known by this, whatever they are called.
    """

    #: No reader sees who works on what.
    journal = None
    wagtail_reference_index_ignore = True

    locale = models.OneToOneField(Locale, models.CASCADE, primary_key=True, related_name="+")
    translators = models.OneToOneField(Group, models.CASCADE, related_name="+")
    workflow = models.ForeignKey(Workflow, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.translators)


class Predecessor(models.Model):
    """Which text a text of a source came in the place of; see :mod:`cms.translation.predecessors`.

    Attributes:
        context: where it stands: a field of a page or of one of its blocks.
        before: what was there until somebody changed it.
    """

    journal = None

    context = models.ForeignKey(TranslationContext, models.CASCADE, related_name="+")
    text = models.ForeignKey(String, models.CASCADE, related_name="+")
    before = models.ForeignKey(String, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["context", "text"], name="one_predecessor"),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} instead of {self.before_id}"
