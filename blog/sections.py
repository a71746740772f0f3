"""Sections of the blog: all posts of a language, or those of one category or author."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from blog.models import Author, BlogPage, Category
from cms.languages import LANGUAGES, Language
from cms.pages.reader import language_of, reading_of, site_of
from cms.representation.compile import compile_model
from cms.representation.references import represent

#: What posts can be listed by: the model, and the way from a post to it.
TERMS: dict[str, tuple[Any, str]] = {
    "categories": (Category, "categories"),
    "authors": (Author, "author_links__author"),
}


@dataclass(frozen=True)
class Section:
    """Posts that belong together, in the language of a request.

    Attributes:
        posts: the public ones, the newest first.
        language: their language.
        path: the section's path below the language's home page; "" for all posts.
        document: the category or author as the API gives it; None for all posts.
        count: gives the number of its posts in each language, by code.
    """

    posts: Any
    language: Language
    path: str = ""
    document: dict[str, Any] | None = None
    count: Callable[[], dict[str, int]] = dict


def all_posts(request: HttpRequest) -> Section:
    """Return the section of all posts.

    Raises:
        Http404: when the site has no public home page in the language.
    """
    language = language_of(request)
    public = site_of(request)
    if language not in public.home_languages():
        raise Http404
    return Section(public.pages(BlogPage, language).newest_first(), language)


def posts_of(request: HttpRequest, kind: str, slug: str) -> Section:
    """Return the section of a category or an author.

    Args:
        request: says the language.
        kind: a key of TERMS.
        slug: the row's.

    Raises:
        Http404: when there is no such row.
    """
    model, lookup = TERMS[kind]
    term = model._default_manager.filter(slug=slug).first()
    if term is None:
        raise Http404
    everything = all_posts(request)
    [document] = represent([term], compile_model(model), reading_of(request), everything.language)

    def count() -> dict[str, int]:
        public = site_of(request)
        return {
            language.code: public.pages(BlogPage, language).filter(**{lookup: term}).count()
            for language in LANGUAGES
        }

    return Section(
        everything.posts.filter(**{lookup: term}).distinct(),
        everything.language,
        f"{kind}/{slug}/",
        document,
        count,
    )
