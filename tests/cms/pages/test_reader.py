"""Pages as templates take them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage
from cms.languages import HEBREW
from cms.pages.reader import language_of, read_page, read_pages, reading_of, site_of
from cms.representation.selection import exactly
from home.models import StandardPage
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    link_authors,
    photo_block,
    set_body,
    translate,
)


def without_api_addresses(value: Any) -> Any:
    """The same document without the addresses of things in the API."""
    if isinstance(value, dict):
        return {k: without_api_addresses(v) for k, v in value.items() if k != "detail_url"}
    if isinstance(value, list):
        return [without_api_addresses(item) for item in value]
    return value


def test_a_templates_document_is_the_one_that_the_api_gives(publication, rf, api):
    photo = PhotoFactory(caption_fr="Une porte à Fès")
    post = PostFactory(
        parent=publication.indexes["en"], intro="About a door.", lead_image=PhotoFactory()
    )
    link_authors(post, AuthorFactory())
    link = f'<p><a linktype="page" id="{publication.indexes["en"].pk}">Stories</a></p>'
    set_body(post, block("text", link), photo_block(photo, alt_text="The door"))
    translate(post, "fr", publication.indexes["fr"])

    document = read_page(BlogPage.objects.get(pk=post.pk), rf.get("/en/"))

    assert without_api_addresses(document) == without_api_addresses(api(f"pages/{post.pk}/"))
    assert document["body"][0]["value"] == '<p><a href="/en/stories/">Stories</a></p>'


def test_a_page_is_read_in_the_language_that_it_speaks(publication, rf):
    post = PostFactory(parent=publication.indexes["he"])
    link_authors(post, AuthorFactory(name_en="The editors", name_he="המערכת"))

    document = read_page(post, rf.get("/en/"))

    assert document["authors"][0]["name"] == "המערכת"


def test_reading_no_pages_gives_nothing(publication, rf):
    assert read_pages([], rf.get("/en/")) == []


def test_pages_are_read_in_the_order_that_they_are_given_in(publication, rf):
    pages = [StandardPageFactory(parent=publication.homes["en"]) for _ in range(3)]

    documents = read_pages(reversed(pages), rf.get("/en/"), exactly("id"))

    assert [document["id"] for document in documents] == [page.pk for page in reversed(pages)]


def test_only_the_fields_that_are_asked_for_are_read(publication, rf):
    page = StandardPageFactory(parent=publication.homes["en"])

    [document] = read_pages([page], rf.get("/en/"), exactly("id", "title", "path"))

    assert document == {
        "id": page.pk,
        "title": page.title,
        "meta": {"path": f"/en/{page.slug}/"},
    }


@pytest.mark.parametrize("selection", [(), exactly("title", "path")], ids=["all", "some"])
def test_many_pages_take_as_many_queries_as_one(publication, rf, selection):
    def queries() -> int:
        pages = list(StandardPage.objects.all())
        with CaptureQueriesContext(connection) as captured:
            documents = read_pages(pages, rf.get("/en/"), selection)
        assert len(documents) == len(pages)
        return len(captured)

    set_body(StandardPageFactory(parent=publication.homes["en"]), photo_block(PhotoFactory()))
    one = queries()
    for _ in range(4):
        page = StandardPageFactory(parent=publication.homes["en"])
        set_body(page, photo_block(PhotoFactory()), photo_block(PhotoFactory()))

    assert queries() == one


def test_what_the_public_can_reach_is_loaded_once_for_a_request(
    publication, rf, django_assert_num_queries
):
    request = rf.get("/en/")
    site_of(request)

    with django_assert_num_queries(0):
        assert site_of(request) is site_of(request)


def test_each_request_is_a_reading_of_its_own(rf):
    assert reading_of(rf.get("/en/")) is not reading_of(rf.get("/en/"))


def test_the_language_of_a_request_is_the_one_that_the_middleware_found(rf):
    request = rf.get("/")
    request.LANGUAGE_CODE = "he"

    assert language_of(request) == HEBREW
