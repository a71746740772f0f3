"""What is asked of every endpoint, by the status that it is answered with.

An address has the names of keys in it that the fixture ``demo`` gives. What every endpoint answers
with 400 and 405 is not here: that follows from its parameters, and from the methods there are.
"""

from cms.api.filters import SEARCHED

LANGUAGES = ("en", "fr", "he")

#: Words of the demo, in each language.
WORDS = {"en": "oud", "fr": "oud", "he": "העוד"}

QUESTIONS: dict[str, dict[int, tuple[str, ...]]] = {
    "/api/v2/pages/": {
        200: (
            "",
            *(f"?locale={code}&limit=100&order=-first_published_at,id" for code in LANGUAGES),
            *(f"?locale={code}&search={word}" for code, word in WORDS.items()),
            *(
                f"?type={name}&fields=*&limit=100"
                for name in (
                    "home.HomePage",
                    "home.StandardPage",
                    "blog.BlogIndexPage",
                    "blog.BlogPage",
                )
            ),
            *(
                f"?type=blog.BlogPage&fields=*&rich_text_format={name}"
                for name in ("html", "db_html", "markdown", "db_markdown")
            ),
            "?category={category}&author={author}",
            "?site=elsewhere.example",
        )
    },
    "/api/v2/pages/{id}/": {
        200: ("{post}/", "{post}/?fields=*", "{post}/?rich_text_format=markdown"),
        404: ("999999/", "{private}/", "{draft}/", f"{'9' * 30}/"),
    },
    "/api/v2/pages/find/": {
        302: (
            "?id={post}",
            "?html_path=/he/",
            "?html_path=/fr/a-propos/&fields=*",
        ),
        404: ("", "?id=999999", "?id={private}", "?html_path=/en/members/", "?html_path=/nothing/"),
    },
    "/api/v2/images/": {
        200: (
            *(f"?locale={code}&fields=*&limit=100" for code in LANGUAGES),
            "?search=door",
            "?offset=2&order=-title",
        )
    },
    "/api/v2/images/{id}/": {
        200: tuple(f"{{image}}/?locale={code}" for code in LANGUAGES),
        404: ("999999/", "0/"),
    },
    "/api/v2/images/find/": {302: ("?id={image}",), 404: ("", "?id=999999")},
    "/api/v2/documents/": {200: ("", "?fields=*&limit=100", "?search=door", "?tags=nothing")},
    "/api/v2/documents/{id}/": {200: ("{document}/",), 404: ("999999/",)},
    "/api/v2/documents/find/": {302: ("?id={document}",), 404: ("", "?id=999999")},
    "/api/v2/redirects/": {200: ("", "?fields=*", "?old_path=/old")},
    "/api/v2/redirects/{id}/": {200: ("{redirect}/",), 404: ("999999/",)},
    "/api/v2/redirects/find/": {
        302: ("?id={redirect}", "?html_path=/old"),
        404: ("", "?html_path=/nothing"),
    },
    "/api/v2/resolve/": {
        200: (
            "?path=/old/",
            "?path=/en/about",
            *(f"?path=/{code}/&rich_text_format=markdown" for code in LANGUAGES),
            "?path=/he/about/&fallback=fr,en",
        ),
        403: ("?path=/en/members/", "?path=/en/members&fallback=he"),
        404: ("?path=/en/draft/", "?path=/nothing/here/", "?path=/he/about/"),
    },
    "/api/v2/search/": {
        200: (
            *(f"?q={word}&locale={code}" for code, word in WORDS.items()),
            "?q=oud&type=blog.BlogPage&category={category}&limit=1",
            "?q=nothingness",
        )
    },
    "/api/v2/search/suggest/": {
        200: (
            *(f"?q={word[:3]}&locale={code}" for code, word in WORDS.items()),
            "?q=nothingness",
        )
    },
    "/api/v2/site/": {200: ("", *(f"?locale={code}" for code in LANGUAGES))},
    "/api/v2/categories/": {
        200: ("", *(f"?locale={code}&fields=*&limit=100" for code in LANGUAGES))
    },
    "/api/v2/categories/{slug}/": {
        200: tuple(f"{{category}}/?locale={code}" for code in LANGUAGES),
        404: ("nothing/",),
    },
    "/api/v2/authors/": {200: ("", *(f"?locale={code}&fields=*&limit=100" for code in LANGUAGES))},
    "/api/v2/authors/{slug}/": {
        200: tuple(f"{{author}}/?locale={code}" for code in LANGUAGES),
        404: ("nothing/",),
    },
    "/api/v2/comments/": {
        200: ("?page={post}",),
        404: ("?page=999999", "?page={draft}", "?page={private}"),
    },
    "/api/v2/comments/token/": {200: ("",)},
    "/api/v2/preview/": {
        200: ("?token={token}", "?token={token}&rich_text_format=markdown"),
        403: ("?token={stale_token}",),
    },
    "/api/v2/archive/": {
        200: ("", *(f"?locale={code}" for code in LANGUAGES)),
        404: ("?site=elsewhere.example&locale=he",),
    },
}

#: What is wrong for parameters that are texts with a form of their own. Any other text is right
#: for the rest of them, but one with a null character, which only questions may have.
WRONG_TEXTS = {
    "child_of": "nothing",
    "descendant_of": "nothing",
    "translation_of": "nothing",
    "type": "nothing",
    "order": "nothing",
    "fields": "nothing",
    "fallback": "xx",
    "site": "nowhere.example",
    "token": "nothing",
}


def wrong_values(name: str, schema: dict[str, object]) -> list[str]:
    """Return values that a parameter cannot have, by what the document says of it."""
    wrong = [] if name in SEARCHED else ["%00"]
    if "enum" in schema or "format" in schema or schema["type"] != "string":
        wrong.append("nothing")
    if name in ("limit", "offset"):
        wrong += ["-1", str(int(str(schema["maximum"])) + 1)]
    if isinstance(longest := schema.get("maxLength"), int):
        wrong.append("a" * (longest + 1))
    if name in WRONG_TEXTS:
        wrong.append(WRONG_TEXTS[name])
    return wrong
