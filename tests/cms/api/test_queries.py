"""What reading costs, and what it leaves behind: nothing.

The numbers are budgets. One that has to rise says why beside it.
"""

import gc
import socket
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from blog.models import BlogPage, BlogPageAuthor, RelatedPost
from cms.api.answers import PublicAnswers
from cms.images.models import Rendition
from cms.images.renditions import make_renditions
from cms.representation.references import Reading
from tests.cms.api.addresses import headers_of
from tests.factories import (
    AuthorFactory,
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
from tests.statements import written

#: Sites, their root pages, restrictions, and languages.
SURROUNDINGS = 1
#: The page, in the type that the process knows it has.
FIND_A_PAGE = SURROUNDINGS + 1
#: All that a page refers to, such as its authors, its translations, and the photos of its body; and
#: what these refer to, such as authors' photos.
REFERENCES = 2
WHOLE_PAGE = FIND_A_PAGE + REFERENCES
#: How many there are, which, and these themselves: PostgreSQL says it in one query.
PART = 1 if connection.vendor == "postgresql" else 3
LIST_PAGES = SURROUNDINGS + PART
WHOLE_LISTING = LIST_PAGES + REFERENCES
#: With their translations.
SHORT_LISTING = LIST_PAGES + 1


@pytest.fixture
def count(raw):
    """The number of queries that an address takes."""

    def get(address):
        # The first time that a process meets a type of page, it looks it up, and keeps it.
        raw(address)
        with CaptureQueriesContext(connection) as queries:
            response = raw(address)
        assert response.status_code in (200, 302), response.content
        return len(queries)

    return get


KINDS = ("text", "quote", "video", "photo", "source")


def blocks_of(photo, page, document):
    """One block of each kind, by name, with all that it can refer to."""
    links = (
        f'<a linktype="page" id="{page.pk}">one</a> '
        f'<a linktype="document" id="{document.pk}">two</a>'
    )
    embed = f'<embed embedtype="image" id="{photo.pk}" alt="A" format="left"/>'
    video = {"url": "https://vimeo.com/76979871", "title": "A film", "poster": photo.pk}
    source = {"publication": "P", "title": "T", "url": "https://example.org", "thanks": ""}
    return {
        "text": block("text", f"<p>{links}</p>{embed}"),
        "quote": block("quote", {"text": f"<p>{links}</p>", "note": f"<p>{links}</p>"}),
        "video": block("video", video),
        "photo": photo_block(photo),
        "source": block("source", source),
    }


@pytest.fixture
def write(publication):
    """Write English posts, each with rows, photos and links of its own; give the last one."""
    english, french = publication.indexes["en"], publication.indexes["fr"]

    def photo():
        photo = PhotoFactory(file__width=8, file__height=8)
        make_renditions(photo)
        return photo

    def write_posts(number, kinds=KINDS):
        for place in range(number):
            about = StandardPageFactory(parent=publication.homes["en"])
            blocks = blocks_of(photo(), about, make_document())
            post = PostFactory.build(parent=None, lead_image=photo())
            post.body = BlogPage.body.field.to_python([blocks[kind] for kind in kinds])
            post.categories = [CategoryFactory(), CategoryFactory()]
            post.tags.add(f"tag-{place}", "fez")
            post.author_links = [BlogPageAuthor(author=AuthorFactory()) for _ in range(2)]
            # In French: a related post is not listed among the others.
            related = PostFactory(parent=french, locale=french.locale)
            post.related_links = [RelatedPost(post=related)]
            english.add_child(instance=post)
        return post

    return write_posts


POSTS = "pages/?type=blog.BlogPage&locale=en&limit=100"


@pytest.mark.parametrize("number", [1, 5, 20])
def test_whole_posts_cost_the_same_for_any_number_of_them(write, count, raw, number):
    post = write(number)

    assert raw(POSTS).json()["meta"]["total_count"] == number
    assert count(POSTS + "&fields=*") == WHOLE_LISTING
    assert count(POSTS) == SHORT_LISTING
    assert count(POSTS + "&fields=*&search=post") == SURROUNDINGS + 2 + REFERENCES
    assert count(POSTS + "&fields=lead_image(src),authors(name)") == SHORT_LISTING
    assert count(f"pages/{post.pk}/") == WHOLE_PAGE == 4


@pytest.mark.parametrize("number", [1, 5, 20])
def test_files_and_redirects_cost_the_same_for_any_number_of_them(publication, count, number):
    for place in range(number):
        photo = PhotoFactory(file__width=8, file__height=8)
        photo.tags.add(f"tag-{place}")
        make_renditions(photo)
        make_document().tags.add(f"tag-{place}")
        page = StandardPageFactory(parent=publication.homes["en"])
        Redirect.objects.create(old_path=f"/{place}", redirect_page=page)

    # A count, the keys, the rows; tags and the photos' renditions.
    assert count("images/?limit=100&fields=*") == PART + 1
    assert count("documents/?limit=100&fields=*") == PART + 1
    # A count, the keys, the redirects, their pages.
    assert count("redirects/?limit=100&fields=*") == SURROUNDINGS + PART + 1


@pytest.mark.parametrize(
    "kinds",
    [(), ("source",), ("photo",), ("video",), ("text",), ("quote", "photo"), KINDS * 3],
    ids=" ".join,
)
def test_every_mix_of_blocks_costs_the_same(write, count, kinds):
    post = write(1, kinds)

    assert count(f"pages/{post.pk}/") == WHOLE_PAGE
    assert count(POSTS + "&fields=*") == WHOLE_LISTING


def test_a_post_without_anything_costs_less(publication, count):
    post = PostFactory(parent=publication.indexes["en"])

    # Nothing that it refers to refers to anything.
    assert count(f"pages/{post.pk}/") == WHOLE_PAGE - 1


def test_what_is_not_asked_for_costs_nothing(write, count):
    write(1)

    assert count(POSTS + "&fields=_,title,path,date,intro") == LIST_PAGES


@pytest.mark.parametrize(
    ("fields", "are_loaded"),
    [("", False), ("_,title,lead_image(src),tags", False), ("body", True), ("*", True)],
)
def test_bodies_are_loaded_where_they_are_given(write, raw, fields, are_loaded):
    write(1)
    with CaptureQueriesContext(connection) as queries:
        raw(f"{POSTS}&fields={fields}")

    assert any('"body"' in query["sql"] for query in queries) == are_loaded


@pytest.mark.parametrize("number", [1, 3])
def test_related_posts_with_all_that_they_have_cost_the_same_for_any_number(write, count, number):
    write(number)

    # What the related posts refer to.
    assert count(POSTS + "&fields=*,related_posts(*)") == WHOLE_LISTING + 1


def test_translations_cost_nothing_more(write, publication, count):
    post = write(1)
    before = count(f"pages/{post.pk}/")
    for code in ("fr", "he"):
        translate(post, code, publication.indexes[code])

    assert count(f"pages/{post.pk}/") == before


def test_private_pages_and_other_sites_cost_nothing_more(write, publication, count):
    post = write(1)
    addresses = (f"pages/{post.pk}/", POSTS + "&fields=*")
    before = [count(address) for address in addresses]
    for number in range(5):
        private = StandardPageFactory(parent=publication.homes["en"])
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        Site.objects.create(hostname=f"{number}.example.org", root_page=publication.homes["fr"])

    assert [count(address) for address in addresses] == before


def test_finding_a_page_costs_little(write, count):
    post = write(1)

    # The page at the path, and whether the public may read it.
    assert count(f"pages/find/?html_path=/en/stories/{post.slug}/") == SURROUNDINGS + 2
    # Wagtail asks which site it is, and for the page.
    assert count(f"pages/find/?id={post.pk}") == SURROUNDINGS + 2


def test_no_stream_value_is_built_for_reading(write, raw, monkeypatch):
    post = write(2)

    def refuse(*args, **kwargs):
        raise AssertionError("a StreamValue was built")

    monkeypatch.setattr(StreamValue, "__init__", refuse)

    for address in (f"pages/{post.pk}/", POSTS + "&fields=*,related_posts(*)"):
        assert raw(address).status_code == 200


# What reading leaves behind


@pytest.fixture
def addresses(story):
    """One address of each kind."""
    Redirect.objects.create(old_path="/old", redirect_page=story.posts["en"])
    return [
        "pages/",
        POSTS + "&fields=*",
        "pages/?search=doors",
        *(f"pages/{post.pk}/" for post in story.posts.values()),
        "pages/find/?html_path=/en/stories/doors/",
        "pages/987654/",
        "pages/?limit=x",
        "nothing/",
        "images/",
        f"images/{story.photo.pk}/",
        "documents/",
        f"documents/{story.document.pk}/",
        "redirects/",
        "redirects/find/?html_path=/old",
    ]


def test_reading_writes_nothing(addresses, raw):
    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            raw(address)

    assert len(queries) > len(addresses)
    assert written(queries) == []


def test_reading_makes_no_renditions(publication, raw, settings):
    photo = PhotoFactory(file__width=900, file__height=600)
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)
    embed = f'<embed embedtype="image" id="{photo.pk}" alt="A" format="left"/>'
    set_body(post, photo_block(photo), block("text", f"<p>A</p>{embed}"))
    files = sorted(Path(settings.MEDIA_ROOT).rglob("*"))

    for address in (f"pages/{post.pk}/", f"images/{photo.pk}/", "images/"):
        assert raw(address).status_code == 200

    assert Rendition.objects.count() == 0
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*")) == files


def test_reading_contacts_nobody(addresses, raw, monkeypatch):
    def refuse(*args):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert all(raw(address).status_code < 500 for address in addresses)


def test_what_an_answer_was_made_of_is_gone_with_it(write, raw):
    def in_memory():
        return {
            id(each): each
            for each in gc.get_objects()
            # Not isinstance: what is lazy would be worked out.
            if type(each) is Reading or (issubclass(type(each), PublicAnswers) and vars(each))
        }

    write(1)
    before = in_memory()
    gc.disable()
    try:
        raw(POSTS)
        left = in_memory()
    finally:
        gc.enable()

    assert left.keys() - before.keys() == set()


def test_reading_begins_no_session_and_sets_no_cookie(addresses, raw, client):
    for address in addresses:
        assert not raw(address).cookies

    assert not client.cookies
    assert Session.objects.count() == 0


def test_an_answer_depends_on_no_cookie_and_no_language_of_the_browser(addresses, raw):
    for address in addresses:
        varies = raw(address).headers.get("Vary", "").lower()

        assert "cookie" not in varies
        assert "accept-language" not in varies


def test_the_language_of_the_browser_changes_nothing(addresses, raw):
    for address in addresses:
        plain, french = raw(address), raw(address, **{"accept-language": "fr, he;q=0.9"})

        assert (french.status_code, french.content) == (plain.status_code, plain.content)
        assert headers_of(french) == headers_of(plain)


def test_a_language_cookie_changes_nothing(addresses, raw, client, settings):
    plain = [raw(address) for address in addresses]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "he"

    hebrew = [raw(address) for address in addresses]

    assert [answer.content for answer in hebrew] == [answer.content for answer in plain]
    assert [headers_of(answer) for answer in hebrew] == [headers_of(answer) for answer in plain]


def test_the_language_that_happens_to_be_active_changes_nothing(addresses, raw, publication):
    plain = [raw(address).content for address in addresses]
    with translation.override("he"):
        hebrew = [raw(address).content for address in addresses]

    assert hebrew == plain
