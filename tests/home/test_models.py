import pytest
from wagtail import hooks

from blog.models import BlogIndexPage
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory, block, set_body


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_home_page_shows_its_introduction_and_body(publication, read, code):
    home = publication.homes[code]
    home.intro = "A small magazine."
    set_body(home, block("text", "<p>Tiles, one at a time.</p>"))

    text = read(f"/{code}/").main.get_text()

    assert "A small magazine." in text
    assert "Tiles, one at a time." in text


def test_a_home_page_shows_the_sections_that_applications_hang_on_it(publication, read):
    def section(page, request):
        return f"<p>A section for {page.title} at {request.path}</p>"

    with hooks.register_temporarily("home_page_sections", section):
        main = read("/fr/").main

    assert "A section for Accueil at /fr/" in main.get_text()


def test_a_standard_page_shows_its_title_introduction_and_body(publication, read):
    page = StandardPageFactory(parent=publication.homes["en"], slug="about", intro="Who we are.")
    set_body(page, block("text", "<p>We collect tiles.</p>"))

    main = read("/en/about/").main

    assert main.h1.get_text() == page.title
    assert "Who we are." in main.get_text()
    assert "We collect tiles." in main.get_text()


def test_a_standard_page_may_have_others_below_it(publication, read):
    parent = StandardPageFactory(parent=publication.homes["en"], slug="about")
    StandardPageFactory(parent=parent, slug="people", title="People")

    assert read("/en/about/people/").h1.get_text() == "People"


@pytest.mark.parametrize("model", [HomePage, StandardPage, BlogIndexPage])
def test_introduction_and_body_of_a_page_are_searched(model):
    assert {"title", "intro", "body"} <= {field.field_name for field in model.search_fields}
