"""Every answer over the demo publication is what the OpenAPI document says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cms.api.openapi import openapi
from cms.wsgi import django_application
from tests.conftest import home_pages
from tests.demo import load_without_drawing

LANGUAGES = ("en", "fr", "he")

schema = schemathesis.openapi.from_wsgi("/api/v2/openapi.json", django_application)
schema.config.generation.update(modes=[GenerationMode.POSITIVE])


@pytest.fixture(scope="module", autouse=True)
def _demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demo, loaded once for all of these tests; nothing of it stays."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        home_pages()
        load_without_drawing()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ask(db: None, client: Client) -> Callable[..., Any]:
    """Ask the demo's API and hold the answer against the document: ``ask("/pages/", limit=1)``."""

    def get(at: str, endpoint: str = "", **parameters: Any) -> Any:
        response = client.get(f"/api/v2{at}", parameters)
        answers = openapi()["paths"][f"/api/v2{endpoint or at}"]["get"]["responses"]
        answer = answers[str(response.status_code)]["content"]["application/json"]["schema"]
        whole = {**answer, "components": openapi()["components"]}
        errors = [
            error.message for error in Draft202012Validator(whole).iter_errors(response.json())
        ]
        assert errors == [], (at, parameters, errors)
        return response.json()

    return get


@pytest.fixture
def kept_connection(db: None) -> Iterator[None]:
    """Through WSGI, the end of a request closes the connection. The test's must stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_page_is_as_the_document_says(ask: Callable[..., Any]):
    pages = ask("/pages/", limit=100)["items"]
    types = {ask(f"/pages/{page['id']}/", "/pages/{id}/")["type"] for page in pages}
    assert types == {"home.HomePage", "home.StandardPage", "blog.BlogIndexPage", "blog.BlogPage"}


def test_every_path_is_resolved_as_the_document_says(ask: Callable[..., Any]):
    for page in ask("/pages/", limit=100)["items"]:
        assert ask("/resolve/", path=page["meta"]["path"])["page"]["id"] == page["id"]


def test_whole_listings_are_as_the_document_says(ask: Callable[..., Any]):
    for name in ("HomePage", "StandardPage"):
        assert ask("/pages/", type=f"home.{name}", fields="*")["items"]
    for name in ("BlogIndexPage", "BlogPage"):
        assert ask("/pages/", type=f"blog.{name}", fields="*")["items"]
    for name in ("images", "documents"):
        assert ask(f"/{name}/", fields="*")["items"]


def test_what_surrounds_pages_is_as_the_document_says_in_each_language(ask: Callable[..., Any]):
    for code in LANGUAGES:
        assert ask("/site/", locale=code)["locale"] == code
        assert ask("/archive/", locale=code)["items"]
        for name in ("categories", "authors"):
            for row in ask(f"/{name}/", locale=code, fields="*")["items"]:
                assert ask(f"/{name}/{row['slug']}/", f"/{name}/{{slug}}/", locale=code)


@pytest.mark.parametrize("rich_text_format", ["html", "db_html", "markdown", "db_markdown"])
def test_every_form_of_rich_text_is_as_the_document_says(
    ask: Callable[..., Any], rich_text_format: str
):
    listing = {"type": "blog.BlogPage", "fields": "body"}
    assert ask("/pages/", rich_text_format=rich_text_format, **listing)["items"]


def test_errors_are_as_the_document_says(ask: Callable[..., Any]):
    assert ask("/pages/999999/", "/pages/{id}/")["message"]
    assert ask("/pages/", limit="x")["message"]
    assert ask("/pages/", date_from="x")["message"]
    assert ask("/resolve/")["message"]
    assert ask("/resolve/", path="/nothing/here/")["alternates"] == []
    assert ask("/search/")["message"]
    assert ask("/search/suggest/")["message"]
    assert ask("/categories/nothing/", "/categories/{slug}/")["message"]


@schema.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_whatever_is_asked_is_answered_as_the_document_says(case: Any, kept_connection: None):
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ]
    )
