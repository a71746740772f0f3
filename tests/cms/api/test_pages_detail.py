from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from blog.models import Category
from cms.images.renditions import make_renditions
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    link_authors,
    link_related_posts,
    make_document,
    photo_block,
    set_body,
)

LANGUAGES = ("en", "fr", "he")


def body(api, page):
    """A page's blocks as the API gives them, by kind."""
    return {item["type"]: item["value"] for item in api(f"pages/{page.pk}/")["body"]}


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


# Bodies, complete in each language


def test_the_blocks_are_those_of_the_body_in_their_order(story, api):
    post = story.posts["en"]

    assert [(item["type"], item["id"]) for item in api(f"pages/{post.pk}/")["body"]] == [
        (item["type"], item["id"]) for item in post.body.raw_data
    ]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("en", "/en/about/"),
        ("fr", "/fr/a-propos/"),
        ("he", "/he/%D7%90%D7%95%D7%93%D7%95%D7%AA/"),
    ],
)
def test_a_link_in_a_text_leads_to_the_page_in_the_language_of_the_text(story, api, code, path):
    assert body(api, story.posts[code])["text"] == (
        f'<p><a href="{path}">About</a> and '
        f'<a href="http://127.0.0.1:8000/documents/{story.document.pk}/walk.txt">a walk</a></p>'
    )


def test_a_link_to_a_page_without_a_translation_leads_to_the_page_itself(publication, api):
    english = PostFactory(parent=publication.indexes["en"], slug="windows")
    french = PostFactory(parent=publication.indexes["fr"])
    set_body(french, block("text", f'<p><a linktype="page" id="{english.pk}">Fenêtres</a></p>'))

    assert body(api, french)["text"] == '<p><a href="/en/stories/windows/">Fenêtres</a></p>'


def test_a_link_to_a_page_or_document_that_is_gone_is_no_link(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    links = '<a linktype="page" id="987">one</a> <a linktype="document" id="987">two</a>'
    set_body(post, block("text", f"<p>{links}</p>"))

    assert body(api, post)["text"] == "<p><a>one</a> <a>two</a></p>"


@pytest.mark.parametrize(
    ("code", "alt", "texts"),
    [
        ("en", "A door", ("A door in Fez", "Photo: Mosaic")),
        ("fr", "Une porte", ("Une porte à Fès", "Photo : Mosaic")),
        ("he", "דלת", ("דלת בפאס", "צילום: מוזאיק")),
    ],
)
def test_a_photo_has_its_texts_in_the_language_of_the_page(story, api, code, alt, texts):
    photo = body(api, story.posts[code])["photo"]
    image = photo["image"]

    assert list(photo) == ["image", "decorative", "caption", "credit"]
    assert (photo["caption"], photo["credit"]) == texts
    assert (image["caption"], image["credit"]) == texts
    assert image["alt"] == alt


def test_a_photo_is_a_full_picture(story, api):
    image = body(api, story.posts["en"])["photo"]["image"]
    token = story.photo.file.name.split("/")[1]
    media = f"http://127.0.0.1:8000/media/images/{token}/example.width-"

    assert (image["width"], image["height"]) == (story.photo.width, story.photo.height)
    assert image["src"] == f"{media}100.format-jpeg.jpg"
    assert image["srcset"] == [{"src": image["src"], "width": 100, "height": 100}]
    assert image["sources"] == [
        {
            "type": "image/webp",
            "srcset": [{"src": f"{media}100.format-webp.webp", "width": 100, "height": 100}],
        }
    ]
    assert image["placeholder"].startswith("data:image/webp;base64,")
    assert image["focal_point"] is None


def test_a_use_of_a_photo_may_have_texts_of_its_own(story, api):
    post = story.posts["fr"]
    use = {"alt_text": "Du bleu", "caption": "Chez Ruth", "credit": "R."}
    set_body(post, photo_block(story.photo, **use))

    photo = body(api, post)["photo"]

    assert (photo["image"]["alt"], photo["caption"], photo["credit"]) == tuple(use.values())
    assert photo["image"]["caption"] == "Une porte à Fès"


def test_a_decorative_photo_has_no_alternative_text(story, api):
    post = story.posts["en"]
    set_body(post, photo_block(story.photo, decorative=True, alt_text="Ignored"))

    photo = body(api, post)["photo"]

    assert photo["decorative"] is True
    assert photo["image"]["alt"] == ""


def test_texts_of_a_photo_that_fell_back_say_to_which_language(publication, api):
    post = PostFactory(parent=publication.indexes["he"])
    set_body(post, photo_block(PhotoFactory(caption_he="דלת בפאס")))

    photo = body(api, post)["photo"]

    english = {"locale": "en", "dir": "ltr"}
    assert (photo["caption"], photo["credit"]) == ("דלת בפאס", "Photo: Mosaic")
    assert photo["fallback"] == {"credit": english}
    assert photo["image"]["fallback"] == {"alt": english, "credit": english}


def test_a_caption_of_this_use_fell_back_to_nothing(publication, api):
    post = PostFactory(parent=publication.indexes["he"])
    use = {"caption": "דלת", "credit": "מוזאיק", "alt_text": "דלת כחולה"}
    set_body(post, photo_block(PhotoFactory(), **use))

    photo = body(api, post)["photo"]

    assert "fallback" not in photo
    assert set(photo["image"]["fallback"]) == {"caption", "credit"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_fell_back_where_every_language_has_its_text(story, raw, code):
    assert b'"fallback"' not in raw(f"pages/{story.posts[code].pk}/").content


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_quotation_has_its_source_and_the_editors_note(story, api, code):
    assert body(api, story.posts[code])["quote"] == {
        "text": "<p>Every door was <b>blue</b>.</p>",
        "attribution": "Ada",
        "source": {"title": "Notebook", "url": "https://example.org/notebook"},
        "note": "<p>Our emphasis.</p>",
    }


def test_a_quotation_without_a_source_says_null(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    set_body(post, block("quote", {"text": "<p>Blue.</p>"}))

    assert body(api, post)["quote"] == {
        "text": "<p>Blue.</p>",
        "attribution": "",
        "source": None,
        "note": "",
    }


@pytest.mark.parametrize(
    ("code", "poster_alt"), [("en", "A door"), ("fr", "Une porte"), ("he", "דלת")]
)
def test_a_video_has_its_embed_address_and_a_poster(story, api, code, poster_alt):
    video = body(api, story.posts[code])["video"]

    assert (video["poster"]["alt"], video["poster"]["id"]) == (poster_alt, story.photo.pk)
    assert {name: value for name, value in video.items() if name != "poster"} == {
        "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
        "provider": "youtube",
        "video_id": "eRsGyueVLvQ",
        "embed_url": "https://www.youtube-nocookie.com/embed/eRsGyueVLvQ",
        "title": "Sintel",
        "caption": "A trailer",
    }


def test_a_video_without_a_poster_says_null(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    set_body(post, block("video", {"url": "https://vimeo.com/76979871", "title": "A film"}))

    video = body(api, post)["video"]

    assert (video["poster"], video["caption"]) == (None, "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_source_says_where_the_article_can_be_read(story, api, code):
    assert body(api, story.posts[code])["source"] == {
        "publication": "The Harbour Review",
        "title": "Blue doors",
        "url": "https://example.org/doors",
        "thanks": "Ruth",
    }


# What a post points to


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


# Rich text formats


@pytest.fixture
def linking_post(story):
    """A French post whose text links to an English page."""
    post = story.posts["fr"]
    link = f'<a id="{story.about["en"].pk}" linktype="page">Qui</a>'
    set_body(post, block("text", f"<h2>Nous</h2><p>{link} <b>sommes</b></p>"))
    return post


@pytest.mark.parametrize(
    ("rich_text_format", "text"),
    [
        ("html", '<h2>Nous</h2><p><a href="/fr/a-propos/">Qui</a> <b>sommes</b></p>'),
        ("markdown", "## Nous\n\n[Qui](/fr/a-propos/) **sommes**\n\n"),
        (
            "db_html",
            '<h2>Nous</h2><p><a id="{about}" linktype="page">Qui</a> <b>sommes</b></p>',
        ),
        ("db_markdown", "## Nous\n\n[Qui](wagtail://page?id={about}) **sommes**\n\n"),
    ],
)
def test_rich_text_comes_in_the_format_that_is_asked_for(
    linking_post, story, api, rich_text_format, text
):
    document = api(f"pages/{linking_post.pk}/", rich_text_format=rich_text_format)

    assert document["body"][0]["value"] == text.format(about=story.about["en"].pk)


def test_rich_text_inside_a_quotation_comes_in_that_format_too(story, api):
    document = api(f"pages/{story.posts['en'].pk}/", rich_text_format="markdown")

    quote = next(item["value"] for item in document["body"] if item["type"] == "quote")
    assert (quote["text"].strip(), quote["note"].strip()) == (
        "Every door was **blue**.",
        "Our emphasis.",
    )


def test_rich_text_in_a_listing_comes_in_that_format_too(linking_post, api):
    listing = api(
        "pages/", type="blog.BlogPage", locale="fr", fields="body", rich_text_format="markdown"
    )

    assert listing["items"][0]["body"][0]["value"].startswith("## Nous")


def test_html_is_escaped_where_a_document_has_a_dangerous_name(publication, api):
    document = make_document()
    type(document).objects.filter(pk=document.pk).update(file='documents/"><script>.txt')
    post = PostFactory(parent=publication.indexes["en"])
    set_body(post, block("text", f'<p><a linktype="document" id="{document.pk}">A</a></p>'))

    assert "<script>" not in body(api, post)["text"]


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
