"""The list of all posts in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogPageAuthor
from cms.translation.roles import make_roles
from tests.factories import AuthorFactory, CategoryFactory, PhotoFactory, PostFactory


@pytest.fixture
def editor(client, publication):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.fixture
def listed(editor):
    """Ask for the list with these filters, and return the titles in it."""

    def ask(**filters):
        response = editor.get(reverse("posts:index"), filters)
        assert response.status_code == 200
        return {page.title for page in response.context["object_list"]}

    return ask


def test_posts_of_all_languages_stand_in_one_list(listed, publication):
    for code, index in publication.indexes.items():
        PostFactory(parent=index, title=code)
    assert listed() == {"en", "fr", "he"}


def test_posts_are_found_by_language(listed, publication):
    for code, index in publication.indexes.items():
        PostFactory(parent=index, title=code)
    assert listed(language=publication.indexes["he"].locale_id) == {"he"}


def test_posts_are_found_by_category_and_author(listed, publication):
    category, author = CategoryFactory(), AuthorFactory()
    index = publication.indexes["en"]
    PostFactory(parent=index, title="Filed", categories=[category])
    signed = PostFactory(parent=index, title="Signed")
    BlogPageAuthor.objects.create(page=signed, author=author)
    assert listed(category=category.pk) == {"Filed"}
    assert listed(author=author.pk) == {"Signed"}


def test_posts_are_found_by_state(listed, publication):
    index = publication.indexes["en"]
    PostFactory(parent=index, title="Live")
    PostFactory(parent=index, title="Draft", live=False)
    changed = PostFactory(parent=index, title="Changed")
    changed.save_revision()
    later = PostFactory(parent=index, title="Later", live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()

    assert listed(state="live") == {"Live", "Changed"}
    assert listed(state="changed") == {"Changed"}
    assert listed(state="draft") == {"Draft", "Later"}
    assert listed(state="scheduled") == {"Later"}
    assert listed(state="moderation") == set()


def test_what_posts_have_is_offered_before_what_all_pages_have(editor):
    filters = list(editor.get(reverse("posts:index")).context["filters"].form.fields)

    assert filters[:4] == ["language", "category", "author", "state"]
    assert "has_child_pages" not in filters


def test_posts_in_moderation_are_found(listed, publication, admin_user):
    waiting = PostFactory(parent=publication.indexes["fr"], title="Waiting", live=False)
    PostFactory(parent=publication.indexes["fr"], title="Draft", live=False)
    make_roles()
    waiting.save_revision()
    waiting.get_workflow().start(waiting, admin_user)

    assert listed(state="moderation") == {"Waiting"}


def test_the_photo_chooser_shows_caption_and_credit(editor):
    PhotoFactory(caption_en="A door in Fez", credit_en="Photo: Ada")
    content = editor.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "A door in Fez" in content
    assert "Photo: Ada" in content
