"""How the journal names rows: the SQL of their tags."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch.abstract_models import AbstractIndexEntry
from wagtail.models import DraftStateMixin, Locale, Page, Site
from wagtail.search.index import get_indexed_models

from cms.delivery.tags import (
    PAGES,
    SEARCH,
    STRUCTURE,
    Journaled,
    family_tag,
    menu_tag,
    model_tag,
    page_tag,
    pages_tag,
    part_of,
    root_of,
    row_tag,
)

#: Stands in a tag for what SQL puts there.
_HOLE = "\0"


def tags_of_row(model: Any, row: str) -> str:
    """Return the SQL of a row's tags; NULL where readers do not see it."""
    whole = part_of(model)
    if whole is not None:
        return _tags_of_whole(whole.related_model, f'{row}."{whole.column}"')
    if root_of(model) is not model:
        return _tags_of_whole(root_of(model), f'{row}."{model._meta.pk.column}"')
    journal = getattr(model, "journal", None)
    if isinstance(journal, Journaled):
        column, value = journal.seen_while
        return f"CASE WHEN {row}.\"{column}\" = '{value}' THEN {_own_tags(model, row)} END"
    if issubclass(model, DraftStateMixin):
        return f'CASE WHEN {row}."live" THEN {_own_tags(model, row)} END'
    return _own_tags(model, row)


def tags_of_root(row: str) -> str:
    """Return the SQL of the tags of a page as a root; NULL where it is none.

    A site's root page and its translations are roots, live or not: all addresses below them are
    made from theirs. Which these are is asked once for all rows of a statement.
    """
    page, site = f'"{Page._meta.db_table}"', f'"{Site._meta.db_table}"'
    return (
        f'CASE WHEN {row}."translation_key" IN (SELECT root."translation_key" FROM {site} '
        f'JOIN {page} AS root ON root."id" = {site}."root_page_id") '
        f"THEN '{STRUCTURE}' END"
    )


def _tags_of_whole(model: Any, key: str) -> str:
    """Return the SQL of the tags of what a row is a part of."""
    root = root_of(model)
    row = f'"{root._meta.db_table}"'
    if root is Page:
        tags = f'CASE WHEN {row}."live" THEN {_page_tags(row, own=False)} END'
    else:
        tags = tags_of_row(root, row)
    return f'(SELECT {tags} FROM {row} WHERE {row}."{root._meta.pk.column}" = {key})'


def _own_tags(model: Any, row: str) -> str:
    """Return the SQL of the tags of a row that is not a part of another one."""
    if model is Page:
        return _page_tags(row, own=True)
    if issubclass(model, AbstractIndexEntry):
        hidden = " OR ".join([_is_of_draft(row), *_is_of_unsought(row)])
        return f"CASE WHEN {hidden} THEN NULL ELSE '{SEARCH}' END"
    if row_tag(model, _HOLE) == model_tag(model):
        return f"'{model_tag(model)}'"
    journal = getattr(model, "journal", None)
    key = journal.named_by if isinstance(journal, Journaled) else model._meta.pk.column
    pk = f'CAST({row}."{key}" AS text)'
    if isinstance(model._meta.pk, models.UUIDField):
        pk = f"replace({pk}, '-', '')"
    return f"{_named(partial(row_tag, model), pk)} || ' {model_tag(model)}'"


def _page_tags(row: str, *, own: bool) -> str:
    """Return the SQL of a page's tags.

    Args:
        row: the page.
        own: whether the change is to the page's own row, which translations and menus show.
    """
    id_text = f'CAST({row}."id" AS text)'
    key = f"replace(CAST({row}.\"translation_key\" AS text), '-', '')"
    menu = _of_language(menu_tag, row)
    names = [
        _named(page_tag, id_text),
        *([_named(family_tag, key)] if own else []),
        _of_language(pages_tag, row),
        *([f"CASE WHEN {row}.\"show_in_menus\" THEN {menu} ELSE '' END"] if own else []),
        f"'{PAGES}'",
    ]
    return " || ' ' || ".join(names)


def _of_language(tag: Callable[[str], str], row: str) -> str:
    """Return the SQL of a tag of the language of a page."""
    named = _named(tag, '"language_code"')
    locale = f'SELECT {named} FROM "{Locale._meta.db_table}" WHERE "id" = {row}."locale_id"'
    return f"coalesce(({locale}), '')"


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


def _is_of_unsought(row: str) -> Iterator[str]:
    """Yield the SQL of whether an entry of the index is of something that no reader can look for.

    That is what only the admin's searches find: rows that no reader sees, or only some of.
    """
    names = sorted(
        f"'{model._meta.label_lower}'"
        for model in get_indexed_models()
        if hasattr(model, "journal")
    )
    if names:
        yield (
            f'EXISTS (SELECT 1 FROM "{ContentType._meta.db_table}" AS kind WHERE kind."id" = '
            f'{row}."content_type_id" '
            f'AND kind."app_label" || \'.\' || kind."model" IN ({", ".join(names)}))'
        )


def _named(tag: Callable[[str], str], value: str) -> str:
    """Return the SQL of a tag of something that SQL gives."""
    before, after = tag(_HOLE).split(_HOLE)
    return f"'{before}' || {value}" + (f" || '{after}'" if after else "")
