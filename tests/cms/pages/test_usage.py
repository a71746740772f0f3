"""The admin says where photos, documents, categories, authors, and pages are used."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, ReferenceIndex

from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    link_authors,
    link_related_posts,
    make_document,
    photo_block,
    set_body,
)


@pytest.fixture
def used(publication):
    """A post that uses one of everything; what it uses, by the address of its usage."""
    index = publication.indexes["en"]
    lead, inside, poster = PhotoFactory.create_batch(3)
    category, author, document = CategoryFactory(), AuthorFactory(), make_document()
    related, linked = PostFactory(parent=index), PostFactory(parent=index)
    post = PostFactory(parent=index, title="The blue door", lead_image=lead)
    post.categories = [category]
    link_authors(post, author)
    link_related_posts(post, related)
    video = {"url": "https://youtu.be/eRsGyueVLvQ", "title": "x", "poster": poster.pk}
    links = (
        f'<a linktype="document" id="{document.pk}">a</a> <a linktype="page" id="{linked.pk}">b</a>'
    )
    set_body(post, photo_block(inside), block("video", video), block("text", f"<p>{links}</p>"))
    return [
        *(reverse("wagtailimages:image_usage", args=[each.pk]) for each in (lead, inside, poster)),
        reverse("wagtaildocs:document_usage", args=[document.pk]),
        reverse("wagtailsnippets_blog_category:usage", args=[category.pk]),
        reverse("wagtailsnippets_blog_author:usage", args=[author.pk]),
        *(reverse("wagtailadmin_pages:usage", args=[each.pk]) for each in (related, linked)),
    ]


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return (
        BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)
    )


def test_what_a_post_uses_says_so(used, admin_client):
    for address in used:
        assert "The blue door" in main(admin_client, address), address


def test_what_a_post_uses_no_more_does_not_say_so(publication, admin_client):
    category = CategoryFactory()
    post = PostFactory(parent=publication.indexes["en"], title="The blue door")
    post.categories = [category]
    post.save()
    post.categories = []
    post.save()

    assert not ReferenceIndex.get_references_to(category).exists()


def test_before_a_category_is_deleted_it_says_where_it_is_used(publication, admin_client):
    category = CategoryFactory()
    post = PostFactory(parent=publication.indexes["en"], title="The blue door")
    post.categories = [category]
    post.save()

    address = reverse("wagtailsnippets_blog_category:delete", args=[category.pk])
    assert "referenced 1 time" in main(admin_client, address)
    usage = reverse("wagtailsnippets_blog_category:usage", args=[category.pk])
    assert "The blue door" in main(admin_client, f"{usage}?describe_on_delete=1")


def test_pages_that_an_editor_may_not_edit_are_not_named(
    used, publication, client, django_user_model
):
    group = Group.objects.create(name="French desk")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_category", "change_author"])
    )
    GroupPagePermission.objects.create(
        group=group,
        page=publication.homes["fr"],
        permission=Permission.objects.get(codename="change_page"),
    )
    user = django_user_model.objects.create_user("someone")
    user.groups.add(group)
    client.force_login(user)

    for address in used:
        if "/snippets/" in address:
            said = main(client, address)
            assert "The blue door" not in said
            assert "Private" in said
