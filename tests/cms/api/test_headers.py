"""Headers of the public API, through the whole stack: languages, caches, other origins."""

import json
from collections.abc import Callable

import pytest
from wagtail.models import PageViewRestriction

from cms.wsgi import application
from tests.cms.api.story import Story
from tests.cms.delivery.wsgi import Reply, ask

LANGUAGES = ("en", "fr", "he")
ORIGIN = "https://front.example"


@pytest.fixture
def headers(story: Story) -> Callable[..., dict[str, str]]:
    """The headers of the answer to a GET: ``headers("pages/", origin=ORIGIN)``."""

    def get(address: str, **sent: str) -> dict[str, str]:
        return ask(application, f"/api/v2/{address}", **sent).headers

    return get


# Content-Language


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_says_its_language(headers, story, code):
    assert headers(f"pages/{story.posts[code].pk}/")["content-language"] == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_resolved_page_says_its_language(headers, code):
    assert headers(f"resolve/?path=/{code}/")["content-language"] == code


def test_a_page_given_as_a_fallback_says_its_own_language(headers, story):
    answer = headers("resolve/?path=/he/about/&fallback=fr")
    assert answer["content-language"] == "fr"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "pages/",
        "site/",
        "archive/",
        "categories/",
        "categories/film/",
        "authors/",
        "authors/ada/",
        "search/?q=doors",
        "search/suggest/?q=doo",
    ],
)
def test_an_answer_in_the_language_that_is_asked_for_says_so(headers, address, code):
    mark = "&" if "?" in address else "?"
    assert headers(f"{address}{mark}locale={code}")["content-language"] == code


@pytest.mark.parametrize(
    "address",
    ["site/", "archive/", "categories/", "categories/film/", "authors/", "authors/ada/"],
)
def test_where_no_language_is_asked_for_texts_are_english_and_say_so(headers, address):
    assert headers(address)["content-language"] == "en"


@pytest.mark.parametrize("address", ["pages/", "search/?q=doors", "search/suggest/?q=doo"])
def test_an_answer_that_may_hold_several_languages_names_none(headers, address):
    assert "content-language" not in headers(address)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_found_leads_to_an_answer_in_its_language(headers, code):
    found = headers(f"pages/find/?html_path=/{code}/")["location"]
    assert headers(found.partition("/api/v2/")[2])["content-language"] == code


# Vary

ANSWERS = [
    ("pages/", 200),
    ("pages/?limit=x", 400),
    ("pages/999999/", 404),
    ("pages/find/?html_path=/en/", 302),
    ("pages/find/?html_path=/nothing/", 404),
    ("images/", 200),
    ("images/999999/", 404),
    ("documents/", 200),
    ("documents/999999/", 404),
    ("redirects/", 200),
    ("redirects/999999/", 404),
    ("resolve/?path=/en/", 200),
    ("resolve/?path=/nothing/", 404),
    ("resolve/", 400),
    ("search/?q=doors", 200),
    ("search/", 400),
    ("search/suggest/?q=doo", 200),
    ("search/suggest/", 400),
    ("site/", 200),
    ("site/?x=1", 400),
    ("categories/", 200),
    ("categories/film/", 200),
    ("categories/nothing/", 404),
    ("authors/", 200),
    ("authors/nothing/", 404),
    ("archive/", 200),
    ("archive/?locale=xx", 400),
    ("openapi.json", 200),
    ("docs/", 200),
    ("nothing/", 404),
    ("site", 301),
]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
@pytest.mark.parametrize("cookie", ["theme=dark", "sessionid=x; csrftoken=y; django_language=he"])
def test_no_answer_depends_on_a_cookie_or_sets_one(story, address, status, cookie):
    plain = ask(application, f"/api/v2/{address}")
    reply = ask(application, f"/api/v2/{address}", cookie=cookie)

    assert plain.status == reply.status == status
    assert plain.body == reply.body
    for each in (plain, reply):
        assert "cookie" not in each.headers.get("vary", "").lower()
        assert "set-cookie" not in each.headers


@pytest.fixture
def session(admin_user, client) -> str:
    """The cookie of somebody who may see and do everything."""
    client.force_login(admin_user)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.fixture
def members_only(story) -> str:
    """The address of the English post, which only those who log in may read as a page."""
    post = story.posts["en"]
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    return f"/api/v2/pages/{post.pk}/"


def test_the_api_does_not_know_who_is_logged_in_whoever_asks_first(members_only, session):
    for cookie in (session, "", session):
        assert ask(application, members_only, cookie=cookie).status == 404
        listing = ask(application, "/api/v2/pages/?slug=doors", cookie=cookie)
        assert json.loads(listing.body)["meta"]["total_count"] == 0


def test_the_reader_does_know_who_is_logged_in(story, members_only, session):
    path = story.posts["en"].url
    assert ask(application, path, cookie=session).status == 200
    assert ask(application, path).status == 302


def test_whoever_is_logged_in_gets_the_answers_that_are_kept(
    story, session, django_assert_num_queries
):
    kept = ask(application, "/api/v2/pages/")
    with django_assert_num_queries(0):  # beside that of the version, which Django does not count
        assert ask(application, "/api/v2/pages/", cookie=session).body == kept.body


def test_cookies_are_taken_out_before_anything_reads_them(settings):
    ours = settings.MIDDLEWARE.index("cms.api.middleware.NoCookiesMiddleware")
    assert settings.MIDDLEWARE[:ours] == [
        "cms.operations.health.HealthMiddleware",
        "cms.operations.metrics.middleware.MetricsMiddleware",
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        "cms.operations.requests.RequestLogMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "cms.delivery.middleware.KeptNowhereMiddleware",
        "cms.reading.ReadingMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "corsheaders.middleware.CorsMiddleware",
        "cms.headers.HeadersMiddleware",
    ], "Does what was added read cookies? Then it must come after."


def test_no_answer_depends_on_the_languages_of_a_browser(story):
    for address, _ in ANSWERS:
        plain = ask(application, f"/api/v2/{address}")
        reply = ask(application, f"/api/v2/{address}", accept_language="he")

        assert plain.body == reply.body, address
        assert "accept-language" not in reply.headers.get("vary", "").lower(), address


# CORS


def preflight(address: str) -> Reply:
    return ask(
        application,
        address,
        method="OPTIONS",
        origin=ORIGIN,
        access_control_request_method="GET",
    )


def test_any_origin_may_read(headers):
    for address, _ in ANSWERS:
        assert headers(address, origin=ORIGIN)["access-control-allow-origin"] == "*", address


def test_scripts_of_other_origins_see_the_validator(headers):
    assert headers("site/", origin=ORIGIN)["access-control-expose-headers"] == (
        "ETag, Retry-After, X-Request-ID"
    )


class TestWhereOriginsAreNamed:
    @pytest.fixture(autouse=True)
    def _named(self, settings):
        settings.CORS_ALLOW_ALL_ORIGINS = False
        settings.CORS_ALLOWED_ORIGINS = [ORIGIN]

    def test_they_may_read(self, headers):
        answer = headers("site/", origin=ORIGIN)
        assert answer["access-control-allow-origin"] == ORIGIN
        assert "origin" in answer["vary"].lower()

    def test_others_may_not(self, headers):
        assert "access-control-allow-origin" not in headers("site/", origin="https://else.example")

    def test_what_one_reads_is_not_given_to_another_from_the_cache(self, headers):
        for _ in range(2):
            allowed = headers("site/", origin=ORIGIN).get("access-control-allow-origin")
            refused = headers("site/", origin="https://else.example")
            assert allowed == ORIGIN
            assert "access-control-allow-origin" not in refused

    def test_preflight_is_for_them(self, db):
        assert preflight("/api/v2/site/").headers["access-control-allow-origin"] == ORIGIN


def test_a_preflight_allows_reading_and_sending_comments_and_nothing_else(db):
    reply = preflight("/api/v2/pages/")
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, POST"
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/en/", "/documents/1/a.pdf"])
def test_other_addresses_are_not_opened(publication, path):
    assert "access-control-allow-origin" not in ask(application, path, origin=ORIGIN).headers
    assert "access-control-allow-origin" not in preflight(path).headers
