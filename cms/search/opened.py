"""Pages that become public without being saved: from then on their words may be suggested."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from cms.search.dictionary import closed_paths
from cms.search.tasks import index_objects


def connect() -> None:
    """Listen to what takes pages out of a private section."""
    post_delete.connect(_opened, sender=PageViewRestriction)
    post_page_move.connect(_moved)


def _opened(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    # Where its page goes, and the restriction with it, nothing is opened.
    if issubclass(getattr(origin, "model", type(origin)), PageViewRestriction):
        _index_tree(instance.page.path)


def _moved(sender: Any, instance: Any, parent_page_before: Any, **kwargs: Any) -> None:
    if parent_page_before.path.startswith(closed_paths()):
        _index_tree(Page.objects.values_list("path", flat=True).get(pk=instance.pk))


def _index_tree(path: str) -> None:
    live = Page.objects.filter(path__startswith=path, live=True)
    index_objects.enqueue(Page._meta.label, [str(key) for key in live.values_list("pk", flat=True)])
