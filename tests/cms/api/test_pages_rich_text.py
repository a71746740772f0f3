"""Rich text comes in the format that is asked for."""

import pytest

from tests.factories import PostFactory, block, make_document, set_body


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

    [text] = api(f"pages/{post.pk}/")["body"]
    assert "<script>" not in text["value"]
