"""The demo's pages, made as an editor makes them: drafts, revisions, publishing."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from wagtail.models import Page, Site

from blog.demo.bodies import Targets, stored_body
from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, RelatedPost
from home.models import HomePage, StandardPage

ByCode = dict[str, Any]


def home_pages() -> ByCode:
    """Return the site's home pages, by language code."""
    root = Site.objects.get(is_default_site=True).root_page
    pages = HomePage.objects.filter(translation_key=root.translation_key)
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def translation_key(key: str) -> uuid.UUID:
    """Return what a page of the demo has in common with its translations, in every database."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"mosaic-demo:{key}")


def outline(pages: dict[str, Any], posts: dict[str, Any]) -> dict[str, ByCode]:
    """Make all pages as empty drafts, so that their texts can refer to one another.

    Returns:
        The pages by key and language code.
    """
    made: dict[str, ByCode] = {"home": home_pages()}
    made["about"] = _in_every_language("about", made["home"], StandardPage, pages["about"])
    made["blog"] = _in_every_language("blog", made["home"], BlogIndexPage, pages["blog"])
    for key, post in posts.items():
        made[key] = _in_every_language(key, made["blog"], BlogPage, post, date=post["date"])
    return made


def _in_every_language(
    key: str, parents: ByCode, model: type[Page], texts: dict[str, Any], **shared: Any
) -> ByCode:
    made: ByCode = {}
    for code, parent in parents.items():
        if code in texts:
            # With its own slug from the start: a changed one would leave a redirect behind.
            page = model(
                title=texts[code]["title"],
                slug=texts[code]["slug"],
                locale=parent.locale,
                translation_key=translation_key(key),
                live=False,
                **shared,
            )
            made[code] = parent.add_child(instance=page)
    return made


def fill_page(key: str, texts: dict[str, Any], targets: Targets, **shared: Any) -> None:
    """Write a page's texts in every language and publish it, or leave it a draft.

    Args:
        key: the page.
        texts: by language code.
        targets: what the texts refer to.
        shared: what else to set on the page in every language.
    """
    for page, code, text in _pages(key, texts, targets):
        page.title, page.slug = text["title"], text["slug"]
        page.intro = text["intro"]
        page.seo_title = text.get("seo_title", "")
        page.search_description = text.get("search_description", "")
        body = stored_body(key, code, text.get("body", []), targets)
        page.body = type(page).body.field.to_python(body)
        for name, value in shared.items():
            setattr(page, name, value)
        _store(page, draft=text.get("state") == "draft")


def fill_post(
    key: str, post: dict[str, Any], targets: Targets, categories: ByCode, authors: ByCode
) -> None:
    """Write a post in every language: its texts, and what all its languages share."""
    for page, code, _ in _pages(key, post, targets):
        page.categories = [categories[name] for name in post["categories"]]
        page.author_links = [
            BlogPageAuthor(author=authors[name], sort_order=place)
            for place, name in enumerate(post["authors"])
        ]
        page.related_links = [
            RelatedPost(post=targets.page(name, code), sort_order=place)
            for place, name in enumerate(post.get("related", []))
        ]
        page.tags.set(post["tags"])
        page.first_published_at = datetime.datetime.combine(
            post["date"], datetime.time(8), tzinfo=datetime.UTC
        )
    fill_page(key, post, targets, lead_image=targets.photos[post["lead_image"]])


def _pages(
    key: str, texts: dict[str, Any], targets: Targets
) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    for code, page in targets.pages[key].items():
        yield page, code, texts[code]


def _store(page: Any, *, draft: bool) -> None:
    revision = page.save_revision(changed=True)
    if not draft:
        revision.publish()
