"""What the index keeps beside its entries."""

from typing import Any

from django.db import models

from cms.search.words import MAX_LENGTH


class DictionaryWord(models.Model):
    """A word that public pages of a language say, in the spelling in which it is suggested.

    A page may have gone, or be of another site, or not say it any more: whoever suggests a word
    asks first how many pages say it that the reader can reach now. But what only drafts and
    private pages say is not in here, not even to be passed over.
    """

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=MAX_LENGTH, db_index=True)
    spelling = models.CharField(max_length=2 * MAX_LENGTH)
    #: In how many public pages it was when the index was built: only for what to try first.
    documents = models.PositiveIntegerField(default=1)

    journal = None
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="one_word_a_language")
        ]

    def __str__(self) -> str:
        return self.spelling


class IndexBuild(models.Model):
    """By which rules the index was built. There is one row at most."""

    fingerprint = models.CharField(max_length=64)
    built_at = models.DateTimeField(auto_now=True)

    journal = None
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.fingerprint

    @classmethod
    def note(cls, fingerprint: str) -> None:
        """Write down that the index is built by these rules from here on."""
        cls.objects.update_or_create(pk=1, defaults={"fingerprint": fingerprint})

    @classmethod
    def noted(cls) -> Any:
        """Return the fingerprint of the rules of the index; None when it was never written."""
        return cls.objects.values_list("fingerprint", flat=True).first()
