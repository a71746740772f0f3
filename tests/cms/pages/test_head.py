"""What the head of a page's HTML says to search engines."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import PostFactory, StandardPageFactory

INDEXED = "index, follow, max-image-preview:large"
HIDDEN = "noindex"


def robots(html: BeautifulSoup) -> str:
    [tag] = html.select("head meta[name=robots]")
    return str(tag["content"])


@pytest.mark.parametrize("code", ["en", "fr", "he"])
@pytest.mark.parametrize(("noindex", "content"), [(False, INDEXED), (True, HIDDEN)])
def test_search_engines_are_told_whether_to_list_a_page(
    publication, head, read, code, noindex, content
):
    home = publication.homes[code]
    page = StandardPageFactory(parent=home, locale=home.locale, noindex=noindex)
    assert head(page)["robots"] == content
    assert robots(read(page.url)) == content


def test_a_page_is_listed_unless_somebody_says_otherwise(publication, head):
    assert head(PostFactory(parent=publication.indexes["he"]))["robots"] == INDEXED


def test_an_editor_hides_a_page_from_search_engines(publication, admin_client, head):
    page = StandardPageFactory(parent=publication.homes["en"])
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    box = BeautifulSoup(form.content, "html.parser").select_one("#tab-promote [name=noindex]")
    assert box is not None
    assert not box.has_attr("checked")


def test_what_is_hidden_from_search_engines_can_still_be_read(publication, api):
    page = StandardPageFactory(parent=publication.homes["en"], noindex=True)
    assert api("resolve/", path=page.url)["page"]["id"] == page.pk


def test_what_is_no_page_is_not_listed(publication, read, client):
    assert robots(read("/fr/nothing/", status=404)) == HIDDEN
    page = StandardPageFactory(parent=publication.homes["en"])
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    assert robots(read(page.url)) == HIDDEN


def test_a_preview_is_not_listed(publication, rf):
    page = StandardPageFactory(parent=publication.homes["en"])
    preview = page.make_preview_request(rf.get("/"), page.default_preview_mode)
    assert robots(BeautifulSoup(preview.content, "html.parser")) == HIDDEN


def test_an_alias_is_at_home_where_its_original_is(publication, head, read):
    post = PostFactory(parent=publication.indexes["en"])
    alias = post.create_alias(parent=publication.indexes["en"], update_slug="again")
    original = head(post)["canonical"]
    assert original.endswith(post.url)
    assert head(alias)["canonical"] == original
    assert head(alias)["json_ld"]["url"] == original
    [link] = read(alias.url).select("link[rel=canonical]")
    assert link["href"] == original


def test_an_alias_of_what_is_not_public_is_at_home_where_it_is(publication, head):
    post = PostFactory(parent=publication.indexes["en"])
    alias = post.create_alias(parent=publication.indexes["en"], update_slug="again")
    type(post).objects.filter(pk=post.pk).update(live=False)
    assert head(alias)["canonical"].endswith(alias.url)
