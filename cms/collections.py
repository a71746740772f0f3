"""Collections of files, some of which are private."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Collection, CollectionViewRestriction


def in_public_collections(files: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out the files in a private collection, or in a collection inside one.

    Args:
        files: images or documents.
    """
    restrictions = CollectionViewRestriction.objects.annotate(
        beginning=Substr(OuterRef("path"), 1, Length("collection__path"))
    ).filter(beginning=F("collection__path"))
    # A subquery of keys, and not a condition on the files: search backends understand it.
    private = Collection.objects.filter(Exists(restrictions)).values("pk")
    return files.exclude(collection__in=private)
