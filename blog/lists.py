"""The built-in reader's lists: categories, authors, and what was published when."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import dateformat
from django.utils.translation import gettext, pgettext

from blog.cards import read_cards
from blog.models import POSTS_PER_PAGE
from blog.sections import Section, all_posts, posts_of
from cms.languages import LANGUAGES, get_language
from cms.pages.front_end import origin_of, to_front_end
from cms.pages.head import INDEXED
from cms.pages.numbering import numbered_part
from cms.pages.public import public_site
from cms.pages.reader import mark_read, reading_of, site_of


def _or_front_end(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead to the front end, where there is one; lists are there, and what it has not, it says."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        site = site_of(request).site
        elsewhere = site and to_front_end(site, origin_of(site) + request.path)
        return elsewhere or view(request, **kwargs)

    return answer


@_or_front_end
def term(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The posts of a category or an author."""
    section = posts_of(request, kind, slug)
    document = section.document or {}
    counts = section.count()
    others = [code for code, count in counts.items() if count]
    return _list(
        request,
        section,
        title=document["name"],
        intro=document.get("description") or document.get("bio") or "",
        path=section.path,
        languages=others,
        feed=section.path,
    )


@_or_front_end
def archive(request: HttpRequest) -> HttpResponse:
    """Years and months, with how many posts each has."""
    section = all_posts(request)
    context = {
        "document": _document(request, section, gettext("Archive"), "", "archive/", _all_codes()),
        "years": [
            {
                **year,
                "months": [
                    {**month, "first_day": datetime.date(year["year"], month["month"], 1)}
                    for month in year["months"]
                ],
            }
            for year in section.posts.per_month()
        ],
    }
    return _public(request, render(request, "blog/archive.html", context))


@_or_front_end
def period(request: HttpRequest, year: str, month: str | None = None) -> HttpResponse:
    """The posts of a year or a month; 404 where there are none."""
    everything = all_posts(request)
    posts = everything.posts.filter(date__year=int(year))
    title, path = year, f"archive/{year}/"
    if month is not None:
        posts = posts.filter(date__month=int(month))
        path += f"{month}/"
    if not posts.exists():
        raise Http404
    if month is not None:
        first = datetime.date(int(year), int(month), 1)
        title = dateformat.format(first, pgettext("month of a year", "F Y"))
    section = Section(posts, everything.language, path)
    return _list(request, section, title=title, path=path, languages=[everything.language.code])


def _list(
    request: HttpRequest,
    section: Section,
    *,
    title: str,
    path: str,
    languages: list[str],
    intro: str = "",
    feed: str | None = None,
) -> HttpResponse:
    page = numbered_part(request, section.posts, POSTS_PER_PAGE)
    context = {
        "document": _document(request, section, title, intro, path, languages),
        "page_of_posts": page,
        "posts": read_cards(page.object_list, request),
        "feed": feed,
    }
    return _public(request, render(request, "blog/list.html", context))


def _document(
    request: HttpRequest, section: Section, title: str, intro: str, path: str, codes: list[str]
) -> dict[str, Any]:
    """What the reader's templates need of a page, for a list that is none."""
    public = reading_of(request).once(public_site)
    homes = public.home_languages()

    def address(code: str) -> dict[str, str]:
        root = public.root(get_language(code))
        assert root is not None, "a language with a home page has a tree"
        return {"path": f"/{code}/{path}", "html_url": f"{root.origin}/{code}/{path}"}

    own = section.language
    spoken = [each.code for each in LANGUAGES if each in homes and each.code in {*codes, own.code}]
    alternates = [{"locale": code, **address(code)} for code in spoken]
    return {
        "title": title,
        "intro": intro,
        "meta": {
            "locale": own.code,
            "dir": own.direction,
            "alternates": alternates,
            "head": {
                "robots": INDEXED,
                "description": intro,
                "canonical": address(own.code)["html_url"],
            },
            **address(own.code),
        },
    }


def _all_codes() -> list[str]:
    return [language.code for language in LANGUAGES]


def _public(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Mark what everybody may read."""
    response["Content-Language"] = request.LANGUAGE_CODE
    return mark_read(request, response)
