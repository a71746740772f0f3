"""A page goes from English into Hebrew, and its translation is kept up with it: the whole way."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from wagtail.users.models import UserProfile

from blog.models import BlogPage
from cms.translation.roles import make_roles
from tests.cms.translation.translating import target
from tests.conftest import Publication, moderators
from tests.factories import PostFactory, block, set_body, translate

PASSWORD = "something-long"

TEXT = "<p>Nobody knew who had hidden them.</p><p>The tin was rusty.</p>"
CHANGED = TEXT.replace("rusty", "rusty, and older than the house")

#: What the translator writes, by what they read.
TRANSLATED = {
    "Letters in a tin": "מכתבים בקופסת פח",
    "Nobody knew who had hidden them.": "איש לא ידע מי החביא אותם.",
    "The tin was rusty.": "הקופסה הייתה חלודה.",
    "letters": "מכתבים-בקופסה",
}


@pytest.fixture
def post(publication: Publication) -> BlogPage:
    """A live English post, and the groups that work on it."""
    moderators()
    make_roles()
    post = PostFactory(parent=publication.indexes["en"], title="Letters in a tin", slug="letters")
    set_body(post, block("text", TEXT, "one"))
    return post


@pytest.fixture
def sit_down(
    browser: Browser, server: str, django_user_model: Any, watch: Callable[[Any], None]
) -> Iterator[Callable[[str, str], Tab]]:
    """Let somebody of a group log in, with a browser of their own."""
    contexts = []

    def enter(group: str, language: str) -> Tab:
        user = django_user_model.objects.create_user(f"{len(contexts)}", password=PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        watch(contexts[-1])
        tab = contexts[-1].new_page()
        tab.goto(f"{server}/admin/login/")
        tab.fill("[name=username]", user.username)
        tab.fill("[name=password]", PASSWORD)
        tab.click("button[type=submit]")
        tab.wait_for_url(f"{server}/admin/")
        return tab

    yield enter
    for context in contexts:
        context.close()


def cell(tab: Tab, title: str) -> Any:
    """The cell of a page in the matrix, where one language is shown."""
    return tab.locator("tr", has_text=title).locator("td.translation-cell")


def test_an_english_speaking_editor_edits_a_hebrew_page(
    server: str, publication: Publication, post: BlogPage, sit_down: Callable[[str, str], Tab]
):
    page = translate(post, "he", publication.indexes["he"], title="מכתבים", slug="מכתבים")
    editor = sit_down("Editors", "en")

    editor.goto(f"{server}/admin/pages/{page.pk}/edit/")
    expect(editor.locator("html")).to_have_attribute("dir", "ltr")
    title = editor.locator("[name=title]")
    expect(title).to_have_attribute("dir", "rtl")
    title.fill("מכתבים מפאס")
    editor.get_by_role("button", name="Save draft").click()

    expect(editor.locator(".messages")).to_contain_text("מכתבים מפאס")
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "מכתבים מפאס"
    assert page.title == "מכתבים"


def begin(translator: Tab, server: str, title: str) -> None:
    """Find a page that is missing, and begin its translation."""
    translator.goto(f"{server}/admin/translations/?language=he&state=missing")
    expect(cell(translator, title)).to_contain_text("חסר")
    cell(translator, title).get_by_role("link").click()
    translator.locator("[name=locales]:checked").wait_for()
    translator.locator("form [type=submit]").last.click()
    translator.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    heading = translator.locator(".js-translation-editor h3").first
    expect(heading).to_have_text("מ־English אל עברית")
    first = translator.locator(".js-translation-editor footer .button").first
    expect(first).to_have_text("שולחן המתרגמים")


def open_desk(tab: Tab, server: str, title: str, state: str, name: str) -> None:
    """Find a page that is in a state, and go to its desk."""
    tab.goto(f"{server}/admin/translations/?language=he&state={state}")
    cell(tab, title).get_by_role("link", name=name).click()
    tab.wait_for_url(re.compile(r"/desk/\d+/"))


def write_all(translator: Tab) -> None:
    """Write every text of the page at its desk, and save."""
    for source, text in TRANSLATED.items():
        segment = translator.locator(
            ".desk-segment", has=translator.get_by_text(source, exact=True)
        )
        direction = "ltr" if source == "letters" else "rtl"
        expect(segment.locator("textarea")).to_have_css("direction", direction)
        segment.locator("textarea").fill(text)
    translator.locator(".desk-save button").first.click()
    expect(translator.locator(".desk-segment--done")).to_have_count(4)


def press(tab: Tab, action: str) -> None:
    """Press a button that the desk has when all is translated."""
    tab.locator(f".desk-finish [value={action}]").click()
    expect(tab.locator(".messages .success")).to_be_visible()


def test_a_page_is_translated_reviewed_published_and_kept_up(
    server: str, post: BlogPage, sit_down: Callable[[str, str], Tab], api: Callable[..., Any]
):
    translator = sit_down("Translators: עברית", "he")
    expect(translator.locator("html")).to_have_attribute("dir", "rtl")
    begin(translator, server, post.title)
    open_desk(translator, server, post.title, "progress", "שולחן המתרגמים")
    write_all(translator)
    press(translator, "submit")
    page = target(post)
    assert not page.live

    moderator = sit_down("Moderators", "en")
    open_desk(moderator, server, post.title, "review", "Translators' desk")
    press(moderator, "publish")
    document = api(f"pages/{page.pk}/")
    assert document["title"] == TRANSLATED["Letters in a tin"]
    assert document["meta"]["slug"] == TRANSLATED["letters"]
    assert document["meta"]["translation"]["state"] == "current"
    assert TRANSLATED["The tin was rusty."] in document["body"][0]["value"]

    source = BlogPage.objects.get(pk=post.pk)
    source.body = BlogPage.body.field.to_python([block("text", CHANGED, "one")])
    source.save_revision().publish()
    document = api(f"pages/{page.pk}/")
    assert document["meta"]["translation"]["state"] == "outdated"
    assert TRANSLATED["The tin was rusty."] in document["body"][0]["value"]

    open_desk(translator, server, post.title, "outdated", "שולחן המתרגמים")
    expect(translator.locator(".desk-segment--done")).to_have_count(3)
    stale = translator.locator(".desk-segment--outdated")
    expect(stale.locator("ins")).to_have_text(", and older than the house")
    expect(stale.locator("textarea")).to_have_value(TRANSLATED["The tin was rusty."])
    stale.locator("[name=confirm]").click()
    expect(translator.locator(".desk-segment--done")).to_have_count(4)
    press(translator, "submit")

    open_desk(moderator, server, post.title, "review", "Translators' desk")
    press(moderator, "publish")
    assert api(f"pages/{page.pk}/")["meta"]["translation"]["state"] == "current"
