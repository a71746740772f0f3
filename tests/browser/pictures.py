"""Takes the pictures of the translators' guide: ``make pictures``. It is no test."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab
from wagtail.models import Page
from wagtail.users.models import UserProfile

from blog.models import BlogPage
from cms.translation.glossary.models import GlossaryTerm
from cms.translation.roles import make_roles
from tests.cms.translation.translating import locale, send, target, translation, write
from tests.conftest import Publication
from tests.factories import PostFactory, block, set_body, translate
from tests.processes import BASE_DIR

FOLDER = BASE_DIR / "docs" / "pictures"

TEXT = (
    '<p>In 1948 they hid <a href="https://example.org/">all the letters</a> in a tin.</p>'
    "<p>The tin was rusty.</p>"
)
HEBREW = {
    "The tin was rusty.": "הקופסה הייתה חלודה.",
    'In 1948 they hid <a id="a1">all the letters</a> in a tin.': (
        'ב-1948 הם החביאו <a id="a1">את כל המכתבים</a> בקופסת פח.'
    ),
}


@pytest.fixture
def hebrew(publication: Publication) -> Any:
    """A Hebrew translation one sentence of whose source has changed."""
    make_roles()
    index = publication.indexes["en"]
    GlossaryTerm.objects.create(
        term_en="tin", term_fr="boîte", term_he="קופסת פח", note="A box, never a can."
    )
    live = PostFactory(parent=index, title="The carpet that remembers")
    translate(live, "he", publication.indexes["he"])
    translate(live, "fr", publication.indexes["fr"])
    PostFactory(parent=index, title="An open-air screen")
    lantern = PostFactory(
        parent=index, title="The rusty lantern", intro="The tin was rusty, and older than most."
    )
    send(lantern)
    write(lantern, title="העששית החלודה", intro="הקופסה הייתה חלודה, וישנה מרובן.")
    name(target(lantern), "העששית החלודה")
    post = PostFactory(parent=index, title="Letters in a tin", slug="letters")
    set_body(post, block("text", TEXT, "one"))
    send(post)
    write(post, title="מכתבים בקופסת פח", slug="מכתבים")
    for segment in translation(post).source.stringsegment_set.select_related("string"):
        if segment.string.data in HEBREW:
            segment.string.translations.create(
                context=segment.context,
                locale=locale("he"),
                data=HEBREW[segment.string.data],
                translation_type="manual",
            )
    translation(post).save_target()
    target(post).get_latest_revision().publish()
    source = BlogPage.objects.get(pk=post.pk)
    changed = TEXT.replace("rusty", "rusty, and older than the house")
    source.body = BlogPage.body.field.to_python([block("text", changed, "one")])
    source.save_revision().publish()
    return target(post)


def name(page: Page, title: str) -> None:
    Page.objects.filter(pk=page.pk).update(title=title, draft_title=title)


def keep(picture: bytes, path: Path) -> None:
    """Keep a picture in few colours: screens have no more, and the file is small."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(64).save(path, optimize=True)


def test_take_pictures(page: Tab, server: str, hebrew: Any, log_in: Callable[..., Any]):
    user = log_in()
    page.set_viewport_size({"width": 1100, "height": 720})

    def take(address: str, file: str, part: Callable[[], Locator] | None = None) -> None:
        page.goto(f"{server}{address}")
        page.wait_for_load_state("networkidle")
        keep((part() if part else page).screenshot(), FOLDER / file)

    def stale() -> Locator:
        segment = page.locator(".desk-segment--outdated")
        segment.locator("summary").click()
        expect(segment.locator(".desk-match").first).to_be_visible()
        return segment

    take("/admin/", "front-page.png", lambda: page.locator("#translations-section"))
    take("/admin/translations/", "matrix.png")
    take(f"/admin/desk/{hebrew.pk}/", "out-of-date.png", stale)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "he"})
    take(f"/admin/desk/{hebrew.pk}/", "desk-in-hebrew.png")
    assert all(path.stat().st_size < 150_000 for path in FOLDER.glob("*.png"))
