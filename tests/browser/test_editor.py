"""An editor composes a page in the admin, and the API gives it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.conftest import Publication, moderators
from tests.factories import PhotoFactory


def add_block(page: Tab, label: str) -> Any:
    """Add a block at the end of the body and return its section of the form."""
    body = page.locator("#panel-child-content-body-section")
    blocks = body.locator("[data-streamfield-child]")
    before = blocks.count()
    body.locator(".c-sf-add-button").last.click()
    page.locator(".w-combobox [role=option]", has_text=label).first.click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def write(section: Any, text: str) -> None:
    """Type into a rich text input."""
    editor = section.locator(".public-DraftEditor-content").first
    editor.press_sequentially(text)
    expect(editor).to_have_text(text)


def test_an_editor_composes_and_publishes_a_page_with_one_of_each_block(
    page: Tab,
    server: str,
    log_in: Callable[..., Any],
    publication: Publication,
    api: Callable[..., Any],
):
    PhotoFactory(title="A blue door")
    log_in(moderators())
    page.goto(f"{server}/admin/pages/add/blog/blogpage/{publication.indexes['en'].pk}/")
    page.fill("[name=title]", "A composed page")

    write(add_block(page, "Text"), "Running text.")
    quote = add_block(page, "Quotation")
    write(quote, "Somebody else's words.")
    quote.locator("[name$='-attribution']").fill("A notebook")
    photo = add_block(page, "Photo")
    photo.get_by_role("button", name="Choose an image").click()
    page.get_by_role("link", name="A blue door").click()
    expect(photo.locator("[data-chooser-title]")).to_contain_text("A blue door")
    photo.locator("[name$='-alt_text']").fill("A door painted blue")
    video = add_block(page, "Video")
    video.locator("[name$='-url']").fill("https://youtu.be/eRsGyueVLvQ")
    video.locator("[name$='-title']").fill("Sintel")
    source = add_block(page, "Source")
    source.locator("[name$='-publication']").fill("A review")
    source.locator("[name$='-url']").fill("https://example.org/article")

    page.get_by_role("button", name=re.compile("More actions|Actions")).last.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messages")).to_contain_text("published")

    [item] = api("pages/", type="blog.BlogPage", fields="body")["items"]
    values = {block["type"]: block["value"] for block in item["body"]}
    assert item["title"] == "A composed page"
    assert list(values) == ["text", "quote", "photo", "video", "source"]
    assert "Running text." in values["text"]
    assert values["quote"]["attribution"] == "A notebook"
    assert values["photo"]["image"]["alt"] == "A door painted blue"
    assert values["video"]["provider"] == "youtube"
    assert values["source"]["publication"] == "A review"
