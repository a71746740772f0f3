"""An editor composes a page in the admin, and the API gives it."""

import re
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.conftest import Publication, moderators
from tests.factories import PhotoFactory, PostFactory, block, set_body


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


def test_what_is_typed_is_kept_as_a_draft_without_a_click(
    page: Tab,
    server: str,
    log_in: Callable[..., Any],
    publication: Publication,
    api: Callable[..., Any],
):
    post = PostFactory(parent=publication.indexes["he"], title="דלת")
    log_in(moderators())
    page.goto(server + reverse("wagtailadmin_pages:edit", args=[post.pk]))
    page.press("[name=title]", "End")
    # As people type: what was there at first is remembered a while after the form came.
    page.locator("[name=title]").press_sequentially(" כחולה בעיר העתיקה", delay=200)
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()

    page.reload()
    expect(page.locator("[name=title]")).to_have_value("דלת כחולה בעיר העתיקה")
    assert api(f"pages/{post.pk}/")["title"] == "דלת"


def test_the_checks_of_a_clean_post_find_nothing_that_its_editor_could_not_mend(
    page: Tab, server: str, log_in: Callable[..., Any], publication: Publication
):
    post = PostFactory(
        parent=publication.indexes["he"], title="דלת", search_description="דלת כחולה"
    )
    set_body(post, block("text", "<h2>דלת</h2><p>כחולה.</p>"))
    log_in(moderators())
    page.goto(server + reverse("wagtailadmin_pages:edit", args=[post.pk]))
    page.get_by_role("button", name="Toggle checks").click()

    panel = page.locator("[data-side-panel=checks]")
    # The words are counted where the page is checked.
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("0")


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
