"""Checking all links of all public pages."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.links.finding import Link, links_of
from cms.links.models import BrokenLink, Problem
from cms.links.web import problem_of


def check_links(*, web: bool) -> int:
    """Find the broken links anew, and return how many there are.

    Args:
        web: whether addresses of the web are asked, which takes its time; where they are not, what
            the last check found of them stays.
    """
    sources: dict[Link, list[int]] = defaultdict(list)
    for page in Page.objects.live().specific().iterator(chunk_size=100):
        for link in links_of(page):
            sources[link].append(page.pk)
    found = [*_inside(sources), *(_outside(sources) if web else ())]
    kept = [] if web else [Problem.NOT_FOUND, Problem.NO_ANSWER, Problem.REFUSED]
    with transaction.atomic():
        BrokenLink.objects.exclude(problem__in=kept).delete()
        BrokenLink.objects.bulk_create(
            BrokenLink(page_id=page, target=target[:2000], problem=problem)
            for link, target, problem in found
            for page in sources[link]
        )
    return BrokenLink.objects.count()


def _inside(links: Any) -> Iterator[tuple[Link, str, Problem]]:
    pages = {str(page.pk): page for page in Page.objects.all().iterator()}
    documents = {str(key) for key in get_document_model().objects.values_list("pk", flat=True)}
    for link in links:
        if link.kind == "page" and link.target not in pages:
            yield link, f"#{link.target}", Problem.PAGE_GONE
        elif link.kind == "page" and not pages[link.target].live:
            yield link, str(pages[link.target].title), Problem.PAGE_HIDDEN
        elif link.kind == "document" and link.target not in documents:
            yield link, f"#{link.target}", Problem.DOCUMENT_GONE


def _outside(links: Any) -> Iterator[tuple[Link, str, Problem]]:
    ask = cache(problem_of)
    for link in links:
        if link.kind == "web" and (problem := ask(link.target.partition("#")[0])):
            yield link, link.target, problem
