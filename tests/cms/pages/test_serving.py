"""Pages as readers get them."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.defaults import server_error
from wagtail.models import PageViewRestriction

from cms.images.models import Rendition
from cms.images.renditions import make_renditions
from home.models import SiteSettings
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    link_authors,
    photo_block,
    set_body,
    translate,
)

CODES = pytest.mark.parametrize("code", ["en", "fr", "he"])
LANGUAGES = pytest.mark.parametrize(
    ("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("he", "rtl")]
)


@pytest.fixture
def family(publication) -> dict[str, dict[str, Any]]:
    """A page of every type in every language: ``family["post"]["he"]``."""
    homes, indexes = publication.homes, publication.indexes
    post = PostFactory(parent=indexes["en"], slug="dessert", title="Dessert")
    about = StandardPageFactory(parent=homes["en"], slug="about", title="About")
    posts, abouts = {"en": post}, {"en": about}
    for code, slug in (("fr", "le-dessert"), ("he", "הקינוח")):
        posts[code] = translate(post, code, indexes[code], slug=slug)
        abouts[code] = translate(about, code, homes[code], slug=f"about-{code}")
    return {"home": homes, "index": indexes, "post": posts, "about": abouts}


PAGES = pytest.mark.parametrize("which", ["home", "index", "post", "about"])


def make_photo(**fields: Any) -> Any:
    """A photo with its renditions."""
    photo = PhotoFactory(file__width=60, file__height=40, **fields)
    make_renditions(photo)
    return photo


def queries_of(client: Any, path: str) -> list[str]:
    """The queries that reading a page takes, when it is not the first that the process reads."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured]


@PAGES
@LANGUAGES
def test_a_page_says_its_language_and_direction(family, read, which, code, direction):
    page = read(family[which][code].url)

    assert (page.html["lang"], page.html["dir"]) == (code, direction)


@PAGES
@CODES
def test_a_page_says_where_it_is_in_every_language(family, read, api, which, code):
    page = read(family[which][code].url)
    meta = api(f"pages/{family[which][code].pk}/")["meta"]

    assert page.find("link", rel="canonical")["href"] == meta["html_url"]
    assert {
        link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")
    } == {entry["locale"]: entry["html_url"] for entry in meta["alternates"]}
    assert len(meta["alternates"]) == 4


@PAGES
@CODES
def test_the_language_switch_leads_to_the_same_page(family, read, which, code):
    page = read(family[which][code].url)

    switch = {link["hreflang"]: link for link in page.select("nav a[hreflang]")}

    assert {other: link["href"] for other, link in switch.items()} == {
        other: translation.url for other, translation in family[which].items()
    }
    assert [link.get_text(strip=True) for link in switch.values()] == [
        "English",
        "Français",
        "עברית",
    ]
    assert switch[code]["aria-current"] == "page"


def test_the_language_switch_names_a_missing_language_and_leads_nowhere(publication, read):
    page = StandardPageFactory(parent=publication.homes["fr"])

    document = read(page.url)

    assert [link["hreflang"] for link in document.select("nav a[hreflang]")] == ["fr"]
    assert "עברית" in document.find("a", hreflang="fr").find_parent("nav").get_text()


def test_a_page_is_named_after_its_title_and_the_publication(family, publication, read):
    SiteSettings.objects.create(site=publication.site, name_en="The Missing Tile")

    title = read(family["about"]["en"].url).title.get_text()

    assert "About" in title
    assert "The Missing Tile" in title


def test_a_title_is_text_and_not_html(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"], title="<b>Q&A</b>")

    assert read(page.url).h1.get_text() == "<b>Q&A</b>"


@CODES
def test_a_body_shows_each_of_its_blocks(family, read, code):
    page = family["about"][code]
    index = family["index"][code]
    photo = make_photo(description_en="A blue door", caption_en="A door in Fez")
    set_body(
        page,
        block("text", f'<h2>Doors</h2><p><a linktype="page" id="{index.pk}">All of them</a></p>'),
        block(
            "quote",
            {
                "text": "<p>Every door is blue.</p>",
                "attribution": "A neighbour",
                "source_title": "The Step",
                "source_url": "https://example.org/step",
                "note": "<p>Our emphasis.</p>",
            },
        ),
        photo_block(photo),
        block(
            "video",
            {
                "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
                "title": "Sintel",
                "caption": "A trailer",
                "poster": photo.pk,
            },
        ),
        block(
            "source",
            {
                "publication": "Beam",
                "title": "Eleven doors",
                "url": "https://example.org/beam",
                "thanks": "a reader",
            },
        ),
    )

    main = read(page.url).main

    assert main.h2.get_text() == "Doors"
    assert main.find("a", string="All of them")["href"] == index.url
    quotation = main.find("blockquote")
    assert quotation.get_text(strip=True) == "Every door is blue."
    around = quotation.find_parent("figure").get_text()
    assert all(text in around for text in ("A neighbour", "The Step", "Our emphasis."))
    assert main.find("a", href="https://example.org/step")
    assert main.find("img", alt="A blue door")
    assert "A door in Fez" in main.get_text()
    video = main.find("a", href="https://www.youtube.com/watch?v=eRsGyueVLvQ")
    assert "Sintel" in video.get_text()
    assert "A trailer" in main.get_text()
    source = main.find("a", href="https://example.org/beam").find_parent("div").get_text()
    assert all(text in source for text in ("Beam", "Eleven doors", "a reader"))


def test_a_page_with_a_video_contacts_nobody_else(family, read):
    page = family["post"]["en"]
    value = {"url": "https://vimeo.com/12345678", "title": "T", "caption": "", "poster": None}
    set_body(page, block("video", value))

    document = read(page.url)

    assert document.find("iframe") is None
    loaded = [
        *(tag["src"] for tag in document.select("[src]")),
        *(
            tag["href"]
            for tag in document.select("link[href]:not([rel=canonical], [rel=alternate])")
        ),
    ]
    assert loaded
    assert all(re.match(rf"/static/|/media/|{django_settings.BASE_URL}", url) for url in loaded)


def test_a_picture_comes_in_the_width_that_fits_and_when_it_is_near(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"])
    photo = PhotoFactory(file__width=1000, file__height=500)
    make_renditions(photo)
    set_body(page, photo_block(photo))

    picture = read(page.url).main.picture

    widths = [entry.split()[-1] for entry in picture.img["srcset"].split(",")]
    assert widths == ["400w", "800w", "1000w"]
    assert picture.source["type"] == "image/webp"
    assert (picture.img["width"], picture.img["height"]) == ("1000", "500")
    assert picture.img["loading"] == "lazy"


def test_each_of_many_pictures_has_its_own_files(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"])
    set_body(page, *(photo_block(make_photo()) for _ in range(3)))

    pictures = read(page.url).main.select("picture")

    assert len({picture.img["srcset"] for picture in pictures}) == 3
    assert len({picture.source["srcset"] for picture in pictures}) == 3


def test_a_decorative_picture_says_nothing(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"])
    set_body(page, photo_block(make_photo(), decorative=True))

    assert read(page.url).main.img["alt"] == ""


def test_a_caption_that_fell_back_says_its_language(publication, read):
    page = StandardPageFactory(parent=publication.homes["he"])
    set_body(page, photo_block(make_photo(caption_en="A door in Fez")))

    caption = read(page.url).main.find(string="A door in Fez").parent

    assert (caption["lang"], caption["dir"]) == ("en", "ltr")


@pytest.mark.parametrize("which", ["about", "post", "home", "index"])
def test_a_page_with_ten_photos_takes_as_many_queries_as_one_with_one(family, client, which):
    page = family[which]["fr"]
    set_body(page, photo_block(make_photo()))
    one = queries_of(client, page.url)
    set_body(page, *(photo_block(make_photo()) for _ in range(10)))

    assert len(queries_of(client, page.url)) == len(one)


@pytest.mark.parametrize("path", ["/en/stories/", "/en/"])
def test_a_list_of_a_dozen_posts_takes_as_many_queries_as_one_of_one(publication, client, path):
    def make_post() -> None:
        post = PostFactory(
            parent=publication.indexes["en"],
            lead_image=make_photo(),
            categories=[CategoryFactory(), CategoryFactory()],
        )
        link_authors(post, AuthorFactory(), AuthorFactory())
        translate(post, "fr", publication.indexes["fr"])

    make_post()
    one = queries_of(client, path)
    for _ in range(11):
        make_post()

    assert len(queries_of(client, path)) == len(one)


@PAGES
def test_reading_a_page_writes_nothing(family, client, which):
    page = family[which]["he"]
    # Without renditions, as in the moment after an upload.
    set_body(page, photo_block(PhotoFactory(file__width=60, file__height=40)))

    queries = queries_of(client, page.url)

    assert queries
    assert all(query.startswith("SELECT ") for query in queries)
    assert not Rendition.objects.exists()


def test_a_draft_is_not_found(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"], slug="draft", live=False)

    assert page.title not in read("/en/draft/", status=404).get_text()


def test_what_changed_since_it_was_published_is_not_read(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"], title="As published")
    page.title = "Not published yet"
    page.save_revision()

    assert read(page.url).h1.get_text() == "As published"


@LANGUAGES
def test_an_unknown_address_is_not_found_and_says_so_in_its_language(
    publication, read, code, direction
):
    page = read(f"/{code}/nothing/here/", status=404)

    assert (page.html["lang"], page.html["dir"]) == (code, direction)
    assert page.main.h1.get_text(strip=True)
    assert page.main.find("a", href=f"/{code}/")
    assert [link["href"] for link in page.select("nav a[hreflang]")] == ["/en/", "/fr/", "/he/"]


@pytest.mark.parametrize(("code", "old", "new"), [("fr", "ete", "été"), ("he", "קינוח", "הקינוח")])
def test_the_old_address_of_a_page_leads_to_the_new_one(family, client, code, old, new):
    page = StandardPageFactory(parent=family["home"][code], slug=old)
    page.slug = new
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    page.refresh_from_db()

    response = client.get(f"/{code}/{old}/")

    assert (response.status_code, response["Location"]) == (301, page.url)
    assert client.get(page.url).status_code == 200


@CODES
def test_an_editor_sees_a_draft_in_its_language(publication, admin_client, code):
    page = StandardPageFactory(parent=publication.homes[code], title="A draft", live=False)
    page.save_revision()

    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))

    document = BeautifulSoup(response.content, "html.parser")
    assert document.html["lang"] == code
    assert document.h1.get_text() == "A draft"


@pytest.fixture
def restricted(publication):
    """A post behind a password, in each language."""
    posts = {}
    for code, index in publication.indexes.items():
        post = PostFactory(parent=index, slug="secret", title="A secret garden", intro="Behind it.")
        set_body(post, block("text", "<p>Here it is.</p>"))
        PageViewRestriction.objects.create(
            page=post, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
        )
        posts[code] = post
    return posts


@LANGUAGES
def test_a_restricted_page_shows_a_form_for_the_password_and_nothing_of_its_own(
    restricted, read, code, direction
):
    page = read(restricted[code].url)

    assert (page.html["lang"], page.html["dir"]) == (code, direction)
    assert page.select_one("form[method=post] input[name=password]")["type"] == "password"
    for own in ("A secret garden", "Behind it.", "Here it is."):
        assert own not in str(page)


def test_a_restricted_page_is_shown_to_who_knows_the_password(restricted, client):
    path = restricted["en"].url
    form = BeautifulSoup(client.get(path).content, "html.parser").select_one("form[method=post]")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}

    wrong = client.post(form["action"], {**hidden, "password": "sesame"}, follow=True)
    right = client.post(form["action"], {**hidden, "password": "open sesame"}, follow=True)

    assert "Here it is." not in wrong.content.decode()
    assert "Here it is." in right.content.decode()


def test_a_page_for_members_leads_to_a_form_to_log_in(publication, client):
    page = StandardPageFactory(parent=publication.homes["en"], title="For members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = client.get(page.url, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain
    assert "For members" not in response.content.decode()
    assert BeautifulSoup(response.content, "html.parser").select_one("input[type=password]")


def test_what_broke_is_said_in_every_language_without_asking_the_database(
    db, rf, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/fr/"))

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert {tag["lang"]: tag["dir"] for tag in page.select("[lang]")} == {
        "en": "ltr",
        "fr": "ltr",
        "he": "rtl",
    }


@pytest.mark.parametrize(
    "path",
    ["/en/", "/en/stories/", "/en/archive/", "/en/categories/film/", "/en/feed.rss"],
)
def test_a_number_that_no_part_of_a_list_has_is_kept_nowhere(publication, client, path):
    PostFactory(parent=publication.indexes["en"], categories=[CategoryFactory(slug="film")])

    assert "Cache-Tag" in client.get(path)
    for number in ("2", "01", "x", ""):
        response = client.get(path, {"page": number})
        assert response.status_code == 200
        assert "Cache-Tag" not in response
        assert response["Cache-Control"] == "no-store"


def test_the_numbers_that_lists_lead_to_are_kept(publication, client):
    PostFactory(parent=publication.indexes["en"])

    assert "Cache-Tag" in client.get("/en/stories/?page=1")
