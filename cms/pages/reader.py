"""Pages as the built-in reader's templates take them: the documents that the API gives."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.delivery.marks import mark_public
from cms.languages import Language, get_language
from cms.pages.numbering import is_asked_by_its_number
from cms.pages.public import PublicSite, public_site
from cms.representation.compile import compile_model
from cms.representation.references import Reading, represent
from cms.representation.selection import Selection

R = TypeVar("R", bound=HttpResponse)


def reading_of(request: HttpRequest) -> Reading:
    """Return the reading of a request: one for all that its template shows."""
    reading: Reading | None = getattr(request, "_reading", None)
    if reading is None:
        reading = Reading(request)
        request._reading = reading  # type: ignore[attr-defined]
    return reading


def site_of(request: HttpRequest) -> PublicSite:
    """Return what the public can reach on the request's site."""
    return reading_of(request).once(public_site)


def mark_read(request: HttpRequest, response: R) -> R:
    """Mark an answer that everybody may read, so that it may be kept.

    But not where it was asked for by a number that it has not: who made some up would fill caches.
    """
    if not is_asked_by_its_number(request):
        return response
    return mark_public(response, reading_of(request).tags)


def read_page(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return one page's whole document."""
    [document] = read_pages([page], request)
    return document


def read_pages(
    pages: Iterable[Page], request: HttpRequest, selection: Selection = ()
) -> list[dict[str, Any]]:
    """Return the documents of pages of one model.

    Args:
        pages: all of one model.
        request: whose site decides the addresses.
        selection: which fields; all of them when empty.
    """
    pages = list(pages)
    if not pages:
        return []
    model: Any = type(pages[0])
    representation = compile_model(model, selection)
    language = site_of(request).language_of(pages[0])
    return represent(pages, representation, reading_of(request), language)


def language_of(request: HttpRequest) -> Language:
    """Return the language of the request's path."""
    return get_language(request.LANGUAGE_CODE)
