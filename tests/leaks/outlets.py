"""Every way out: public addresses, and ways to ask for what is hidden.

An outlet is a function that yields addresses. Nothing of what is hidden may be in what they give.
A question is a function that yields addresses which name something hidden, each with one that names
something in its place that never was. What they give must be the same.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

from wagtail.models import Page

from tests.leaks.scene import FIRST_KEYS, Scene
from tests.leaks.states import Hidden

#: What never was: a key and a word.
NO_KEY = 987_654_321
NO_WORD = "zqnothingqz"

CODES = ("en", "fr", "he")

OUTLETS: dict[str, Callable[[Scene], Iterator[str]]] = {}
QUESTIONS: dict[str, Callable[[Hidden, str], Iterator[tuple[str, str]]]] = {}


def outlet(addresses: Any) -> Any:
    """Add an outlet to the matrix."""
    OUTLETS[addresses.__name__] = addresses
    return addresses


def question(addresses: Any) -> Any:
    """Add a question to the matrix."""
    QUESTIONS[addresses.__name__] = addresses
    return addresses


def path_of(page: Any) -> str:
    """Return where a page would be, if it were public."""
    slugs = page.url_path.strip("/").split("/")[1:]
    return quote("/".join(["", page.locale.language_code, *slugs, ""]))


def _public(scene: Scene) -> list[Any]:
    return [scene.post, *scene.covers, *scene.about.values(), scene.below, *scene.edited.values()]


@outlet
def listings(scene: Scene) -> Iterator[str]:
    yield "/api/v2/"
    yield "/api/v2/pages/?limit=100"
    for kind in ("blog.BlogPage", "home.StandardPage", "blog.BlogIndexPage", "home.HomePage"):
        yield f"/api/v2/pages/?limit=100&type={kind}&fields=*"
    yield "/api/v2/pages/?limit=100&type=blog.BlogPage&order=-date&locale=he"
    yield f"/api/v2/pages/?type=blog.BlogPage&category=film&author=ada&tag={scene.tag}"
    yield f"/api/v2/pages/?limit=100&child_of={scene.publication.indexes['en'].pk}"
    yield f"/api/v2/pages/?limit=100&descendant_of={scene.publication.homes['en'].pk}"
    yield f"/api/v2/pages/?translation_of={scene.about['en'].pk}"


@outlet
def details(scene: Scene) -> Iterator[str]:
    for page in _public(scene):
        yield f"/api/v2/pages/{page.pk}/?fields=*"
    yield f"/api/v2/pages/{scene.post.pk}/?rich_text_format=markdown"
    for index in scene.publication.indexes.values():
        yield f"/api/v2/pages/{index.pk}/"


@outlet
def alternates(scene: Scene) -> Iterator[str]:
    # Public translations of what is hidden.
    yield "/api/v2/pages/?locale=fr&type=blog.BlogPage&fields=alternates,translations&limit=100"
    yield "/api/v2/resolve/?path=/fr/articles/ouvert-0/"
    yield "/fr/articles/ouvert-0/"


@outlet
def resolved_paths(scene: Scene) -> Iterator[str]:
    for page in _public(scene):
        yield f"/api/v2/resolve/?path={path_of(page)}"
    yield "/api/v2/resolve/?path=/he/stories/open/&fallback=en,fr"
    yield "/api/v2/resolve/?path=/en/old/"


@outlet
def found_pages(scene: Scene) -> Iterator[str]:
    yield f"/api/v2/pages/find/?html_path={path_of(scene.post)}"
    yield f"/api/v2/pages/find/?html_path={path_of(scene.below)}"


@outlet
def search(scene: Scene) -> Iterator[str]:
    # "Doors" stands in the body of what is public, and of what is not.
    yield "/api/v2/search/?q=doors&limit=50"
    yield "/api/v2/search/?q=open&locale=en"
    yield "/api/v2/search/?q=film&type=blog.BlogPage"
    yield "/api/v2/pages/?search=doors&limit=100"
    yield "/api/v2/images/?search=door"
    yield "/api/v2/documents/?search=walk"


@outlet
def suggestions(scene: Scene) -> Iterator[str]:
    yield "/api/v2/search/suggest/?q=doo"
    yield "/api/v2/search/suggest/?q=zq"
    yield "/api/v2/search/suggest/?q=zq&locale=en"


@outlet
def navigation(scene: Scene) -> Iterator[str]:
    for code in CODES:
        yield f"/api/v2/site/?locale={code}"


@outlet
def counts(scene: Scene) -> Iterator[str]:
    for code in CODES:
        yield f"/api/v2/archive/?locale={code}"
        yield f"/api/v2/categories/?locale={code}"
        yield f"/api/v2/authors/?locale={code}"
        yield f"/api/v2/categories/film/?locale={code}"
        yield f"/api/v2/authors/ada/?locale={code}"


@outlet
def feeds(scene: Scene) -> Iterator[str]:
    for code, form in product(CODES, ("rss", "atom", "json")):
        yield f"/{code}/feed.{form}"
    for section, form in product(("categories/film", "authors/ada"), ("rss", "atom", "json")):
        yield f"/en/{section}/feed.{form}"


@outlet
def sitemaps(scene: Scene) -> Iterator[str]:
    yield "/sitemap.xml"
    for code in CODES:
        yield f"/{code}/sitemap.xml"


@outlet
def robots(scene: Scene) -> Iterator[str]:
    yield "/robots.txt"


@outlet
def comments(scene: Scene) -> Iterator[str]:
    yield f"/api/v2/comments/?page={scene.post.pk}"
    yield f"/comments/{scene.post.pk}/sent/"


@outlet
def files(scene: Scene) -> Iterator[str]:
    for kind, key in (("images", scene.photo.pk), ("documents", scene.document.pk)):
        yield f"/api/v2/{kind}/?fields=*&limit=100"
        yield f"/api/v2/{kind}/{key}/"
        yield f"/api/v2/{kind}/find/?id={key}"


@outlet
def redirects(scene: Scene) -> Iterator[str]:
    yield "/api/v2/redirects/?limit=100"
    yield f"/api/v2/redirects/{scene.redirect.pk}/"
    yield "/api/v2/redirects/find/?html_path=/old"
    yield "/old"
    yield "/"


@outlet
def contract(scene: Scene) -> Iterator[str]:
    yield "/api/v2/openapi.json"
    yield "/api/v2/docs/"


@outlet
def reader(scene: Scene) -> Iterator[str]:
    for page in _public(scene):
        yield path_of(page)
    for code in CODES:
        yield f"/{code}/"
        yield path_of(scene.publication.indexes[code])
        yield f"/{code}/archive/"
    for section in ("categories/film", "authors/ada", "archive/2024", "archive/2024/05"):
        yield f"/en/{section}/"


@outlet
def previews(scene: Scene) -> Iterator[str]:
    for token in ("", "x", f"{scene.post.pk}:x:y"):
        yield f"/api/v2/preview/?token={token}"
        yield f"/preview/userbar/?token={token}"


@outlet
def what_there_is_not(scene: Scene) -> Iterator[str]:
    yield "/en/nothing/"
    yield "/api/v2/nothing/"
    yield "/en/archive/2023/"
    yield "/en/archive/2023/04/"
    yield "/api/v2/resolve/?path=/en/nothing/"
    yield f"/api/v2/pages/{NO_KEY}/"


@question
def by_key(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for kind in ("pages", "photos", "documents"):
        api = f"/api/v2/{'images' if kind == 'photos' else kind}"
        for row in getattr(hidden, kind):
            for address in ("{}/", "{}/?fields=*", "find/?id={}"):
                yield f"{api}/{address.format(row.pk)}", f"{api}/{address.format(NO_KEY)}"


@question
def by_a_filter(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for page in hidden.pages:
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            yield f"/api/v2/pages/?{name}={page.pk}", f"/api/v2/pages/?{name}={NO_KEY}"


@question
def by_its_words(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for address in (
        "/api/v2/pages/?slug={}",
        "/api/v2/pages/?title={}",
        "/api/v2/pages/?search={}",
        "/api/v2/pages/?type=blog.BlogPage&tag={}",
        "/api/v2/pages/?type=blog.BlogPage&category={}",
        "/api/v2/pages/?type=blog.BlogPage&author={}",
        "/api/v2/search/?q={}",
        "/api/v2/search/?q=doors+{}",
        "/api/v2/search/suggest/?q={}",
        "/api/v2/images/?search={}",
        "/api/v2/images/?tags={}",
        "/api/v2/documents/?search={}",
        "/api/v2/documents/?tags={}",
    ):
        yield address.format(word), address.format(NO_WORD)
    # A word that is nearly it: nothing may be said to be meant.
    for address in ("/api/v2/search/?q={}j", "/api/v2/search/suggest/?q={}"):
        yield address.format(word[:-1]), address.format(NO_WORD[:-1])


@question
def its_comments(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for page in hidden.pages:
        yield f"/api/v2/comments/?page={page.pk}", f"/api/v2/comments/?page={NO_KEY}"
        yield f"/api/v2/comments/token/?page={page.pk}", f"/api/v2/comments/token/?page={NO_KEY}"
        yield f"/comments/{page.pk}/", f"/comments/{NO_KEY}/"
        yield f"/comments/{page.pk}/sent/", f"/comments/{NO_KEY}/sent/"


@question
def by_path(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for page in hidden.pages:
        path = path_of(page)
        for address in ("/api/v2/pages/find/?html_path={}", "/api/v2/resolve/?path={}", "{}"):
            yield address.format(path), address.format(path.replace(page.slug, NO_WORD))


@question
def through_a_redirect(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for page in hidden.pages:
        number = page.pk - FIRST_KEYS[Page]
        for address in ("/en/old-{}/", "/api/v2/resolve/?path=/en/old-{}"):
            yield address.format(number), address.format(NO_KEY)


@question
def its_file(hidden: Hidden, word: str) -> Iterator[tuple[str, str]]:
    for document in hidden.documents:
        # Who knows the name, too, is asked to log in.
        yield f"/documents/{document.pk}/x.txt", f"/documents/{NO_KEY}/x.txt"
