"""How a page looks where somebody shares it: its picture, and its language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.images.models import Photo
from cms.images.renditions import make_renditions
from home.models import SiteSettings
from tests.factories import (
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    photo_block,
    set_body,
)


@pytest.fixture
def share_picture(publication) -> Any:
    """The photo that pages are shared with where they have none."""
    photo = PhotoFactory(description_en="Eight tiles", description_he="שמונה אריחים")
    SiteSettings.objects.create(site=publication.site, name_en="Tiles", share_picture=photo)
    return photo


def property_of(html: BeautifulSoup, name: str) -> str:
    [tag] = html.select(f'head meta[property="{name}"]')
    return str(tag["content"])


@pytest.fixture
def make_private(db: None) -> Any:
    """Put a photo where only those who are logged in see it: ``make_private(photo)``."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    def put(photo: Photo) -> Photo:
        photo.collection = collection
        photo.save()
        return photo

    return put


def test_a_page_is_shared_with_the_first_picture_of_its_body(head, publication):
    first, second = PhotoFactory(), PhotoFactory()
    page = StandardPageFactory(parent=publication.homes["en"])
    set_body(page, block("text", "<p>Doors.</p>"), photo_block(first), photo_block(second))

    assert head(page)["picture"]["id"] == first.pk


def test_a_post_is_shared_with_its_lead_photo_before_those_of_its_body(head, publication):
    lead, other = PhotoFactory(), PhotoFactory()
    post = PostFactory(parent=publication.indexes["en"], lead_image=lead)
    set_body(post, photo_block(other))
    assert head(post)["picture"]["id"] == lead.pk

    post.lead_image = None
    post.save()
    assert head(post)["picture"]["id"] == other.pk


def test_a_page_without_pictures_is_shared_with_the_publications(
    head, read, publication, share_picture
):
    page = StandardPageFactory(parent=publication.homes["he"])

    picture = head(page)["picture"]
    assert (picture["id"], picture["alt"]) == (share_picture.pk, "שמונה אריחים")
    html = read(page.url)
    assert property_of(html, "og:image") == picture["src"]
    assert property_of(html, "og:image:alt") == picture["alt"]
    [card] = html.select("head meta[name='twitter:card']")
    assert card["content"] == "summary_large_image"


def test_a_page_with_a_picture_of_its_own_keeps_it(head, publication, share_picture):
    photo = PhotoFactory()
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)

    assert head(post)["picture"]["id"] == photo.pk


def test_the_publications_picture_stands_in_for_one_that_nobody_may_see(
    head, publication, share_picture, make_private
):
    photo = make_private(PhotoFactory())
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)

    assert head(post)["picture"]["id"] == share_picture.pk


def test_a_private_picture_of_the_publication_is_not_shown(
    head, read, publication, share_picture, make_private
):
    page = StandardPageFactory(parent=publication.homes["en"])
    make_private(share_picture)

    assert head(page)["picture"] is None
    assert not read(page.url).select("meta[property='og:image']")


def test_search_engines_are_told_of_a_posts_own_pictures_alone(head, publication, share_picture):
    post = PostFactory(parent=publication.indexes["en"])

    assert head(post)["picture"]["id"] == share_picture.pk
    assert "image" not in head(post)["json_ld"]


def test_another_sites_pages_are_not_shared_with_the_picture_of_this_one(
    head, publication, share_picture
):
    page = StandardPageFactory(parent=publication.homes["en"])
    child = StandardPageFactory(parent=page)
    Site.objects.create(hostname="other.example.org", root_page=page)

    assert head(child)["picture"] is None


def test_the_size_of_a_shared_picture_is_told(read, publication):
    photo = PhotoFactory(file__width=640, file__height=480)
    make_renditions(photo)
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)

    html = read(post.url)
    assert property_of(html, "og:image:width") == "640"
    assert property_of(html, "og:image:height") == "480"


@pytest.mark.parametrize(("code", "locale"), [("en", "en_US"), ("fr", "fr_FR"), ("he", "he_IL")])
def test_who_shares_a_page_is_told_its_language_with_a_territory(publication, read, code, locale):
    html = read(publication.homes[code].url)

    assert property_of(html, "og:locale") == locale
    others = {tag["content"] for tag in html.select("meta[property='og:locale:alternate']")}
    assert others == {"en_US", "fr_FR", "he_IL"} - {locale}


def test_a_page_without_pictures_is_shared_without_one_in_a_small_card(head, read, publication):
    page = StandardPageFactory(parent=publication.homes["en"])
    set_body(page, block("text", "<p>Doors.</p>"))

    assert head(page)["picture"] is None
    card = read(page.url).find("meta", attrs={"name": "twitter:card"})
    assert card["content"] == "summary"
