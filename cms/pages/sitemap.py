"""``sitemap.xml`` and ``robots.txt``: what search engines are told."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page, get_page_models

from cms.delivery.marks import mark_public
from cms.delivery.tags import PAGES, STRUCTURE
from cms.languages import LANGUAGES
from cms.pages.families import Family
from cms.pages.public import PublicSite
from cms.pages.reader import language_of, reading_of, site_of

#: As many as one file may have (https://www.sitemaps.org/protocol.html).
MAX_ADDRESSES = 50_000


def index(request: HttpRequest) -> HttpResponse:
    """Name the sitemaps: one a language, or several where it has very many pages."""
    public = site_of(request)
    addresses = []
    homes = public.home_languages()
    for language in (language for language in LANGUAGES if language in homes):
        number = public.pages(Page, language).count()
        first = request.build_absolute_uri(f"/{language.code}/sitemap.xml")
        more = range(2, -(-number // MAX_ADDRESSES) + 1)
        addresses += [first, *(f"{first}?page={page}" for page in more)]
    return _xml(request, "pages/sitemap_index.xml", {"addresses": addresses}, public.tags)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Give the addresses of a language's pages, each with those of its translations."""
    public, language = site_of(request), language_of(request)
    if language not in public.home_languages():
        raise Http404
    pages = public.pages().only(
        "path", "url_path", "locale_id", "translation_key", "alias_of_id", "last_published_at"
    )
    hidden = _hidden_from_search_engines()
    families: dict[Any, dict[str, Any]] = defaultdict(dict)
    own = []
    for page in pages.order_by("path"):
        if page.pk in hidden:
            continue
        spoken = public.language_of(page)
        if page.alias_of_id is None:
            families[page.translation_key][spoken.code] = page
        if spoken == language:
            own.append(page)
    entries = [
        {
            "address": _html_url(public, page),
            "changed": page.last_published_at,
            "alternates": _alternates(public, Family(page, families[page.translation_key]))
            if page.alias_of_id is None
            else {},
        }
        for page in _part(own, request)
    ]
    return _xml(request, "pages/sitemap.xml", {"entries": entries}, {PAGES})


def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of what is not for readers, and tell them of the sitemap."""
    closed = [reverse("wagtailadmin_home"), "/comments/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}\n")
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return mark_public(response, {STRUCTURE})


def _hidden_from_search_engines() -> set[int]:
    """The keys of pages that editors hide from search engines, in a query for each page type."""
    return {
        key
        for model in get_page_models()
        if model is not Page
        for key in model._default_manager.filter(noindex=True).values_list("pk", flat=True)
    }


def _html_url(public: PublicSite, page: Any) -> str:
    address = public.address(page)
    assert address is not None, "a public page has an address"
    return address.html_url


def _alternates(public: PublicSite, family: Family) -> dict[str, str]:
    """The translations, and what is for everybody else; nothing where there is one language."""
    if len(family.translations) < 2:
        return {}
    named = {**dict(sorted(family.translations.items())), "x-default": family.default()}
    return {name: _html_url(public, page) for name, page in named.items()}


def _part(pages: list[Any], request: HttpRequest) -> list[Any]:
    """The pages of the file that is asked for."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    part = pages[MAX_ADDRESSES * (number - 1) : MAX_ADDRESSES * number] if number else []
    if not part:
        raise Http404
    return part


def _xml(request: HttpRequest, template: str, context: Any, tags: set[str]) -> HttpResponse:
    text = render_to_string(template, context)
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    return mark_public(response, tags | reading_of(request).tags)
