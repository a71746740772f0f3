"""Which tables the journal watches, which of their columns, and how it names their rows.

Every model is watched unless it is known to be private, so a new application is in by default. A
model that no reader ever sees says so with ``journal = None``.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, router
from modelcluster.fields import ParentalKey
from modelsearch.abstract_models import AbstractIndexEntry
from taggit.models import CommonGenericTaggedItemBase, ItemBase
from treebeard.mp_tree import MP_Node
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import (
    BaseLogEntry,
    BaseViewRestriction,
    Collection,
    DraftStateMixin,
    Locale,
    LockableMixin,
    Page,
    RevisionMixin,
    Site,
)

from cms.delivery.tags import (
    PAGES,
    SEARCH,
    STRUCTURE,
    TAGGING,
    family_tag,
    model_tag,
    page_tag,
    pages_tag,
    root_of,
    row_tag,
)

#: Applications whose tables no reader sees.
PRIVATE_APPS = {
    "admin",
    "auth",
    "contenttypes",
    "delivery",
    "sessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailembeds",
    "wagtailusers",
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

#: Stands in a tag for what SQL puts there.
_HOLE = "\0"

_STRUCTURE = (BaseViewRestriction, Collection, Locale, Site)


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
    """Return all tables that are watched, those of automatic many-to-many relations included."""
    return [
        Watched(model._meta.db_table, tuple(_columns(model)), partial(_tags, model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model("default", model)
        and not is_private(model)
    ]


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


def _tags(model: Any, row: str) -> str:
    """Return the SQL of a row's tags; NULL where readers do not see it."""
    part_of = _part_of(model)
    if part_of is not None:
        return _tags_of_whole(part_of.related_model, f'{row}."{part_of.column}"')
    if root_of(model) is not model:
        return _tags_of_whole(root_of(model), f'{row}."{model._meta.pk.column}"')
    if issubclass(model, DraftStateMixin):
        return f'CASE WHEN {row}."live" THEN {_own_tags(model, row)} END'
    return _own_tags(model, row)


def _part_of(model: Any) -> Any:
    """Return the foreign key by which a row is a part of another one; None where it is not."""
    if model._meta.auto_created:
        relation = next(
            field
            for field in model._meta.auto_created._meta.local_many_to_many
            if field.remote_field.through is model
        )
        return model._meta.get_field(relation.m2m_field_name())
    for field in model._meta.local_fields:
        if isinstance(field, ParentalKey) or (
            isinstance(field, models.ForeignKey)
            and (
                (field.name == "image" and issubclass(model, AbstractRendition))
                or (field.name == "content_object" and issubclass(model, ItemBase))
            )
        ):
            return field
    return None


def _tags_of_whole(model: Any, key: str) -> str:
    """Return the SQL of the tags of what a row is a part of."""
    root = root_of(model)
    row = f'"{root._meta.db_table}"'
    if root is Page:
        tags = f'CASE WHEN {row}."live" THEN {_page_tags(row, family=False)} END'
    else:
        tags = _tags(root, row)
    return f'(SELECT {tags} FROM {row} WHERE {row}."{root._meta.pk.column}" = {key})'


def _own_tags(model: Any, row: str) -> str:
    """Return the SQL of the tags of a row that is not a part of another one."""
    if model is Page:
        return _page_tags(row, family=True)
    if issubclass(model, _STRUCTURE):
        return f"'{STRUCTURE}'"
    if issubclass(model, AbstractIndexEntry):
        return f"CASE WHEN {_is_of_draft(row)} THEN NULL ELSE '{SEARCH}' END"
    if issubclass(model, CommonGenericTaggedItemBase):
        return f"'{TAGGING}'"
    pk = f'CAST({row}."{model._meta.pk.column}" AS text)'
    if isinstance(model._meta.pk, models.UUIDField):
        pk = f"replace({pk}, '-', '')"
    if isinstance(model._meta.pk, models.IntegerField | models.UUIDField):
        return f"{_named(lambda pk: row_tag(model, pk), pk)} || ' {model_tag(model)}'"
    return f"'{model_tag(model)}'"


def _page_tags(row: str, *, family: bool) -> str:
    """Return the SQL of a page's tags, with or without the one that its translations share."""
    id_text = f'CAST({row}."id" AS text)'
    key = f"replace(CAST({row}.\"translation_key\" AS text), '-', '')"
    pages = _named(pages_tag, '"language_code"')
    of_language = f'SELECT {pages} FROM "{Locale._meta.db_table}" WHERE "id" = {row}."locale_id"'
    names = [
        _named(page_tag, id_text),
        *([_named(family_tag, key)] if family else []),
        f"coalesce(({of_language}), '')",
        f"'{PAGES}'",
    ]
    return " || ' ' || ".join(names)


def _is_of_draft(row: str) -> str:
    """Return the SQL of whether an entry of the index is of a page that is not live."""
    key = f'{row}."object_id"'
    # Primary keys are kept as texts, and not all of them are numbers.
    number = (
        f"CASE WHEN length({key}) BETWEEN 1 AND 18 AND trim({key}, '0123456789') = '' "
        f"THEN CAST({key} AS bigint) END"
    )
    return (
        f'EXISTS (SELECT 1 FROM "{Page._meta.db_table}" AS page WHERE page."id" = {number} '
        f'AND page."content_type_id" = {row}."content_type_id" AND NOT page."live")'
    )


def _named(tag: Callable[[str], str], value: str) -> str:
    """Return the SQL of a tag of something that SQL gives."""
    before, after = tag(_HOLE).split(_HOLE)
    return f"'{before}' || {value}" + (f" || '{after}'" if after else "")
