"""What is written in the admin runs as its own language does, whatever the editor speaks."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from tests.browser.conftest import PHONE
from tests.cms.translation.translating import send
from tests.conftest import Publication
from tests.factories import CategoryFactory, PostFactory

#: The language that an editor reads, and the page that they write.
CASES = [("en", "he", "rtl"), ("he", "en", "ltr")]


@pytest.fixture
def log_in_speaking(log_in: Callable[..., Any]) -> Callable[[str], None]:
    def enter(language: str) -> None:
        UserProfile.objects.update_or_create(
            user=log_in(), defaults={"preferred_language": language}
        )

    return enter


def direction(element: Any) -> str:
    return str(element.evaluate("element => getComputedStyle(element).direction"))


def places(texts: list[Any], axis: str) -> int:
    """How many places they have on an axis; a few pixels of a border make no other one."""
    found = sorted(text.bounding_box()[axis] for text in texts)
    return 1 + sum(after - before > 8 for before, after in pairwise(found))


def settle(page: Tab, texts: list[Any], expected: tuple[int, int]) -> tuple[int, int]:
    """Return how many places they have across and down; wait while that is not what is expected.

    While a page is being laid out, they may still be on their way.
    """
    for _ in range(100):
        found = places(texts, "x"), places(texts, "y")
        if found == expected:
            break
        page.wait_for_timeout(100)
    return found


def add(page: Tab, place: int) -> Any:
    """Add the block that stands at this place among the choices."""
    body = page.locator("#panel-child-content-body-section")
    blocks = body.locator("[data-streamfield-child]")
    before = blocks.count()
    body.locator(".c-sf-add-button").last.click()
    page.locator(".w-combobox [role=option]").nth(place).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


@pytest.mark.parametrize(("spoken", "written", "expected"), CASES)
def test_a_pages_inputs_run_as_the_page_does(
    page: Tab,
    server: str,
    log_in_speaking: Callable[[str], None],
    publication: Publication,
    spoken: str,
    written: str,
    expected: str,
):
    log_in_speaking(spoken)
    parent = publication.indexes[written]
    page.goto(f"{server}/admin/pages/add/blog/blogpage/{parent.pk}/")
    added = [add(page, place) for place in range(5)]

    language = f"[lang={written}]"
    for name in ("title", "intro", "seo_title", "search_description"):
        text = page.locator(f"[name={name}]{language}")
        assert direction(text) == expected, name
    for block in added:
        expect(block.locator("input[type=url]").or_(block.locator(language)).first).to_be_attached()
        for text in block.locator("input[type=text], textarea, [contenteditable=true]").all():
            if text.get_attribute("role") != "combobox":
                assert direction(text) == expected, text.get_attribute("name")
        for address in block.locator("input[type=url]").all():
            assert direction(address) == "ltr"
    assert direction(page.locator("[name=slug]")) == "ltr"


@pytest.mark.parametrize("spoken", ["en", "he"])
def test_the_translation_editor_runs_each_text_as_its_language_does(
    page: Tab,
    server: str,
    log_in_speaking: Callable[[str], None],
    publication: Publication,
    spoken: str,
):
    post = PostFactory(parent=publication.indexes["en"], title="A door", intro="It opens once.")
    target = send(post).get_target_instance()
    log_in_speaking(spoken)
    page.goto(f"{server}/admin/pages/{target.pk}/edit/")

    source = page.locator(".js-translation-editor p[lang=en]", has_text="It opens once.").first
    assert direction(source) == "ltr"
    page.locator(".js-translation-editor li:has(p:text('It opens once.')) ul button").first.click()
    text = page.locator(".js-translation-editor textarea[lang=he]")
    expect(text).to_be_visible()
    assert direction(text) == "rtl"


def test_the_languages_of_a_shared_row_stand_side_by_side(
    page: Tab, server: str, log_in_speaking: Callable[[str], None], publication: Publication
):
    category = CategoryFactory(name_en="Film", name_he="קולנוע")
    log_in_speaking("he")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{server}/admin/snippets/blog/category/edit/{category.pk}/")
    inputs = [page.locator(f"[name=name_{code}]") for code in ("en", "fr", "he")]

    assert [direction(text) for text in inputs] == ["ltr", "ltr", "rtl"]
    assert settle(page, inputs, (3, 1)) == (3, 1)
    expect(inputs[1]).to_have_attribute("placeholder", "ריק")
    styles = [text.evaluate("input => getComputedStyle(input).borderStyle") for text in inputs]
    assert styles == ["solid", "dashed", "solid"]

    page.set_viewport_size(PHONE)
    assert settle(page, inputs, (1, 3)) == (1, 3)
