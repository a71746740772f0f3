"""The screens that editors and translators use daily say nothing in English to a Hebrew reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Script
from wagtail.models import Page, PageLogEntry
from wagtail.users.models import UserProfile

from tests.cms.translation.translating import send
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    make_document,
    photo_block,
    set_body,
)
from tests.processes import BASE_DIR

#: Attributes that are shown, or read out.
SPOKEN = ("aria-label", "aria-description", "placeholder", "title", "alt")

#: Where nobody reads anything.
UNSEEN = "script, style, svg, noscript, [hidden], kbd, pre, code"

#: Names and file formats, which have no translation.
NAMES = {
    *("Wagtail", "Mosaic", "English", "Français", "français", "localhost", "walk", "txt"),
    *("AVIF", "GIF", "JPG", "JPEG", "PNG", "WEBP", "XLSX", "CSV", "PO", "example", "jpg"),
    *("Esc", "Ctrl", "Alt", "Shift", "http", "domain", "com", "blog", "my", "slug", "UTC"),
}

#: Texts that are not the admin's to translate.
ALLOWED = {
    "Search": "a button for screen readers, English in Wagtail's template",
    "Actions": "a name for screen readers, English in Wagtail's template",
    "1 translation": "the name of wagtail-localize's model, which has no translations",
    "1–2 מתוך 2 None": "Wagtail's search gives no name, in any language",
    "Exhibit page": "a page type of these tests",
    "Exhibit Page": "the same",
    "Curators": "a snippet of these tests",
    "Moderators": "a group in the database",
    "Editors": "a group in the database",
    "הגשה אל Moderators approval": "a workflow in the database",
    "Moderators approval": "a workflow in the database",
    "Root": "a collection in the database",
}

SCREENS = [
    "/",
    "/account/",
    "/pages/",
    "/pages/{index}/",
    "/pages/{index}/add_subpage/",
    "/pages/add/blog/blogpage/{index}/",
    "/pages/{post}/edit/",
    "/pages/{post}/delete/",
    "/pages/{post}/unpublish/",
    "/pages/{post}/copy/",
    "/pages/{post}/move/",
    "/pages/{post}/history/",
    "/pages/{post}/revisions/compare/earliest...live/",
    "/pages/{post}/usage/",
    "/pages/{post}/privacy/",
    "/pages/{post}/workflow_history/",
    "/pages/search/?q=הדלת",
    "/pages/search/?q=אין",
    "/choose-page/",
    "/choose-page/search/?q=הדלת",
    "/choose-external-link/",
    "/choose-email-link/",
    "/choose-phone-link/",
    "/choose-anchor-link/",
    "/embeds/chooser/",
    "/images/",
    "/images/{photo}/",
    "/images/{photo}/delete/",
    "/images/multiple/add/",
    "/images/chooser/",
    "/images/chooser/{photo}/select_format/",
    "/documents/",
    "/documents/edit/{document}/",
    "/documents/multiple/add/",
    "/documents/chooser/",
    "/snippets/blog/category/",
    "/snippets/blog/category/edit/{category}/",
    "/snippets/blog/author/add/",
    "/snippets/choose/blog/category/",
    "/settings/home/sitesettings/",
    "/reports/locked/",
    "/reports/workflow/",
    "/reports/site-history/",
    "/reports/aging-pages/",
    "/localize/reports/translations/",
    "/localize/submit/page/{other}/",
    "/localize/update/{source}/",
    "/pages/{translation}/edit/",
    "/bulk/wagtailcore/page/publish/?id={post}&next=/",
    "/login/",
    "/password_reset/",
]


def visible_texts(html: str) -> Iterator[str]:
    """Everything on a screen that is read, or read out."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(UNSEEN):
        element.decompose()
    for zone in soup.select("[name$=current_time_zone] option"):
        zone.decompose()
    for element in soup.find_all(True):
        yield from (str(element[name]) for name in SPOKEN if element.get(name))
        if element.name == "input" and element.get("type") in ("submit", "button", "reset"):
            yield str(element.get("value", ""))
    for text in soup.find_all(string=True):
        if not isinstance(text, (PreformattedString, Script)) and text.strip():
            yield str(text)


def english_texts(html: str) -> set[str]:
    """The texts with a word in Latin letters that is no name."""
    texts = {" ".join(text.split()) for text in visible_texts(html)}
    return {
        text for text in texts if set(re.findall("[^\\W\\d_א-ת]{2,}", text)) - NAMES
    } - ALLOWED.keys()


@pytest.fixture
def written_in_hebrew(publication, admin_user) -> dict[str, Any]:
    """A publication whose every word is Hebrew, so that all else is the admin's; its rows' ids."""
    admin_user.first_name = admin_user.username = "פלוני"
    admin_user.email = ""
    admin_user.save()
    UserProfile.objects.create(user=admin_user, preferred_language="he")
    PageLogEntry.objects.all().delete()
    index = publication.indexes["en"]
    photo = PhotoFactory(title="דלת", description_en="דלת", caption_en="דלת", credit_en="צלם")
    post = PostFactory(parent=index, title="הדלת", slug="הדלת")
    rest = {"source_title": "", "source_url": "", "note": ""}
    set_body(
        post,
        block("text", "<p>אריח לבדו הוא צבע.</p>"),
        block("quote", {"text": "<p>אריח</p>", "attribution": "פנקס", **rest}),
        photo_block(photo),
    )
    earlier = post.save_revision(user=admin_user)
    PageLogEntry.objects.all().delete()
    earlier.content["body"] = "[]"
    earlier.save()
    other = PostFactory(parent=index, title="עוד", slug="עוד")
    AuthorFactory(name_en="פלונית", name_he="פלונית")
    category = CategoryFactory(name_en="אמנות", name_he="אמנות", slug="אמנות")
    Page.objects.exclude(pk__in=(post.pk, other.pk)).update(title="מדור", draft_title="מדור")
    translation = send(post, user=admin_user)
    return {
        "index": index.pk,
        "post": post.pk,
        "other": other.pk,
        "photo": photo.pk,
        "document": make_document("מסלול").pk,
        "category": category.pk,
        "source": translation.source_id,
        "translation": translation.get_target_instance().pk,
    }


def test_no_screen_says_anything_in_english(client, admin_user, written_in_hebrew):
    found = {}
    for screen in SCREENS:
        if screen in ("/login/", "/password_reset/"):
            client.logout()
        else:
            client.force_login(admin_user)
        response = client.get(
            f"/admin{screen.format(**written_in_hebrew)}",
            follow=True,
            headers={"Accept-Language": "he"},
        )
        assert response.status_code == 200, screen
        html = response.content.decode()
        if response.headers["Content-Type"] == "application/json":
            html = json.loads(html)["html"]
        found[screen] = english_texts(html)
    left = {screen: texts for screen, texts in found.items() if texts}
    assert left == {}


def catalogue(package: Any, *path: str) -> polib.POFile:
    return polib.pofile(str(Path(package.__file__).parent.joinpath(*path)))


def test_all_that_scripts_say_is_said_in_hebrew():
    ours = polib.pofile(str(BASE_DIR / "locale/wagtail/he/LC_MESSAGES/djangojs.po"))
    said = {entry.msgid for entry in ours}
    english = ("locale", "en", "LC_MESSAGES", "djangojs.po")
    asked = [*catalogue(wagtail, "admin", *english), *catalogue(wagtail_localize, *english)]
    assert {entry.msgid for entry in asked} == said


def test_nothing_is_translated_that_wagtail_no_longer_says():
    english = {
        (entry.msgctxt, entry.msgid)
        for package in (wagtail, wagtail_localize)
        for path in Path(package.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
    }
    ours = polib.pofile(str(BASE_DIR / "locale/wagtail/he/LC_MESSAGES/django.po"))
    assert {(entry.msgctxt, entry.msgid) for entry in ours} <= english
