import re

import pytest
from django.utils import translation
from wagtail import blocks
from wagtail.embeds.finders import get_finders
from wagtail.embeds.finders.base import EmbedFinder
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from cms.images.models import Rendition
from cms.images.renditions import make_renditions
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.representation.richtext import RichTextRepresentation
from home.models import HomePage
from tests.factories import PhotoFactory, StandardPageFactory, make_document, translate
from tests.reading import count_queries, read, read_block

FILM = "https://www.youtube.com/watch?v=eRsGyueVLvQ"


def rich(html, language=ENGLISH, **reading):
    return read(html, RichTextRepresentation(), language, **reading)


def page_link(page):
    return f'<p><a linktype="page" id="{page.pk}">here</a></p>'


def document_link(document):
    return f'<p><a linktype="document" id="{document.pk}">here</a></p>'


def image_embed(photo, alt="A blue door"):
    return f'<embed embedtype="image" id="{photo.pk}" alt="{alt}" format="left"/>'


def media_embed(url=FILM):
    return f'<embed embedtype="media" url="{url}"/>'


@pytest.fixture
def here(publication, rf):
    """A request to the publication's site, in which links are paths."""
    return {"request": rf.get("/", SERVER_NAME="localhost")}


@pytest.fixture
def about(publication):
    """A page in English and French."""
    english = StandardPageFactory(parent=publication.homes["en"], title="About", slug="about")
    translate(english, "fr", publication.homes["fr"], slug="a-propos")
    return english


def test_text_without_references_is_given_as_it_is_stored():
    html = '<h2>Tiles &amp; more</h2><p>By <b>hand</b>, <a href="https://example.org/">see</a>.</p>'
    assert rich(html) == html


@pytest.mark.parametrize("stored", ["", None])
@pytest.mark.parametrize("output", ["html", "db_html", "markdown", "db_markdown"])
def test_no_text_is_empty_in_every_format(stored, output):
    assert rich(stored, rich_text_format=output) == ""


@pytest.mark.parametrize(("language", "path"), [(ENGLISH, "/en/about/"), (FRENCH, "/fr/a-propos/")])
def test_a_page_link_leads_to_the_page_in_the_language_of_the_text(about, here, language, path):
    assert rich(page_link(about), language, **here) == f'<p><a href="{path}">here</a></p>'


def test_a_page_link_does_not_follow_the_language_of_the_request(about, here):
    with translation.override("he"):
        assert 'href="/fr/a-propos/"' in rich(page_link(about), FRENCH, **here)


def test_a_page_link_leads_to_the_page_itself_where_there_is_no_translation(about, here):
    assert 'href="/en/about/"' in rich(page_link(about), HEBREW, **here)


def test_a_page_link_leads_to_the_page_itself_where_the_translation_is_a_draft(about, here):
    about.get_translations().get().unpublish()
    assert 'href="/en/about/"' in rich(page_link(about), FRENCH, **here)


def test_a_page_link_is_percent_encoded(publication, here):
    page = StandardPageFactory(parent=publication.homes["he"], slug="אודות")
    assert 'href="/he/%D7%90%D7%95%D7%93%D7%95%D7%AA/"' in rich(page_link(page), HEBREW, **here)


def test_a_page_link_to_another_site_is_a_whole_address(publication, here):
    root = publication.homes["en"].get_parent()
    other = root.add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example.org", root_page=other)
    page = StandardPageFactory(parent=other, slug="about")
    assert 'href="http://other.example.org/en/about/"' in rich(page_link(page), **here)


def test_a_link_to_a_draft_has_no_address(about, here):
    about.unpublish()
    assert rich(page_link(about), **here) == "<p><a>here</a></p>"


def test_a_link_to_a_private_page_has_no_address(about, here):
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert rich(page_link(about), **here) == "<p><a>here</a></p>"


def test_a_link_to_a_page_below_a_private_one_has_no_address(about, here):
    below = StandardPageFactory(parent=about, slug="team")
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="x")
    assert rich(page_link(below), **here) == "<p><a>here</a></p>"


def test_a_link_to_a_deleted_page_has_no_address(about, here):
    html = page_link(about)
    about.delete()
    assert rich(html, **here) == "<p><a>here</a></p>"


def test_a_link_to_a_page_outside_every_site_has_no_address(publication, here):
    root = publication.homes["en"].get_parent()
    stray = root.add_child(instance=HomePage(title="Stray", slug="stray"))
    assert rich(page_link(stray), **here) == "<p><a>here</a></p>"


def test_a_link_to_a_document_leads_to_its_download(db):
    document = make_document()
    assert rich(document_link(document)) == (
        f'<p><a href="http://127.0.0.1:8000/documents/{document.pk}/walk.txt">here</a></p>'
    )


def test_a_link_to_a_document_in_a_private_collection_has_no_address(db):
    document = make_document()
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    assert rich(document_link(document)) == "<p><a>here</a></p>"


def test_a_link_to_a_deleted_document_has_no_address(db):
    document = make_document()
    html = document_link(document)
    document.delete()
    assert rich(html) == "<p><a>here</a></p>"


@pytest.mark.parametrize("linktype", ["page", "document"])
@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "²", "9" * 30, "9" * 5000])
def test_a_link_to_what_cannot_be_a_key_has_no_address(db, linktype, key):
    assert rich(f'<p><a linktype="{linktype}" id="{key}">here</a></p>') == "<p><a>here</a></p>"


def test_a_link_of_an_unknown_type_has_no_address(db):
    assert rich('<p><a linktype="song" id="1">here</a></p>') == "<p><a>here</a></p>"


@pytest.mark.parametrize("href", ["https://example.org/", "mailto:a@example.org", "#top"])
def test_other_links_stay_beside_those_that_are_resolved(about, here, href):
    html = f'<p><a href="{href}">there</a></p>'
    assert html in rich(html + page_link(about), **here)


def test_an_image_is_a_responsive_picture_with_the_alternative_text_of_this_use(db):
    photo = PhotoFactory(file__width=900, file__height=600)
    make_renditions(photo)
    html = rich(image_embed(photo))
    assert html.startswith("<picture>")
    assert 'alt="A blue door"' in html
    assert 'type="image/webp"' in html
    assert "400w" in html


def test_an_image_without_a_text_of_this_use_has_the_photos_own_in_the_language(db):
    photo = PhotoFactory(description_fr="Une porte")
    assert 'alt="Une porte"' in rich(image_embed(photo, alt=""), FRENCH)


def test_an_image_that_is_gone_leaves_nothing(db):
    assert rich('<p>Tiles.</p><embed embedtype="image" id="4711" alt="x"/>') == "<p>Tiles.</p>"


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_an_image_with_what_cannot_be_a_key_leaves_nothing(db, key):
    assert rich(f'<embed embedtype="image" id="{key}"/>') == ""


def test_a_media_embed_is_a_plain_link(db):
    assert rich(media_embed()) == f'<p><a href="{FILM}">{FILM}</a></p>'


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", ""])
def test_a_media_embed_of_no_web_address_leaves_nothing(db, url):
    assert rich(media_embed(url)) == ""


def test_the_address_of_a_media_embed_is_escaped(db):
    url = "https://example.org/?a=1&amp;b=&quot;&gt;&lt;script&gt;"
    assert rich(media_embed(url)) == f'<p><a href="{url}">{url}</a></p>'


class Provider(EmbedFinder):
    """A provider of videos that would answer."""

    asked: list[str] = []

    def __init__(self, **options):
        pass

    def accept(self, url):
        return True

    def find_embed(self, url, **options):
        self.asked.append(url)
        return {"html": "<iframe></iframe>", "title": "Sintel", "type": "video"}


@pytest.fixture
def provider(settings, monkeypatch):
    settings.WAGTAILEMBEDS_FINDERS = [{"class": f"{__name__}.Provider"}]
    monkeypatch.setattr(Provider, "asked", [])
    get_finders.cache_clear()
    yield Provider
    get_finders.cache_clear()


@pytest.mark.parametrize("output", ["html", "db_html", "markdown", "db_markdown"])
def test_no_provider_is_asked_while_a_text_with_a_video_is_read(db, provider, output):
    assert "youtube.com" in rich(media_embed(), rich_text_format=output)
    assert provider.asked == []


@pytest.mark.parametrize("output", ["html", "db_html", "markdown", "db_markdown"])
def test_reading_a_text_with_an_image_makes_no_rendition(db, output):
    photo = PhotoFactory()
    assert rich(image_embed(photo), rich_text_format=output)
    assert not Rendition.objects.exists()


def test_db_html_is_what_is_stored(about, here):
    html = page_link(about) + image_embed(PhotoFactory()) + media_embed()
    assert rich(html, rich_text_format="db_html", **here) == html


def test_markdown_has_everything_resolved(about, here):
    photo = PhotoFactory()
    make_renditions(photo)
    html = f"<h2>Tiles</h2>{page_link(about)}{image_embed(photo)}{media_embed()}"
    lines = rich(html, FRENCH, rich_text_format="markdown", **here).splitlines()
    src = re.search('src="([^"]*)"', rich(image_embed(photo)))[1]
    assert [line for line in lines if line] == [
        "## Tiles",
        "[here](/fr/a-propos/)",
        f"![A blue door]({src})",
        f"[{FILM}]({FILM})",
    ]


def test_markdown_of_a_link_to_a_draft_is_its_text(about, here):
    about.unpublish()
    assert rich(page_link(about), rich_text_format="markdown", **here) == "here\n\n"


def test_db_markdown_keeps_references(about):
    photo, document = PhotoFactory(), make_document()
    html = (
        f"<h2>Tiles</h2>{page_link(about)}{document_link(document)}"
        f"{image_embed(photo)}{media_embed('https://example.org/')}"
    )
    lines = rich(html, rich_text_format="db_markdown").splitlines()
    assert [line for line in lines if line] == [
        "## Tiles",
        f"[here](wagtail://page?id={about.pk})",
        f"[here](wagtail://document?id={document.pk})",
        f"![A blue door](wagtail://image?id={photo.pk}&format=left)",
        "![https://example.org/](wagtail://media?url=https%3A%2F%2Fexample.org%2F)",
    ]


def test_markdown_keeps_to_the_features_of_its_block(db):
    block = blocks.RichTextBlock(features=["bold"])
    html = "<p><b>One</b> <i>two</i></p>"
    assert read_block(block, html, rich_text_format="markdown") == "**One** two\n\n"


@pytest.mark.parametrize(
    "make",
    [
        lambda homes: page_link(StandardPageFactory(parent=homes["en"])),
        lambda homes: document_link(make_document()),
        lambda homes: image_embed(PhotoFactory()),
    ],
    ids=["pages", "documents", "images"],
)
def test_ten_references_cost_as_many_queries_as_one(publication, make):
    texts = [make(publication.homes) for _ in range(10)]
    one = count_queries(texts[:1], RichTextRepresentation())
    assert one > 0
    assert count_queries(texts, RichTextRepresentation()) == one
    assert count_queries(["".join(texts)], RichTextRepresentation()) == one


def test_text_without_references_costs_no_query(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        rich(f'<p><a href="https://example.org/">x</a></p>{media_embed()}')
