"""Wagtail's own API v2 and ours are asked the same questions.

What stock answers, ours answers with the same values, beside what it has more. (Both search in the
same index, by the backend of the whole installation.) Every intended difference stands in
``stock_differences``, with its reason.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.images.renditions import make_renditions
from tests.cms.api.stock_differences import INTENDED, differences, intended_for, met
from tests.cms.api.stock_questions import SUBJECTS
from tests.factories import (
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    make_document,
    photo_block,
    set_body,
    translate,
)
from tests.museum.models import Curator, ExhibitPage, Loan, Material

pytestmark = pytest.mark.urls("tests.cms.api.stock_urls")

#: What Wagtail has where a project sets nothing.
STOCK_SETTINGS = {"WAGTAILAPI_LIMIT_MAX": 20, "WAGTAILAPI_RICH_TEXT_FORMAT": "db_html"}


@dataclass
class Answers:
    """How stock and ours answer a question."""

    stock: Any
    ours: Any

    def parts(self) -> Iterator[tuple[str, Any, Any]]:
        """What there is to compare: a place, and what each gives there."""
        if self.stock.status_code != self.ours.status_code:
            yield "status", self.stock.status_code, self.ours.status_code
        elif "Location" in self.stock:
            yield "location", self._as_ours(self.stock["Location"]), self.ours["Location"]
        elif self.stock["Content-Type"] != self.ours["Content-Type"]:
            yield "content type", self.stock["Content-Type"], self.ours["Content-Type"]
        else:
            stock = json.loads(self._as_ours(self.stock.content.decode()))
            yield "", stock, self.ours.json()

    @staticmethod
    def _as_ours(text: str) -> str:
        return text.replace("/stock/", "/api/v2/")


@pytest.fixture
def keys(publication):
    """A small publication, and the keys that the questions name."""
    english, french, hebrew = publication.indexes.values()
    photo = PhotoFactory(title="Blue door", file__width=90)
    make_renditions(photo)
    photo.tags.add("door", "blue")
    PhotoFactory(title="Red wall")
    document = make_document("Blue walk")
    document.tags.add("walk")
    make_document("Red walk")
    film, music = CategoryFactory(slug="film", name_fr="Cinéma"), CategoryFactory(slug="music")
    about = StandardPageFactory(
        parent=publication.homes["en"],
        title="About us",
        slug="about",
        show_in_menus=True,
        seo_title="About",
        search_description="Who we are",
    )
    translate(about, "fr", publication.homes["fr"], slug="a-propos")
    other = PostFactory(parent=english, title="Blue walls", slug="walls", date="2024-02-01")
    post = PostFactory(
        parent=english,
        title="Blue doors",
        slug="doors",
        date="2024-01-01",
        intro="Hello",
        lead_image=photo,
    )
    post.categories.add(film, music)
    post.tags.add("fez", "atlas")
    link = f'<a linktype="page" id="{about.pk}">us</a>'
    walk = f'<a linktype="document" id="{document.pk}">a walk</a>'
    video = {"url": "https://vimeo.com/76979871", "title": "T", "caption": "", "poster": photo.pk}
    source = {"publication": "P", "title": "", "url": "https://example.org", "thanks": ""}
    quote = {"text": "<p>Blue</p>", "attribution": "A", "source_title": "T", "source_url": ""}
    set_body(
        post,
        block("text", f'<h2>A</h2><p>{link} <b>or</b> {walk} <a href="https://e.org/">e</a></p>'),
        block("quote", {**quote, "note": ""}),
        block("video", video),
        photo_block(photo, alt_text="Mine"),
        block("source", source),
    )
    post.save_revision().publish()
    french_post = translate(post, "fr", french, title="Portes", slug="portes")
    set_body(french_post, block("text", f"<p>{link}</p>"))
    hebrew_post = translate(post, "he", hebrew, title="דלתות", slug="דלתות")
    alias = other.create_alias(parent=english, update_slug="walls-again")
    secret = PostFactory(parent=english, title="Blue secret", slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    members = PostFactory(parent=english, title="Blue members", slug="members")
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    draft = PostFactory(parent=english, title="Blue draft", slug="draft", live=False)
    private = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    private_photo = PhotoFactory(title="Blue secret", collection=private)
    curator = Curator.objects.create(name_en="Ada")
    silk = Material.objects.create(name="Silk", weight="1.50")
    exhibit = ExhibitPage(
        title="A lamp",
        slug="lamp",
        number=1,
        story=f'<p><a linktype="page" id="{about.pk}">us</a> and <b>more</b></p>',
        curator=curator,
        catalogue=document,
        neighbour=about,
        locale=publication.homes["en"].locale,
    )
    exhibit.materials = [silk]
    exhibit.tags.add("old")
    exhibit.loans = [Loan(lender="A museum", curator=curator), Loan(lender="B", curator=curator)]
    publication.homes["en"].add_child(instance=exhibit)
    redirect = Redirect.objects.create(old_path="/old", redirect_page=post)
    Redirect.objects.create(old_path="/away", redirect_link="https://example.org/")
    Redirect.objects.create(
        old_path="/route", redirect_page=post, redirect_page_route_path="/route/"
    )
    Redirect.objects.create(old_path="/secret", redirect_page=secret)
    Redirect.objects.create(old_path="/letters", redirect_link="/he/דלתות/")
    objects = {
        "home": publication.homes["en"],
        "index": english,
        "about": about,
        "other": other,
        "post": post,
        "french": french_post,
        "hebrew": hebrew_post,
        "alias": alias,
        "secret": secret,
        "login": members,
        "draft": draft,
        "photo": photo,
        "private_photo": private_photo,
        "curator": curator,
        "document": document,
        "film": film,
        "redirect": redirect,
    }
    return {name: instance.pk for name, instance in objects.items()}


@pytest.fixture
def ask(keys, client):
    """Ask both a question, as in ``stock_questions``."""

    def answers(question: str, client: Any = client) -> Answers:
        client.raise_request_exception = False
        method, address = re.fullmatch(r"(?:([A-Z]+) )?(.*)", question).groups()
        address = address.format(**keys)
        get = getattr(client, (method or "get").lower())
        with override_settings(**STOCK_SETTINGS):
            stock = get(f"/stock/{address}")
        return Answers(stock, get(f"/api/v2/{address}"))

    return answers


@pytest.mark.parametrize("subject", SUBJECTS)
def test_ours_gives_what_stock_gives_on(ask, subject):
    found = [
        (question, *difference)
        for question in SUBJECTS[subject]
        for place, stock, ours in ask(question).parts()
        for difference in differences(intended_for(question), place, stock, ours)
    ]

    assert found == []


def test_where_searching_is_switched_off_both_say_so(ask, settings):
    settings.WAGTAILAPI_SEARCH_ENABLED = False

    [(_, stock, ours)] = ask("pages/?search=blue").parts()
    assert stock == ours == {"message": "search is disabled"}


def test_every_intended_difference_is_there(ask, client, admin_client):
    def is_there(difference):
        answers = ask(difference.example, admin_client if difference.logged_in else client)
        return any(met(difference, *part) for part in answers.parts())

    assert [each.reason for each in INTENDED if not is_there(each)] == []
