"""The bodies of pages, complete in each language."""

import pytest

from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body

LANGUAGES = ("en", "fr", "he")


def body(api, page):
    """A page's blocks as the API gives them, by kind."""
    return {item["type"]: item["value"] for item in api(f"pages/{page.pk}/")["body"]}


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
