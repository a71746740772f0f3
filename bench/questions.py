"""What is asked, of whom."""

import json
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from bench.server import HOST, Server
from bench.sides import (
    ANEW,
    CACHED,
    FUNCTION,
    STOCK,
    UNCACHED,
    VIEW,
    VIEW_BEHIND_MIDDLEWARE,
    VIEW_WITHOUT_MIDDLEWARE,
    Side,
)

LANGUAGES = ("en", "fr", "he")

#: So many pages of each listing, 20 posts on each.
_LISTINGS = 5
PER_LISTING = 20

_BARE = (VIEW, FUNCTION)

#: Which fields of posts a listing is asked for.
_CARD = "_,title,html_url,date,intro,lead_image,categories,tags"
_CARD_AND_BODY = f"{_CARD},body"
_ALL = "*"


class Request(NamedTuple):
    """An address on one side.

    Attributes:
        address: path and query, without the side.
        headers: what else is sent.
    """

    address: str
    headers: dict[str, str] = {}

    def on(self, side: Side) -> str:
        """Return the address with its side."""
        return f"/{side.name}{self.address}"

    def raw(self, side: Side) -> bytes:
        """Return the whole HTTP request."""
        fields = {"Host": HOST, **self.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"GET {self.on(side)} HTTP/1.1\r\n{lines}\r\n".encode("ascii")


class Question(NamedTuple):
    """A kind of question.

    Attributes:
        name: what it is called in the results.
        title: what readers of the results know it by.
        requests: what is sent to each of the sides that are asked, in the same order.
    """

    name: str
    title: str
    requests: dict[Side, list[Request]]


def prepare(server: Server, posts_per_language: int) -> list[Question]:
    """Find out what there is, by the API itself, and return all questions.

    Args:
        server: is up.
        posts_per_language: so many are read, and resolved, of each language.
    """
    totals = {
        code: _get(server, f"{_posts(code)}&limit=1")["meta"]["total_count"] for code in LANGUAGES
    }
    posts = [
        post
        for code, total in totals.items()
        for post in _some_posts(server, code, total, min(posts_per_language, total) // 3)
    ]
    listings = listings_of(min(totals.values()))
    details = [Request(f"/api/v2/pages/{post['id']}/") for post in posts]
    paths = [quote(post["meta"]["path"], safe="") for post in posts]
    return [
        Question(
            "detail",
            "a post",
            _ours(details, *_BARE, VIEW_WITHOUT_MIDDLEWARE, VIEW_BEHIND_MIDDLEWARE)
            | {STOCK: [Request(f"/pages/{post['id']}/") for post in posts]},
        ),
        _listing("cards", "20 posts, as cards", _CARD, listings),
        _listing("bodies", "20 posts, as cards with their bodies", _CARD_AND_BODY, listings),
        _listing("whole", "20 posts, with all fields", _ALL, listings),
        Question(
            "resolve",
            "what is at a path",
            _ours([Request(f"/api/v2/resolve/?path={path}") for path in paths], *_BARE),
        ),
        _search(posts),
        Question(
            "unchanged",
            "a post that is known (304)",
            {CACHED: [_known(server, request) for request in details]},
        ),
    ]


def listings_of(posts: int) -> int:
    """Return how many pages of each listing are asked for, where a language has so many posts."""
    return max(1, min(_LISTINGS, posts // PER_LISTING))


def _ours(requests: list[Request], *others: Side) -> dict[Side, list[Request]]:
    """Send the same to Mosaic with and without its cache, and to these."""
    return dict.fromkeys((UNCACHED, ANEW, CACHED, *others), requests)


def _get(server: Server, address: str) -> Any:
    reply = server.ask(f"/{UNCACHED.name}{address}")
    if reply.status != 200:
        raise OSError(f"{address} answers {reply.status}: {reply.body[:300]!r}")
    return json.loads(reply.body)


def _posts(code: str) -> str:
    return (
        f"/api/v2/pages/?type=blog.BlogPage&locale={code}&order=-date&fields=_,id,title,path,locale"
    )


def _some_posts(server: Server, code: str, total: int, number: int) -> list[dict[str, Any]]:
    """Return posts of a language from all of its tree: so many of the newest, of the oldest, and
    of those between.
    """
    return [
        post
        for offset in (0, total // 2, total - number)
        for post in _get(server, f"{_posts(code)}&limit={number}&offset={offset}")["items"]
    ]


def _listing(name: str, title: str, fields: str, listings: int) -> Question:
    queries = [
        urlencode(
            {
                "type": "blog.BlogPage",
                "locale": code,
                "order": "-date",
                "fields": fields,
                "limit": PER_LISTING,
                "offset": PER_LISTING * place,
            },
            safe="*,",
        )
        for code in LANGUAGES
        for place in range(listings)
    ]
    ours = _ours([Request(f"/api/v2/pages/?{query}") for query in queries], *_BARE)
    stock = [Request(f"/pages/?{query}") for query in queries]
    return Question(name, title, ours | {STOCK: stock})


def _search(posts: list[dict[str, Any]]) -> Question:
    """Words from titles: some are in many posts, some in few."""
    asked = [
        {"locale": post["meta"]["locale"], "limit": PER_LISTING, "q": _longest_word(post["title"])}
        for post in posts[:: max(1, len(posts) // 24)]
    ]
    ours = [Request(f"/api/v2/search/?{urlencode(query)}") for query in asked]
    stock = [
        Request("/pages/?" + urlencode({"locale": query["locale"], "search": query["q"]}))
        for query in asked
    ]
    return Question("search", "search", _ours(ours, *_BARE) | {STOCK: stock})


def _longest_word(title: str) -> str:
    return max((word.strip(",.:?") for word in title.replace("’", " ").split()), key=len)


def _known(server: Server, request: Request) -> Request:
    """The same, from somebody who has the answer."""
    reply = server.ask(request.on(CACHED))
    return request._replace(headers={"If-None-Match": reply.headers.get("etag", "")})
