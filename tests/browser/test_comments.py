"""A comment goes from the form through the queue to the page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from blog.comments import trap
from tests.conftest import Publication
from tests.factories import PostFactory


def test_a_comment_waits_is_approved_and_appears(
    page: Tab,
    server: str,
    log_in: Callable[..., Any],
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(trap, "MIN_SECONDS", -1)
    post = PostFactory(parent=publication.indexes["he"], title="דלתות", slug="doors")
    page.goto(f"{server}/he/סיפורים/doors/")
    with page.expect_response("**/comments/token/"):
        page.focus("form.comment-form [name=name]")
    page.fill("form.comment-form [name=name]", "נעמי")
    page.fill("form.comment-form [name=email]", "naomi@example.org")
    page.fill("form.comment-form [name=text]", "ראיתי את הדלת.")
    page.click("form.comment-form button[type=submit]")
    page.wait_for_url(f"{server}/comments/{post.pk}/sent/")
    page.goto(f"{server}/he/סיפורים/doors/")
    expect(page.locator(".comment")).to_have_count(0)

    log_in()
    page.goto(server + reverse("wagtailsnippets_comments_comment:list"))
    row = page.locator("tr", has_text="ראיתי את הדלת.")
    row.locator("[type=checkbox]").check()
    page.get_by_role("link", name="Approve selected comments").click()
    page.locator("main form [type=submit]").click()
    expect(page.locator(".messages")).to_contain_text("1 comment is now")

    page.goto(f"{server}/he/סיפורים/doors/")
    expect(page.locator(".comment-text")).to_have_text("ראיתי את הדלת.")
    assert page.locator(".comment-text").get_attribute("dir") == "rtl"
    assert "naomi@example.org" not in page.content()
