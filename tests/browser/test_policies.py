"""What browsers are told to refuse is nothing that a page needs.

Each browser test fails where a page does what its policy refuses; these visit what no other does.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from blog.models import Category
from cms.images.models import Photo
from tests.conftest import Publication
from tests.factories import CategoryFactory, PhotoFactory, PostFactory, block, photo_block, set_body

#: The main screens of the admin, by the names of their addresses.
SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_account",
    "one_time_passwords",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add_multiple",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:add",
    "wagtailsites:index",
    "wagtailadmin_collections:index",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailredirects:index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "broken_links",
    "tasks",
    "webhook_deliveries",
    "failed_logins",
]


def test_the_admins_main_screens_do_nothing_that_is_refused(
    page: Tab, server: str, log_in: Callable[..., Any], publication: Publication
):
    photo = PhotoFactory()
    category = CategoryFactory()
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)
    set_body(post, block("text", "<p>A door.</p>"), photo_block(photo))
    log_in()
    addresses = [reverse(name) for name in SCREENS] + [
        reverse("wagtailadmin_explore", args=[publication.indexes["en"].pk]),
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        reverse("wagtailadmin_pages:history", args=[post.pk]),
        reverse("wagtailadmin_pages:delete", args=[post.pk]),
        reverse("wagtailadmin_pages:move", args=[post.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[post.pk]),
        reverse("wagtailimages:edit", args=[photo.pk]),
        reverse(f"wagtailsnippets_{Category._meta.app_label}_category:edit", args=[category.pk]),
    ]
    for address in addresses:
        answer = page.goto(server + address, wait_until="networkidle")
        assert answer is not None
        assert answer.ok, address
        expect(page.locator("main, #main").first).to_be_visible()
    assert Photo.objects.exists()


def test_the_contract_is_shown_for_people_to_read(
    page: Tab, server: str, publication: Publication, requested_hosts: list[str]
):
    page.goto(f"{server}/api/v2/docs/")

    expect(page.get_by_text("/api/v2/pages/", exact=True).first).to_be_visible()
    page.get_by_text("/api/v2/site/", exact=True).first.click()
    expect(page.get_by_role("button", name="Try it out").first).to_be_visible()
    assert set(requested_hosts) == {server.removeprefix("http://")}
