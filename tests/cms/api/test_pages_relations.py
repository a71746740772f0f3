"""What a post points to: categories, authors, its lead photo, related posts."""

import pytest
from wagtail.models import Locale

from blog.models import Category
from cms.images.renditions import make_renditions
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
    link_related_posts,
)


@pytest.mark.parametrize(
    ("code", "category_name", "author_name"),
    [("en", "Film", "Ada"), ("fr", "Cinéma", "Adèle"), ("he", "קולנוע", "עדה")],
)
def test_categories_and_authors_are_named_in_the_language_of_the_page(
    story, api, code, category_name, author_name
):
    document = api(f"pages/{story.posts[code].pk}/")

    [category] = document["categories"]
    assert category == {
        "id": story.category.pk,
        "meta": {
            "type": "blog.Category",
            "detail_url": "http://127.0.0.1:8000/api/v2/categories/film/",
        },
        "name": category_name,
        "slug": "film",
    }
    [author] = document["authors"]
    assert author == {
        "id": story.author.pk,
        "meta": {
            "type": "blog.Author",
            "detail_url": "http://127.0.0.1:8000/api/v2/authors/ada/",
        },
        "name": author_name,
        "slug": "ada",
    }


def test_a_name_that_fell_back_says_to_which_language(story, api):
    Category.objects.filter(pk=story.category.pk).update(name_he="")

    [category] = api(f"pages/{story.posts['he'].pk}/")["categories"]

    assert category["name"] == "Film"
    assert category["fallback"] == {"name": {"locale": "en", "dir": "ltr"}}


def test_authors_are_given_in_the_order_of_the_post(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    first, second = AuthorFactory(name_en="Zohra"), AuthorFactory(name_en="Ada")
    link_authors(post, first, second)

    authors = api(f"pages/{post.pk}/")["authors"]

    assert [author["name"] for author in authors] == ["Zohra", "Ada"]


def test_categories_and_tags_are_given_in_alphabetical_order(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    post.categories.add(CategoryFactory(slug="music"), CategoryFactory(slug="film"))
    post.tags.add("fez", "atlas")
    post.save()

    document = api(f"pages/{post.pk}/")

    assert [category["slug"] for category in document["categories"]] == ["film", "music"]
    assert document["tags"] == ["atlas", "fez"]


def test_a_lead_photo_has_what_wagtail_gives_of_a_picture_and_all_of_ours(story, api):
    lead = api(f"pages/{story.posts['fr'].pk}/")["lead_image"]

    assert list(lead) == [
        "id",
        "meta",
        "title",
        "alt",
        "width",
        "height",
        "focal_point",
        "src",
        "srcset",
        "sources",
        "placeholder",
        "caption",
        "credit",
    ]
    assert lead["meta"] == {
        "type": "images.Photo",
        "detail_url": f"http://127.0.0.1:8000/api/v2/images/{story.photo.pk}/",
        "download_url": story.photo.file.url,
    }
    assert (lead["id"], lead["title"]) == (story.photo.pk, "Blue door")
    assert lead["alt"] == "Une porte"


def test_a_picture_is_the_same_wherever_it_stands(story, api):
    document = api(f"pages/{story.posts['he'].pk}/")
    blocks = {item["type"]: item["value"] for item in document["body"]}

    assert document["lead_image"] == blocks["photo"]["image"] == blocks["video"]["poster"]


def test_a_post_without_anything_has_empty_lists_and_null(publication, api):
    document = api(f"pages/{PostFactory(parent=publication.indexes['en']).pk}/")

    assert document["lead_image"] is None
    lists = ("authors", "categories", "tags", "body", "related_posts")
    assert [document[name] for name in lists] == [[], [], [], [], []]
    assert document["intro"] == ""


def test_related_posts_are_given_in_the_order_of_the_post(publication, api):
    index = publication.indexes["en"]
    post = PostFactory(parent=index)
    last, first = PostFactory(parent=index), PostFactory(parent=index)
    link_related_posts(post, first, last)

    related = api(f"pages/{post.pk}/")["related_posts"]

    assert [other["id"] for other in related] == [first.pk, last.pk]
    assert list(related[0]) == ["id", "type", "meta", "title"]


def test_a_related_post_is_given_in_the_language_of_the_page(story, publication, api):
    post = PostFactory(parent=publication.indexes["he"])
    link_related_posts(post, story.posts["en"])

    [related] = api(f"pages/{post.pk}/")["related_posts"]

    assert (related["id"], related["title"]) == (story.posts["he"].pk, "דלתות")
    assert (related["meta"]["locale"], related["meta"]["dir"]) == ("he", "rtl")


def test_a_related_post_without_a_translation_is_given_as_it_is(publication, api):
    english = PostFactory(parent=publication.indexes["en"], title="Windows")
    post = PostFactory(parent=publication.indexes["he"])
    link_related_posts(post, english)

    [related] = api(f"pages/{post.pk}/")["related_posts"]

    assert (related["title"], related["meta"]["locale"]) == ("Windows", "en")


def test_a_related_post_with_an_alias_only_is_given_as_it_is(publication, api):
    english = PostFactory(parent=publication.indexes["en"], title="Windows")
    english.copy_for_translation(Locale.objects.get(language_code="fr"), alias=True)
    post = PostFactory(parent=publication.indexes["fr"])
    link_related_posts(post, english)

    [related] = api(f"pages/{post.pk}/")["related_posts"]

    assert related["id"] == english.pk


def test_a_photo_without_renditions_yet_is_given_with_its_upload(publication, api):
    photo = PhotoFactory()
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)

    lead = api(f"pages/{post.pk}/")["lead_image"]

    assert lead["src"] == f"http://127.0.0.1:8000{photo.file.url}"
    assert (lead["srcset"], lead["sources"], lead["placeholder"]) == ([], [], "")


def test_the_middle_of_attention_of_a_photo_is_a_share_of_its_size(publication, api):
    photo = PhotoFactory(file__width=200, file__height=100, focal_point_x=50, focal_point_y=50)
    make_renditions(photo)
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)

    assert api(f"pages/{post.pk}/")["lead_image"]["focal_point"] == {"x": 0.25, "y": 0.5}
