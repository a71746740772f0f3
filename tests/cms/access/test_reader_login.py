"""Readers of a page for members log in among readers' pages, and not in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.cms.access.conftest import PASSWORD
from tests.factories import StandardPageFactory, make_document

LANGUAGES = [
    ("en", "ltr", "This page is for those who sign in."),
    ("fr", "ltr", "Cette page est réservée aux personnes connectées."),
    ("he", "rtl", "הדף הזה פתוח רק למי שנכנסים לחשבון."),
]


@pytest.fixture
def members(publication) -> dict[str, Any]:
    """A page for those who are logged in, in each language."""
    pages = {
        code: StandardPageFactory(parent=home, title="For members", slug="members")
        for code, home in publication.homes.items()
    }
    for page in pages.values():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    return pages


def log_in(client: Client, page: Any, password: str, username: str = "editor") -> Any:
    """Fill in the form that a page leads to, and send it."""
    shown = client.get(page.url, follow=True)
    form = BeautifulSoup(shown.content, "html.parser").select_one("main form[method=post]")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}
    fields |= {"username": username, "password": password}
    return client.post(shown.request["PATH_INFO"], fields, follow=True)


def test_whoever_comes_from_no_page_of_this_server_is_led_to_the_first_one(members, editor):
    fields = {"username": "editor", "password": PASSWORD, "next": "https://evil.example/"}

    answer = Client().post("/fr/_util/login/", fields, follow=True)

    assert answer.redirect_chain == [("/", 302), ("/en/", 302)]


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_private_document_leads_to_the_form_in_the_language_of_the_browser(client, db, code):
    document = make_document()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )

    answer = client.get(document.url, headers={"accept-language": code})

    assert answer["Location"].startswith(f"/{code}/_util/login/")


@pytest.mark.parametrize(("code", "direction", "sentence"), LANGUAGES)
def test_the_form_is_a_page_of_the_publication(members, client, code, direction, sentence):
    answer = client.get(members[code].url, follow=True)

    page = BeautifulSoup(answer.content, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == (code, direction)
    assert sentence in page.main.get_text()
    assert page.select_one("link[href*='pages/reader.css']")
    assert "For members" not in str(page)
    assert reverse("wagtailadmin_home") not in str(page)
    assert "no-store" in answer["Cache-Control"]


def test_the_right_password_leads_to_the_page(members, editor):
    client = Client(enforce_csrf_checks=True)

    answer = log_in(client, members["en"], PASSWORD)

    assert answer.request["PATH_INFO"] == members["en"].url
    assert "For members" in answer.content.decode()


def test_a_wrong_one_asks_again(members, editor, client):
    answer = log_in(client, members["en"], "wrong")

    assert "Please enter a correct username and password." in answer.content.decode()
    assert "For members" not in answer.content.decode()


def test_somebody_whose_account_does_not_open_the_page_is_told_so(members, editor, client):
    PageViewRestriction.objects.update(restriction_type="groups")
    client.force_login(editor)

    answer = client.get(members["en"].url, follow=True)

    assert "Your account does not open this page." in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "heading"),
    [("en", "Too many attempts"), ("fr", "Trop de tentatives"), ("he", "יותר מדי ניסיונות")],
)
def test_too_many_wrong_ones_lock_the_right_one_out_as_in_the_admin(
    members, editor, client, code, heading
):
    for _ in range(5):
        log_in(client, members[code], "wrong")

    answer = log_in(client, members[code], PASSWORD)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 429
    assert (page.html["lang"], page.h1.get_text()) == (code, heading)
    assert reverse("wagtailadmin_home") not in str(page)
    form = {"username": "editor", "password": PASSWORD}
    assert client.post(reverse("wagtailadmin_login"), form).status_code == 429
