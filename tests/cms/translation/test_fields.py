"""What is translated, what can be exchanged in a language, and what follows the source."""

import datetime
from typing import Any

import pytest

from blog.models import BlogPage
from cms.images.models import Photo
from home.models import StandardPage
from tests.cms.translation.translating import (
    exchange,
    press,
    send,
    target,
    translation,
    write,
)
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    link_authors,
    link_related_posts,
    photo_block,
    set_body,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo() -> Photo:
    return PhotoFactory()


@pytest.fixture
def post(publication, photo) -> BlogPage:
    """A post with a text in every field and block."""
    post = PostFactory(
        parent=publication.indexes["en"],
        title="Title",
        slug="slug",
        seo_title="SEO title",
        search_description="Description",
        intro="Intro",
        date=datetime.date(2026, 1, 2),
        lead_image=photo,
    )
    set_body(
        post,
        block("text", '<h2>Heading</h2><p>See <a href="https://example.org/en/">there</a></p>'),
        block(
            "quote",
            {
                "text": "<p>Quotation</p>",
                "attribution": "Attribution",
                "source_title": "Source",
                "source_url": "https://example.org/quote/",
                "note": "<p>Note</p>",
            },
        ),
        photo_block(photo, alt_text="Alt text", caption="Photo caption", credit="Photo credit"),
        block(
            "video",
            {
                "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
                "title": "Video title",
                "caption": "Video caption",
                "poster": photo.pk,
            },
        ),
        block(
            "source",
            {
                "publication": "Publication",
                "title": "Article",
                "url": "https://example.org/source/",
                "thanks": "Thanks",
            },
        ),
    )
    return post


def texts(page: Any) -> set[str]:
    segments = translation(page).source.stringsegment_set.select_related("string")
    return {segment.string.data for segment in segments}


def draft(page: Any) -> Any:
    """The newest draft of a page's translation, after saving what was translated."""
    translation(page).save_target()
    return target(page).get_latest_revision_as_object()


def values(page: Any, kind: str) -> Any:
    [value] = [child.value for child in page.body if child.block_type == kind]
    return value


def test_titles_introductions_texts_captions_and_what_search_engines_read_are_translated(post):
    send(post)

    assert texts(post) == {
        "Title",
        "slug",
        "SEO title",
        "Description",
        "Intro",
        "Heading",
        'See <a id="a1">there</a>',
        "Quotation",
        "Attribution",
        "Source",
        "Note",
        "Alt text",
        "Photo caption",
        "Photo credit",
        "Video title",
        "Video caption",
        "Publication",
        "Article",
        "Thanks",
    }


def test_a_translated_post_has_all_of_its_texts(post, admin_client, api):
    send(post)
    write(post, all_texts="טקסט")
    press(admin_client, target(post), "publish")

    document = api(f"pages/{target(post).pk}/")
    english = api(f"pages/{post.pk}/")

    body = {part["type"]: part["value"] for part in document["body"]}
    assert body["quote"]["note"] == "<p>טקסט</p>"
    assert body["photo"]["image"]["alt"] == body["photo"]["caption"] == "טקסט"
    assert body["video"]["title"] == body["source"]["publication"] == "טקסט"
    assert document["meta"]["seo_title"] == document["intro"] == "טקסט"
    assert [part["id"] for part in document["body"]] == [part["id"] for part in english["body"]]


@pytest.mark.parametrize(
    ("path", "value", "kind", "name"),
    [
        ("url", "https://vimeo.com/76979871", "video", "url"),
        ("url", "https://example.org/he/", "source", "url"),
        ("source_url", "https://example.org/he/", "quote", "source_url"),
    ],
)
def test_an_address_can_be_exchanged(post, path, value, kind, name):
    [place] = [child.id for child in post.body if child.block_type == kind]
    send(post)

    exchange(post, f"{place}.{path}", value)

    assert values(draft(post), kind)[name] == value


def test_a_link_in_a_text_can_be_exchanged(post):
    send(post)

    exchange(post, "'https://example.org/en/'", "https://example.org/he/")

    assert 'href="https://example.org/he/"' in values(draft(post), "text").source


def test_the_lead_photo_can_be_exchanged(post):
    other = PhotoFactory()
    send(post)

    exchange(post, "lead_image", other.pk)

    assert draft(post).lead_image == other


def test_a_poster_can_be_exchanged(post):
    other = PhotoFactory()
    send(post)

    exchange(post, "poster", other.pk)

    assert values(draft(post), "video")["poster"] == other


def test_a_photo_in_the_text_can_be_exchanged_and_keeps_its_translated_alternative_text(post):
    other = PhotoFactory()
    send(post)
    write(post, all_texts="טקסט")

    exchange(post, "image.image", other.pk)

    image = values(draft(post), "photo")["image"]
    assert image.pk == other.pk
    assert image.contextual_alt_text == "טקסט"


def test_a_photo_that_is_exchanged_stays_decorative(post, photo):
    other = PhotoFactory()
    set_body(post, photo_block(photo, decorative=True))
    send(post)

    exchange(post, "image.image", other.pk)

    image = values(draft(post), "photo")["image"]
    assert (image.pk, image.decorative) == (other.pk, True)


def test_a_photo_that_is_used_twice_has_an_alternative_text_for_each_use(post, photo):
    set_body(post, photo_block(photo, alt_text="One"), photo_block(photo, alt_text="Two"))
    send(post)
    one, two = (f"body.{child.id}.image.alt_text" for child in post.body)

    write(post, **{one: "אחת", two: "שתיים"})

    stored = draft(post).body.get_prep_value()
    assert [child["value"]["image"]["alt_text"] for child in stored] == ["אחת", "שתיים"]


def test_a_photo_that_was_deleted_breaks_no_translation(post, photo):
    send(post)
    write(post, all_texts="טקסט")
    photo.delete()

    assert values(draft(post), "photo")["image"] is None
    translation(post).source.update_from_db()
    assert values(draft(post), "photo")["caption"] == "טקסט"


def test_a_photo_that_was_exchanged_for_one_that_was_deleted_breaks_no_translation(post, photo):
    other = PhotoFactory()
    send(post)
    exchange(post, "image.image", other.pk)
    exchange(post, "lead_image", other.pk)

    other.delete()

    assert draft(post).lead_image is None
    assert values(draft(post), "photo")["image"].pk == photo.pk


def test_dates_authors_categories_and_tags_follow_the_source(post):
    send(post)
    category, author = CategoryFactory(), AuthorFactory()
    post.date = datetime.date(2026, 5, 6)
    post.categories = [category]
    post.tags.add("Fez")
    link_authors(post, author)
    translation(post).source.update_from_db()

    page = draft(post)

    assert page.date == datetime.date(2026, 5, 6)
    assert list(page.categories.all()) == [category]
    assert [tag.name for tag in page.tags.all()] == ["Fez"]
    assert [link.author for link in page.author_links.all()] == [author]


def test_what_the_source_no_longer_has_its_translation_has_no_longer(post, admin_client):
    post.categories = [CategoryFactory()]
    post.tags.add("Fez")
    link_authors(post, AuthorFactory())
    link_related_posts(post, PostFactory(parent=post.get_parent()))
    send(post)
    write(post, all_texts="טקסט")
    press(admin_client, target(post), "publish")
    assert target(post).live

    post.refresh_from_db()
    post.categories, post.author_links, post.related_links = [], [], []
    post.tags.clear()
    post.save()
    translation(post).source.update_from_db()
    press(admin_client, target(post), "publish")

    page = target(post)
    for relation in (page.categories, page.tags, page.author_links, page.related_links):
        assert relation.count() == 0


def test_related_posts_lead_to_their_translations_where_they_are_live(
    post, publication, admin_client, api
):
    other, alone = (PostFactory(parent=post.get_parent()) for _ in range(2))
    hebrew = translate(other, "he", publication.indexes["he"])
    set_body(post)
    link_related_posts(post, other, alone)
    send(post)
    write(post, all_texts="טקסט")

    press(admin_client, target(post), "publish")

    related = api(f"pages/{target(post).pk}/")["related_posts"]
    assert [entry["id"] for entry in related] == [hebrew.pk, alone.pk]


def test_what_follows_the_source_is_not_offered_to_be_exchanged(post):
    post.categories = [CategoryFactory()]
    post.save()
    send(post)

    offered = translation(post).source.overridablesegment_set.values_list(
        "context__path", flat=True
    )
    assert {path.split(".")[0] for path in offered} == {"lead_image", "body"}


@pytest.mark.parametrize("make", [StandardPageFactory, PostFactory])
def test_every_page_type_is_translated_with_its_introduction_and_its_body(
    publication, make, admin_client
):
    parent = {StandardPage: publication.homes, BlogPage: publication.indexes}[make._meta.model]
    page = make(parent=parent["en"], intro="Intro")
    set_body(page, block("text", "<p>Text</p>"))
    send(page, "fr")
    write(page, "fr", all_texts="Texte")

    press(admin_client, target(page, "fr"), "publish")

    french = target(page, "fr")
    assert french.live
    assert (french.title, french.intro, french.slug) == ("Texte", "Texte", "texte")
    assert french.body[0].value.source == "<p>Texte</p>"
