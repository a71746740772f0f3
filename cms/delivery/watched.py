"""Which tables the journal watches, which of their columns, and how it names their rows.

Every model is watched unless it is known to be private, so a new application is in by default. A
model that no reader ever sees says so with ``journal = None``, and one of which readers see only
some rows with ``journal = Journaled(…)``.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import router
from modelsearch.abstract_models import AbstractIndexEntry
from treebeard.mp_tree import MP_Node
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import BaseLogEntry, DraftStateMixin, LockableMixin, Page, RevisionMixin

from cms.delivery.naming import tags_of_root, tags_of_row
from cms.delivery.tags import root_of

#: Applications whose tables no reader sees.
PRIVATE_APPS = {
    "admin",
    "auth",
    "axes",
    "contenttypes",
    "delivery",
    "django_tasks_database",
    "links",
    "otp_totp",
    "sessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtail_headless_preview",
    "wagtailembeds",
    "wagtailusers",
    "worker",
}

#: The same of single models: of Wagtail's own, what editors work with and readers never see.
PRIVATE_MODELS = {
    "wagtailcore.apitoken",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
    # The full texts of the index's entries; SQLite allows no triggers on such a table.
    "wagtailsearch.sqliteftsindexentry",
}

_PRIVATE_BASES = (AbstractBaseUser, BaseLogEntry)

#: Fields of public rows that no reader sees, by the class that they come from.
PRIVATE_FIELDS: dict[type, set[str]] = {
    RevisionMixin: {"latest_revision"},
    DraftStateMixin: {
        "has_unpublished_changes",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
    },
    LockableMixin: {"locked", "locked_at", "locked_by"},
    MP_Node: {"numchild"},  # the child that came or went has a line, if readers see it
    Page: {"draft_title", "latest_revision_created_at", "owner"},
    AbstractImage: {"uploaded_by_user"},
    AbstractDocument: {"uploaded_by_user"},
    # A rank that is computed anew whenever a page is saved, also as a draft.
    AbstractIndexEntry: {"title_norm"},
}

#: Columns of a page on which the addresses of those below it depend.
_OF_ROOTS = ("path", "url_path", "locale_id", "translation_key")


class Watched(NamedTuple):
    """A table that the journal watches.

    Attributes:
        table: its name.
        columns: those whose change readers can see.
        tags: gives, for the name that a row goes by in SQL, the SQL of the row's tags. It is NULL
            where readers do not see the row.
    """

    table: str
    columns: tuple[str, ...]
    tags: Callable[[str], str]


def watched_tables() -> list[Watched]:
    """Return all that is watched, tables of automatic many-to-many relations included."""
    rows = [
        Watched(model._meta.db_table, tuple(_columns(model)), partial(tags_of_row, model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model("default", model)
        and not is_private(model)
    ]
    return [*rows, Watched(Page._meta.db_table, _OF_ROOTS, tags_of_root)]


def is_private(model: Any) -> bool:
    """Whether no reader ever sees a row of this model."""
    model = model._meta.auto_created or model
    root = root_of(model)
    return (
        getattr(model, "journal", model) is None
        or root._meta.app_label in PRIVATE_APPS
        or root._meta.label_lower in PRIVATE_MODELS
        or issubclass(root, _PRIVATE_BASES)
    )


def _columns(model: Any) -> Iterator[str]:
    private = {
        name for base, names in PRIVATE_FIELDS.items() if issubclass(model, base) for name in names
    }
    for field in model._meta.local_concrete_fields:
        if field.name not in private and not field.generated and field.column:
            yield field.column
