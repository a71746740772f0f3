"""A page is given whole."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import block, set_body


def test_a_post_is_given_whole(story, api):
    document = api(f"pages/{story.posts['he'].pk}/")

    assert list(document) == [
        "id",
        "type",
        "meta",
        "title",
        "date",
        "intro",
        "authors",
        "categories",
        "tags",
        "lead_image",
        "body",
        "related_posts",
    ]
    assert document["type"] == document["meta"]["type"] == "blog.BlogPage"
    assert document["title"] == "דלתות"
    assert document["date"] == "2024-05-01"


def test_the_meta_of_a_page_is_wagtails_and_ours(story, api):
    assert list(api(f"pages/{story.posts['en'].pk}/")["meta"]) == [
        "type",
        "detail_url",
        "html_url",
        "slug",
        "show_in_menus",
        "seo_title",
        "search_description",
        "first_published_at",
        "alias_of",
        "parent",
        "locale",
        "path",
        "dir",
        "last_published_at",
        "alternates",
        "head",
        "translation",
    ]


@pytest.mark.parametrize("kind", ["homes", "indexes"])
def test_pages_of_other_types_have_an_introduction_and_a_body(publication, api, kind):
    page = getattr(publication, kind)["en"]
    page.intro = "Welcome."
    set_body(page, block("text", "<p>Come in.</p>"))

    document = api(f"pages/{page.pk}/")

    assert document["intro"] == "Welcome."
    assert [item["value"] for item in document["body"]] == ["<p>Come in.</p>"]


def test_the_parent_is_named_with_its_address(story, publication, api):
    index = publication.indexes["fr"]

    assert api(f"pages/{story.posts['fr'].pk}/")["meta"]["parent"] == {
        "id": index.pk,
        "type": "blog.BlogIndexPage",
        "meta": {
            "type": "blog.BlogIndexPage",
            "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{index.pk}/",
            "html_url": "http://127.0.0.1:8000/fr/articles/",
            "locale": "fr",
            "path": "/fr/articles/",
            "dir": "ltr",
        },
        "title": index.title,
    }


def test_a_home_page_has_no_parent(publication, api):
    assert api(f"pages/{publication.homes['en'].pk}/")["meta"]["parent"] is None


def test_an_alias_has_the_content_of_what_it_is_an_alias_of_and_names_it(story, publication, api):
    post = story.posts["en"]
    alias = post.create_alias(parent=publication.indexes["en"], update_slug="doors-again")

    document = api(f"pages/{alias.pk}/")

    assert document["title"] == "Doors"
    assert document["meta"]["path"] == "/en/stories/doors-again/"
    assert document["meta"]["alias_of"]["id"] == post.pk
    assert document["meta"]["alias_of"]["meta"]["path"] == "/en/stories/doors/"


def test_a_page_with_a_newer_draft_is_given_as_it_was_published(story, api):
    post = story.posts["en"]
    post.title = "Windows"
    post.save_revision()

    assert api(f"pages/{post.pk}/")["title"] == "Doors"


def test_a_page_that_will_be_published_anew_is_given_as_it_is_now(story, api):
    post = story.posts["en"]
    post.save_revision().publish()
    post.refresh_from_db()
    post.title = "Windows"
    post.go_live_at = timezone.now() + timedelta(days=1)
    post.save_revision().publish()

    assert api(f"pages/{post.pk}/")["title"] == "Doors"
