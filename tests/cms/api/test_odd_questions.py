"""No query string, however odd, is an error 500 or a status that the document does not have."""

import itertools

import pytest

from cms.api.openapi import openapi
from cms.wsgi import application
from tests.cms.api.story import Story
from tests.cms.delivery.wsgi import ask

#: Each as it stands in an address.
ODD = {
    "nothing": "",
    "a quotation mark": "%22",
    "half a phrase": "%22oud",
    "an apostrophe": "'; DROP TABLE x; --",
    "operators of a full-text search": "a AND (b OR NOT c*) NEAR/2 d:e^ -f & | ! <-> :*",
    "operators alone": "AND OR NOT * : ^ ( )",
    "an ASCII gershayim": "%D7%A6%D7%94%22%D7%9C",
    "a Hebrew gershayim": "%D7%A6%D7%94%D7%B4%D7%9C",
    "Hebrew letters with vowels": "%D7%A9%D6%B8%D7%81%D7%9C%D7%95%D6%B9%D7%9D",
    "ten kilobytes": "a" * 10_240,
    "ten kilobytes of brackets": "(" * 10_240,
    "a null byte": "\x00",
    "an encoded null byte": "a%00b",
    "an invalid encoding": "%",
    "half of an encoding": "%4",
    "no encoding": "%zz",
    "invalid UTF-8": "%FF%FE%C3",
    "a surrogate": "%ED%A0%80",
    "a letter beyond 16 bits": "%F0%9F%8E%B8",
    "a control of direction": "%E2%80%AE",
    "a large number": "9223372036854775808",
    "a larger number": "9" * 400,
    "a negative number": "-1",
    "a fraction": "1.5",
    "no number": "NaN",
    "a number in Arabic digits": "%D9%A1%D9%A2",
    "a superscript": "%C2%B2",
    "an impossible date": "0000-99-99",
    "a list": "1,,2,",
    "a wildcard": "*",
    "a lookup": "id__in",
    "fields without an end": "_,a(b(c",
    "fields with too many ends": "a)))",
    "fields deep inside": "parent(" * 60 + ")" * 60,
    "a path upwards": "../../../../etc/passwd",
    "a language": "xx-YY-zzzz",
    "a language with a path": "en%2F..%2Fhe",
}

#: Parameters without which there is no answer but an error.
REQUIRED = {
    "/api/v2/search/": "q",
    "/api/v2/search/suggest/": "q",
    "/api/v2/resolve/": "path",
}

ENDPOINTS = sorted(path for path in openapi()["paths"] if path.startswith("/api/v2/"))


def parameters_of(path: str) -> list[str]:
    parameters = openapi()["paths"][path]["get"]["parameters"]
    named = [each["name"] for each in parameters if each["in"] == "query"]
    # Those of Django, Wagtail, DRF, and drf-spectacular, and one that nobody knows.
    return [*named, "lang", "format", "page", "_", "nobody"]


def question(path: str, name: str, odd: str, story: Story) -> str:
    address = path.format(id=story.posts["en"].pk, slug="film")
    required = REQUIRED.get(path, name)
    also = f"{required}=/en/&" if required != name else ""
    return f"{address}?{also}{name}={odd.replace(' ', '%20').replace('&', '%26')}"


@pytest.fixture
def statuses(story: Story):
    """The statuses of an endpoint's answers to questions that are not among those promised."""

    def get(path, addresses):
        promised = openapi()["paths"][path]["get"]["responses"]
        asked = ((address, ask(application, address).status) for address in addresses)
        return {address[:200]: status for address, status in asked if str(status) not in promised}

    return get


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_odd_value_gets_an_answer_that_is_promised(statuses, story, path):
    names = itertools.cycle(parameters_of(path))
    # Each odd value for some parameters, and each parameter with some odd values.
    count = max(len(ODD), len(parameters_of(path)))
    odd = itertools.cycle(ODD.values())
    addresses = {question(path, next(names), next(odd), story) for _ in range(count)}
    assert statuses(path, sorted(addresses)) == {}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v2/search/", "q"),
        ("/api/v2/search/suggest/", "q"),
        ("/api/v2/pages/", "search"),
        ("/api/v2/pages/", "fields"),
        ("/api/v2/resolve/", "path"),
        ("/api/v2/pages/find/", "html_path"),
    ],
)
def test_any_text_that_readers_write_gets_an_answer_that_is_promised(statuses, story, path, name):
    assert statuses(path, [question(path, name, odd, story) for odd in ODD.values()]) == {}


#: Query strings that are odd as a whole.
ODD_QUERIES = [
    "%00",
    "%00=1",
    "=",
    "&&&",
    "?",
    "%FF=%FF",
    "a[]=1",
    "limit=1&limit=x",
    "fields=_&fields=*",
]


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_odd_question_gets_an_answer_that_is_promised(statuses, story, path):
    address = path.format(id=story.posts["en"].pk, slug="film")
    assert statuses(path, [f"{address}?{query}" for query in ODD_QUERIES]) == {}
