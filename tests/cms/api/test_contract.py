"""Every answer over the demo publication is what the OpenAPI document says."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from cms.api.openapi import openapi
from tests.cms.api.contract_questions import LANGUAGES, QUESTIONS, WORDS, wrong_values

PATHS: dict[str, Any] = openapi()["paths"]
METHODS = ("post", "put", "patch", "delete")

#: jsonschema looks at these formats only where more packages are installed.
FORMATS = FormatChecker()


@FORMATS.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(_is_reference(value) and urlsplit(value).scheme)


@FORMATS.checks("uri-reference", raises=ValueError)
def _is_reference(value: object) -> bool:
    return not isinstance(value, str) or bool(
        value.isascii() and not set(value) & set(' "<>\\^`{|}') and urlsplit(value)
    )


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@pytest.fixture
def ask(demo: dict[str, Any], db: None, client: Client) -> Callable[..., Any]:
    """Ask the demo's API, and hold the answer against the document.

    ``ask("/api/v2/pages/{id}/", "12/")`` gives the response; without an address after it, the
    path is asked for as it is. ``status`` is what it must have.
    """

    def get(path: str, address: str = "", *, status: int = 200, method: str = "get") -> Any:
        beginning = path.partition("{")[0]
        # An error inside is a response with status 500, as it would be for a reader.
        client.raise_request_exception = False
        response = getattr(client, method)(beginning + address.format(**demo))
        assert response.status_code == status, (path, address, response.content[:500])
        promised = PATHS[path]["get"]["responses"][str(status)].get("content")
        if promised is None:
            assert response["Location"].startswith("http"), (path, address)
            return response
        assert {response["Content-Type"]} == set(promised), (path, address)
        schema = promised["application/json"]["schema"]
        whole = {**schema, "components": openapi()["components"]}
        validator = Draft202012Validator(whole, format_checker=FORMATS)
        errors = [error.message for error in validator.iter_errors(response.json())]
        assert errors == [], (path, address)
        return response

    return get


def items(response: Any) -> list[Any]:
    """The items of a listing."""
    return list(response.json()["items"])


@pytest.mark.parametrize(
    ("path", "status"),
    [(path, status) for path, answers in QUESTIONS.items() for status in answers],
)
def test_an_answer_is_as_the_document_says(ask: Callable[..., Any], path: str, status: int):
    for address in QUESTIONS[path][status]:
        ask(path, address, status=status)


def test_there_is_no_answer_in_the_document_that_is_not_asked_for():
    promised = {
        (path, int(status))
        for path, operations in PATHS.items()
        for status in operations["get"]["responses"]
    }
    asked = {(path, status) for path, answers in QUESTIONS.items() for status in answers}
    # Of every endpoint: see the tests of parameters, of methods, and of the throttle.
    asked |= {(path, status) for path in PATHS for status in (400, 405, 429)}
    assert asked == promised


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (path, parameter["name"])
        for path in PATHS
        for parameter in PATHS[path]["get"]["parameters"]
        if parameter["in"] == "query"
    ],
)
def test_a_value_that_a_parameter_cannot_have_is_an_error_that_names_it(
    ask: Callable[..., Any], path: str, name: str
):
    [schema] = [
        parameter["schema"]
        for parameter in PATHS[path]["get"]["parameters"]
        if parameter["name"] == name
    ]
    for value in wrong_values(name, schema):
        answer = ask(path, question(path, name, value), status=400).json()
        assert name in answer["message"], (value, answer)


#: One of what the details give.
KEYS = {
    "/api/v2/pages/{id}/": "{post}/",
    "/api/v2/images/{id}/": "{image}/",
    "/api/v2/documents/{id}/": "{document}/",
    "/api/v2/redirects/{id}/": "{redirect}/",
    "/api/v2/categories/{slug}/": "{category}/",
    "/api/v2/authors/{slug}/": "{author}/",
}


def question(path: str, name: str, value: str) -> str:
    """A question that is right but for one parameter."""
    parameters = {
        # Fields of posts are no parameters where pages of all types are listed.
        **({"type": "blog.BlogPage"} if path == "/api/v2/pages/" else {}),
        **({"search": "oud"} if name == "search_operator" else {}),
        **({"q": "oud"} if "/search/" in path else {}),
        **({"path": "/en/"} if path == "/api/v2/resolve/" else {}),
        **({"page": "{post}"} if path == "/api/v2/comments/" else {}),
        **({"token": "{token}"} if path == "/api/v2/preview/" else {}),
        name: value,
    }
    pairs = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"{KEYS.get(path, '')}?{pairs}"


# Stock's details look at no parameter that they do not know, and find/ hands all on to the detail.
@pytest.mark.parametrize(
    "path", [path for path in PATHS if path not in KEYS and "find" not in path]
)
def test_an_unknown_parameter_is_an_error_that_names_it(ask: Callable[..., Any], path: str):
    message = ask(path, question(path, "nobody", "1"), status=400).json()["message"]
    assert message == "query parameter is not an operation or a recognised field: nobody"


@pytest.mark.parametrize(
    ("path", "method"),
    [(path, method) for path in PATHS for method in METHODS if method not in PATHS[path]],
)
def test_there_is_nothing_else_to_write(ask: Callable[..., Any], path: str, method: str):
    ask(path, KEYS.get(path, ""), status=405, method=method)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v2/search/", "q"),
        ("/api/v2/search/suggest/", "q"),
        ("/api/v2/resolve/", "path"),
        ("/api/v2/comments/", "page"),
        ("/api/v2/preview/", "token"),
    ],
)
def test_a_parameter_that_is_missing_is_an_error_that_names_it(
    ask: Callable[..., Any], path: str, name: str
):
    assert name in ask(path, status=400).json()["message"]


def objects_in(schema: Any) -> Iterator[Any]:
    """Every schema of an object that is inside another."""
    if isinstance(schema, list):
        for item in schema:
            yield from objects_in(item)
    elif isinstance(schema, dict):
        kind = schema.get("type")
        if kind == "object" or (isinstance(kind, list) and "object" in kind):
            yield schema
        for item in schema.values():
            yield from objects_in(item)


def test_every_object_says_what_it_may_have():
    # Generated types have nothing to read in an object that says neither.
    said = {"properties", "additionalProperties"}
    assert [each for each in objects_in(openapi()) if not said & each.keys()] == []


# The whole publication


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_as_the_document_says_however_it_is_asked_for(
    ask: Callable[..., Any], code: str
):
    pages = items(ask("/api/v2/pages/", f"?locale={code}&limit=100"))
    types = set()
    for page in pages:
        key, path = page["id"], page["meta"]["path"]
        document = ask("/api/v2/pages/{id}/", f"{key}/").json()
        assert ask("/api/v2/resolve/", f"?path={path}").json()["page"] == document
        found = ask("/api/v2/pages/find/", f"?html_path={path}", status=302)
        assert found["Location"].endswith(f"/api/v2/pages/{key}/?")
        types.add(document["type"])
    assert types == {"home.HomePage", "home.StandardPage", "blog.BlogIndexPage", "blog.BlogPage"}


def test_the_demo_has_every_block_and_pictures_with_all_their_files(ask: Callable[..., Any]):
    posts = items(ask("/api/v2/pages/", "?type=blog.BlogPage&fields=*&limit=100"))
    kinds = {block["type"] for post in posts for block in post["body"]}
    union = openapi()["components"]["schemas"]["BlogPage"]["properties"]["body"]["items"]
    assert kinds == set(union["discriminator"]["mapping"])
    pictures = [post["lead_image"] for post in posts if post["lead_image"]]
    assert all(picture["srcset"] and picture["sources"] for picture in pictures)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("noun", ["categories", "authors"])
def test_every_shared_row_is_as_the_document_says(ask: Callable[..., Any], noun: str, code: str):
    rows = items(ask(f"/api/v2/{noun}/", f"?locale={code}&limit=100"))
    assert rows
    for row in rows:
        document = ask(f"/api/v2/{noun}/{{slug}}/", f"{row['slug']}/?locale={code}").json()
        assert document.items() >= row.items()


@pytest.mark.parametrize("noun", ["images", "documents", "redirects"])
def test_every_file_and_redirect_is_as_the_document_says(ask: Callable[..., Any], noun: str):
    rows = items(ask(f"/api/v2/{noun}/", "?fields=*&limit=100"))
    assert rows
    for row in rows:
        assert ask(f"/api/v2/{noun}/{{id}}/", f"{row['id']}/").json() == row


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_search_finds_what_the_demo_says(ask: Callable[..., Any], code: str):
    found = items(ask("/api/v2/search/", f"?q={WORDS[code]}&locale={code}"))
    assert found
    assert any("<mark>" in result["excerpt"] for result in found)
    assert {result["meta"]["locale"] for result in found} == {code}
