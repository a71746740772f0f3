"""Every way in which our API is meant to differ from Wagtail's own, with its reason."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.encoding import iri_to_uri

BASE_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Difference:
    """A way in which ours is meant to differ.

    Attributes:
        reason: why.
        at: where in the answer, as a regular expression for ``items.meta.html_url``; "status"
            and "location" are those of the response.
        holds: whether two values differ in this way, given stock's and ours.
        example: a question at which they do.
        asked: for which questions it is meant, as a regular expression; "" for all.
        logged_in: whether a superuser has to ask it.
    """

    reason: str
    at: str
    holds: Callable[[Any, Any], bool]
    example: str
    asked: str = ""
    logged_in: bool = False


def status(*pairs: tuple[int, int]) -> Callable[[Any, Any], bool]:
    """Stock's status and ours are one of these pairs."""
    return lambda stock, ours: (stock, ours) in pairs


def words(html: str) -> str:
    """Rich text without its tags."""
    return re.sub(r"<[^>]*>", "", html)


def stock_quote(ours: dict[str, Any]) -> dict[str, Any]:
    """Our quotation as stock gives it."""
    rest = {name: value for name, value in ours.items() if name != "source"}
    source = ours["source"] or {"title": "", "url": ""}
    return {**rest, "source_title": source["title"], "source_url": source["url"]}


INTENDED = [
    # What is given
    Difference(
        "A site that still has Wagtail's placeholder for a host name is where this server is.",
        r".*html_url",
        lambda stock, ours: stock.replace("http://localhost", BASE_URL) == ours,
        "pages/",
    ),
    Difference(
        "Rich text comes as HTML where nothing is asked: a front end cannot resolve references.",
        r".*(body.value|story)",
        lambda stock, ours: (
            "linktype=" in stock and "linktype=" not in ours and words(stock) == words(ours)
        ),
        "pages/{post}/?fields=_,body",
    ),
    Difference(
        "A link to a document is a whole address: a front end is elsewhere.",
        r".*body.value",
        lambda stock, ours: stock.replace("/documents/", f"{BASE_URL}/documents/") == ours,
        "pages/{post}/?fields=_,body&rich_text_format=html",
    ),
    Difference(
        "A link in a text leads to the page in the language of the text.",
        r".*body.value",
        lambda stock, ours: stock.replace("/en/about/", "/fr/a-propos/") == ours,
        "pages/{french}/?fields=_,body&rich_text_format=html",
    ),
    Difference(
        "A picture in a stream is the picture, and not its key.",
        r".*body.value.poster",
        lambda stock, ours: stock == ours["id"] and "srcset" in ours,
        "pages/{post}/?fields=_,body",
    ),
    Difference(
        "A photo in a stream is the picture, with the alternative text of this use.",
        r".*body.value.image",
        lambda stock, ours: (stock["image"], stock["alt_text"]) == (ours["id"], ours["alt"]),
        "pages/{post}/?fields=_,body",
    ),
    Difference(
        "Where this use of a photo has no caption or credit, the photo's own are given.",
        r".*body.value.(caption|credit)",
        lambda stock, ours: stock == "" != ours,
        "pages/{post}/?fields=_,body",
    ),
    Difference(
        "The source of a quotation is an object, or null.",
        r".*body.value",
        lambda stock, ours: (
            isinstance(ours, dict) and "source" in ours and stock_quote(ours) == stock
        ),
        "pages/{post}/?fields=_,body",
    ),
    Difference(
        "What is not public is named nowhere: a redirect to it leads nowhere.",
        r"(items\.)?location",
        lambda stock, ours: stock == "/en/stories/secret/" and ours is None,
        "redirects/?old_path=/secret",
    ),
    Difference(
        "An address that an editor wrote with letters of any script is encoded, as addresses are.",
        r"(items\.)?location",
        lambda stock, ours: stock != ours == iri_to_uri(stock),
        "redirects/?old_path=/letters",
    ),
    # Who may read
    Difference(
        "The public API knows no user: what a session may see must never enter a shared cache.",
        r"status",
        status((200, 404)),
        "pages/{login}/",
        asked=r"pages/\{login\}/",
        logged_in=True,
    ),
    Difference(
        "As above: private pages are not listed for anybody.",
        r"(items|meta.total_count)",
        lambda stock, ours: len(stock) > len(ours) if isinstance(stock, list) else stock > ours,
        "pages/?type=blog.BlogPage&slug=members",
        asked=r".*slug=members",
        logged_in=True,
    ),
    Difference(
        "What is private is found by no detour: stock goes on to the id only where there is a "
        "page at the path, and so tells that there is one.",
        r"status",
        status((302, 404)),
        "pages/find/?html_path=/stories/secret/&id={post}",
        asked=r".*secret/&id=.*",
    ),
    # What more can be asked
    Difference(
        "Up to 100 items can be asked for at once.",
        r"status",
        status((400, 200)),
        "pages/?limit=21",
        asked=r".*limit=21",
    ),
    Difference(
        "As above: an error says so.",
        r"message",
        lambda stock, ours: stock.replace("20", "100") == ours,
        "pages/?limit=101",
    ),
    Difference(
        "Pages are found in every language, by the path that the API gives.",
        r"status",
        status((404, 302)),
        "pages/find/?html_path=/fr/articles/portes/",
        asked=r"pages/find/\?html_path=/(en|fr)/.*",
    ),
    Difference(
        "Pages say when they were last published, and are found by it as by all that they say.",
        r"status",
        status((400, 200)),
        "pages/?last_published_at=2024-01-01T00:00:00Z",
        asked=r"pages/\?last_published_at=.*",
    ),
    Difference(
        "Photos have texts in every language, and ?locale= chooses one.",
        r"status",
        status((400, 200)),
        "images/?locale=fr",
        asked=r"images/\?locale=fr",
    ),
    # Errors
    Difference(
        "A bad parameter is an error that names it, never a 500.",
        r"status",
        status((500, 400)),
        "pages/?type=blog.BlogPage&date=x",
    ),
    Difference(
        "What a category has beside its columns can be given, such as how many posts it has.",
        r"status",
        status((500, 200)),
        "pages/?type=blog.BlogPage&fields=categories(*)",
        asked=r".*categories\(\*\).*",
    ),
    Difference(
        "A page of another type than asked for is not found, and no error.",
        r"status",
        status((500, 404)),
        "pages/find/?id={post}&type=home.HomePage",
    ),
    Difference(
        "An unknown language, site or format is a bad parameter: 400, and what it may be.",
        r"status",
        status((404, 400)),
        "pages/?locale=xx",
        asked=r".*(locale=(xx|EN)?|site=(nope|localhost:81)|format=xml)",
    ),
    Difference(
        "As above, where stock does not look at the parameter, or has a page for browsers.",
        r"status",
        status((200, 400)),
        "images/{photo}/?locale=xx",
        asked=r"images/\{photo\}/\?locale=xx|pages/\?format=api",
    ),
    Difference(
        "As above: stock's message for a site's port is Python's.",
        r"message",
        lambda stock, ours: stock.startswith("Field 'port'") and ours.startswith("site must be"),
        "pages/?site=localhost:x",
    ),
    Difference(
        "As above: stock does not know the parameter for images.",
        r"message",
        lambda stock, ours: stock.endswith("field: locale") and ours.startswith("locale must be"),
        "images/?locale=xx",
    ),
    Difference(
        "A null character is refused in every parameter, in the same words.",
        r"message",
        lambda stock, ours: ours.startswith("null characters are not allowed in "),
        "pages/?title=%00",
    ),
    Difference(
        "As above, where stock looks for it; on PostgreSQL it fails.",
        r"status",
        status((404, 400), (200, 400), (500, 400)),
        "pages/find/?html_path=%00",
        asked=r".*%00.*",
    ),
    Difference(
        "One message for all that is not found, so that it tells nothing about what is hidden.",
        r"message",
        lambda stock, ours: ours == "not found",
        "pages/{post}/?locale=fr",
    ),
    Difference(
        "An error names its parameter.",
        r"message",
        lambda stock, ours: ours.endswith(f"_of: {stock}"),
        "pages/?child_of=0",
    ),
    Difference(
        "An error about a value says nothing about Python.",
        r"message",
        lambda stock, ours: stock.startswith(f"{ours} ("),
        "pages/?id=x",
    ),
    Difference(
        "All errors have a message: stock's say detail where DRF made them.",
        r"detail",
        lambda stock, ours: True,
        "POST pages/",
    ),
    Difference(
        "An address that is no endpoint is a JSON 404.",
        r"content type",
        lambda stock, ours: stock.startswith("text/html"),
        "pages/nothing/",
    ),
]


MISSING = "(missing)"


def differences(
    known: list[Difference], place: str, stock: Any, ours: Any
) -> Iterator[tuple[str, Any, Any]]:
    """Where ours is no superset of stock's, but for differences that are known."""
    if stock == ours or any(explains(difference, place, stock, ours) for difference in known):
        return
    if isinstance(stock, dict) and isinstance(ours, dict):
        for name, value in stock.items():
            inside = f"{place}.{name}" if place else name
            yield from differences(known, inside, value, ours.get(name, MISSING))
    elif isinstance(stock, list) and isinstance(ours, list) and len(stock) == len(ours):
        for first, second in zip(stock, ours, strict=True):
            yield from differences(known, place, first, second)
    else:
        yield place, stock, ours


def intended_for(question: str) -> list[Difference]:
    """The intended differences of a question that everybody may ask."""
    return [
        difference
        for difference in INTENDED
        if not difference.logged_in
        and (not difference.asked or re.fullmatch(difference.asked, question))
    ]


def explains(difference: Difference, place: str, stock: Any, ours: Any) -> bool:
    """Whether a difference is this intended one."""
    if not re.fullmatch(difference.at, place):
        return False
    try:
        return difference.holds(stock, ours)
    except (AttributeError, KeyError, TypeError):
        return False  # It is about another kind of value.


def met(difference: Difference, place: str, stock: Any, ours: Any) -> bool:
    """Whether an intended difference is anywhere in two answers."""
    if explains(difference, place, stock, ours):
        return True
    if isinstance(stock, dict) and isinstance(ours, dict):
        return any(
            met(difference, f"{place}.{name}" if place else name, value, ours.get(name, MISSING))
            for name, value in stock.items()
        )
    if isinstance(stock, list) and isinstance(ours, list):
        return any(met(difference, place, *pair) for pair in zip(stock, ours, strict=False))
    return False
