"""The built-in reader, as readers see it."""

from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.conftest import Publication
from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body, translate

HEBREW_TITLE = "הדלת הכחולה של פאס"

VIDEO = {
    "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
    "title": "Sintel",
    "caption": "",
    "poster": None,
}


@pytest.fixture
def hebrew_post(server: str, publication: Publication) -> Any:
    """A post in English and its Hebrew translation, with one of each block; gives the latter."""
    photo = PhotoFactory(caption_he="דלת בפאס", description_he="דלת כחולה")
    english = PostFactory(parent=publication.indexes["en"], title="The blue door of Fez")
    post = translate(
        english, "he", publication.indexes["he"], title=HEBREW_TITLE, slug="הדלת-הכחולה"
    )
    set_body(
        post,
        block("text", "<h2>בעיר העתיקה</h2><p>הדלת נפתחת פעם בשנה.</p>"),
        photo_block(photo),
        block("quote", {"text": "<p>כל אריח הוא מילה.</p>", "attribution": "פנקס"}),
        block("video", VIDEO),
        block("source", {"publication": "המדרגה", "url": "https://example.org/", "thanks": "הלל"}),
    )
    return post


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE])
def test_a_hebrew_page_is_mirrored_and_complete(
    page: Tab, server: str, hebrew_post: Any, viewport: Any
):
    page.set_viewport_size(viewport)
    page.goto(f"{server}/he/סיפורים/הדלת-הכחולה/")

    assert page.locator("html").get_attribute("lang") == "he"
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    expect(page.get_by_role("heading", level=1)).to_have_text(HEBREW_TITLE)
    for text in ("הדלת נפתחת פעם בשנה.", "דלת בפאס", "כל אריח הוא מילה.", "Sintel", "המדרגה"):
        expect(page.get_by_text(text).first).to_be_visible()
    paragraph = page.get_by_text("הדלת נפתחת פעם בשנה.")
    starts_at_the_right = page.evaluate(
        """paragraph => {
            const range = document.createRange(); range.selectNodeContents(paragraph);
            const text = range.getBoundingClientRect(), box = paragraph.getBoundingClientRect();
            return box.right - text.right < text.left - box.left;
        }""",
        paragraph.element_handle(),
    )
    assert starts_at_the_right


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_over_the_edge(page: Tab, server: str, hebrew_post: Any, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/he/סיפורים/הדלת-הכחולה/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_switch_leads_to_the_same_pages_translation(
    page: Tab, server: str, hebrew_post: Any
):
    page.goto(f"{server}/he/סיפורים/הדלת-הכחולה/")
    page.get_by_role("link", name="English").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The blue door of Fez")
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_a_video_contacts_nobody_before_the_click(
    page: Tab, server: str, hebrew_post: Any, requested_hosts: list[str]
):
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="player"))
    page.goto(f"{server}/he/סיפורים/הדלת-הכחולה/", wait_until="networkidle")
    assert set(requested_hosts) == {server.removeprefix("http://")}

    page.get_by_text("Sintel").first.click()
    frame = page.locator("iframe")
    expect(frame).to_have_count(1)
    src = frame.get_attribute("src") or ""
    assert src.startswith("https://www.youtube-nocookie.com/embed/eRsGyueVLvQ")
    assert "www.youtube-nocookie.com" in requested_hosts


def test_the_keyboard_reaches_the_content_past_the_navigation(
    page: Tab, server: str, hebrew_post: Any
):
    page.goto(f"{server}/he/סיפורים/הדלת-הכחולה/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""
    assert page.evaluate("document.querySelector(location.hash)?.closest('main') !== null")
