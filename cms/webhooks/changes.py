"""What happened to the pages that readers see, found by holding what is against what was known.

The journal says which pages a change touched, and no more. What was public before is known, and
what is public now is asked: so nothing is ever told of a page that readers do not see, and of one
that they see no more, only that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from cms.delivery.tags import EVERYTHING, PAGES, SEARCH, coarser, page_tag
from cms.pages.public import PublicSite, public_pages
from cms.pages.sites import Sites, load_sites
from cms.webhooks.events import Event
from cms.webhooks.models import Known

#: More pages than this are not asked for by their keys, but together with all others.
_MANY = 500

#: What the tags of a line begin with that tell of pages.
_OF_PAGES = (page_tag(""), "family-", "pages-", "menu-")


@dataclass(frozen=True)
class Change:
    """Something to tell.

    Attributes:
        subject: what it is about.
        language: the code of a page's language; empty where it is about no page.
        data: what is told of it.
    """

    event: Event
    subject: str
    language: str
    data: dict[str, Any] = field(hash=False)


def told_now(page_id: int) -> dict[str, Any] | None:
    """Return what is told of a page as it is now; None where not everybody can read it."""
    _known_as, data = _public({page_id}).get(page_id, (None, None))
    return data


def learn(touched: set[int] | None, is_whole: bool = False) -> list[Change]:
    """Return what happened to pages since this was last asked, and know it from now on.

    Args:
        touched: the keys of the pages that changes touched.
        is_whole: whether others may have become public, or be so no more: all are looked at.
    """
    touched = touched or set()
    only = None if is_whole or len(touched) > _MANY else touched
    before, now = _known(only), _public(only)
    gone = before.keys() - now.keys()
    there = set(Page.objects.filter(pk__in=gone).values_list("pk", flat=True)) if gone else set()
    changes = [*_left(before, gone, there), *_seen(before, now, touched)]
    Known.objects.filter(pk__in=gone).delete()
    Known.objects.bulk_create(
        [known for pk, (known, _data) in now.items() if not _is_same(before.get(pk), known)],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["language", "path", "published_at"],
        batch_size=_MANY,
    )
    return changes


def shared(tags: Iterable[str]) -> Iterator[Change]:
    """Yield what is to be told of a change to something that is no page, if there is something.

    It names kinds of things only: one of them may be in a collection that is private.

    Args:
        tags: those of the journal's lines.
    """
    kinds = {
        coarser(tag) for tag in tags if tag not in {PAGES, SEARCH} and not tag.startswith(_OF_PAGES)
    }
    if kinds:
        told = [EVERYTHING] if EVERYTHING in kinds else sorted(kinds)
        yield Change(Event.CHANGED, "content", "", {"tags": told})


def _left(before: dict[int, Known], gone: Iterable[int], there: set[int]) -> Iterator[Change]:
    """Yield what readers see no more: that, and nothing else of it."""
    for pk in sorted(gone):
        event = Event.UNPUBLISHED if pk in there else Event.DELETED
        language = before[pk].language
        yield Change(event, page_tag(pk), language, {"id": pk, "locale": language})


def _seen(
    before: dict[int, Known], now: dict[int, tuple[Known, dict[str, Any]]], touched: set[int]
) -> Iterator[Change]:
    for pk, (known, data) in sorted(now.items()):
        was = before.get(pk)
        if was is None:
            yield Change(Event.PUBLISHED, page_tag(pk), known.language, data)
        elif was.path != known.path:
            moved = {**data, "previous_path": was.path}
            yield Change(Event.MOVED, page_tag(pk), known.language, moved)
        elif pk in touched or not _is_same(was, known):
            yield Change(Event.UPDATED, page_tag(pk), known.language, data)


def _is_same(was: Known | None, known: Known) -> bool:
    return was is not None and (was.language, was.path, was.published_at) == (
        known.language,
        known.path,
        known.published_at,
    )


def _public_pages(sites: Sites) -> "QuerySet[Page]":
    """Return the pages that everybody can read, on any site."""
    pages: QuerySet[Page] = public_pages(sites.roots, sites.closed)
    return pages


def _known(only: set[int] | None) -> dict[int, Known]:
    rows = Known.objects.all() if only is None else Known.objects.filter(pk__in=only)
    return {known.page_id: known for known in rows}


def _public(only: set[int] | None) -> dict[int, tuple[Known, dict[str, Any]]]:
    """Return public pages, as they are known, and with what is told of them."""
    sites = load_sites()
    public = PublicSite(None, sites)
    pages = _public_pages(sites)
    if only is not None:
        pages = pages.filter(pk__in=only)
    found = {}
    rows = pages.values_list(
        *("pk", "title", "path", "url_path", "locale_id", "last_published_at"),
        *("live", "content_type_id"),
        named=True,
    )
    for row in rows.order_by().iterator():
        root, address = public.root_of(row), public.address(row)
        assert root is not None
        assert address is not None, "a public page has an address"
        language = sites.languages.get(row.locale_id, root.language).code
        known = Known(
            page_id=row.pk,
            language=language,
            path=address.path,
            published_at=row.last_published_at,
        )
        model = ContentType.objects.get_for_id(row.content_type_id).model_class()
        found[row.pk] = (
            known,
            {
                "id": row.pk,
                "locale": language,
                "type": model._meta.label if model else None,
                "title": row.title,
                "path": address.path,
                "html_url": address.html_url,
                "detail_url": f"{settings.WAGTAILAPI_BASE_URL}/api/v2/pages/{row.pk}/",
            },
        )
    return found
