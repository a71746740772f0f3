"""Whoever chooses a photo sees its caption and credit, in the language of the page."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import PhotoFactory, PostFactory

TEXTS = {
    "title": "Door 7",
    "description_en": "A door",
    "caption_en": "A door in Fez",
    "credit_en": "Photo: Ada",
    "description_he": "דלת",
    "caption_he": "דלת בפאס",
}


@pytest.fixture
def photo(db):
    return PhotoFactory(**TEXTS)


def chosen(client, photo, **parameters):
    address = reverse("wagtailimages_chooser:chosen", args=[photo.pk])
    return json.loads(client.get(address, parameters).content)["result"]


def test_a_chosen_photo_says_title_caption_and_credit(admin_client, photo):
    assert chosen(admin_client, photo)["title"] == "Door 7\nA door in Fez\nPhoto: Ada"


def test_for_a_hebrew_page_its_texts_are_hebrew_where_it_has_them(admin_client, photo):
    answer = chosen(admin_client, photo, locale="he")

    assert answer["title"] == "Door 7\nדלת בפאס\nPhoto: Ada"
    assert answer["default_alt_text"] == "דלת"


def test_a_language_that_is_none_of_ours_is_passed_over(admin_client, photo):
    assert chosen(admin_client, photo, locale="xx")["default_alt_text"] == "A door"


def test_the_chooser_carries_the_pages_language_on(admin_client, photo):
    answer = admin_client.get(reverse("wagtailimages_chooser:choose"), {"locale": "he"})
    html = json.loads(answer.content)["html"]

    [link] = BeautifulSoup(html, "html.parser").select("[data-chooser-modal-choice]")
    assert "locale=he" in link["href"]


def test_the_form_of_a_page_says_them_too(admin_client, photo, publication):
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content

    [title] = BeautifulSoup(form, "html.parser").select("#id_lead_image-title")
    assert title.get_text().split("\n") == ["Door 7", "A door in Fez", "Photo: Ada"]
