"""Drafts: what they refer to, and what is left where that is gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from blog.models import BlogPageAuthor, RelatedPost
from tests.factories import AuthorFactory, CategoryFactory, PhotoFactory, PostFactory


@pytest.fixture
def post(publication):
    return PostFactory(parent=publication.indexes["en"])


def draft_of(post):
    return Page.objects.get(pk=post.pk).get_latest_revision_as_object()


def test_a_draft_takes_as_many_queries_however_much_it_refers_to(post):
    def queries_with(number):
        post.tags.add(*(f"tag-{place}" for place in range(number)))
        post.author_links = [BlogPageAuthor(author=AuthorFactory()) for _ in range(number)]
        post.categories = [CategoryFactory() for _ in range(number)]
        post.save_revision()
        with CaptureQueriesContext(connection) as queries:
            draft = draft_of(post)
        assert len(draft.author_links.all()) == number
        return len(queries)

    assert queries_with(1) == queries_with(9)


def test_what_is_gone_is_left_out_of_the_draft(post, publication):
    photo, category = PhotoFactory(), CategoryFactory()
    stays, goes = AuthorFactory(), AuthorFactory()
    other = PostFactory(parent=publication.indexes["en"])
    post.lead_image = photo
    post.categories = [category]
    post.author_links = [BlogPageAuthor(author=goes), BlogPageAuthor(author=stays)]
    post.related_links = [RelatedPost(post=other)]
    post.tags.add("fez", "atlas")
    post.save_revision()
    for each in (photo, category, goes, other):
        each.delete()
    post.tags.through.tag_model().objects.filter(name="fez").delete()

    draft = draft_of(post)
    assert draft.lead_image is None
    assert list(draft.categories.all()) == []
    assert [link.author for link in draft.author_links.all()] == [stays]
    assert list(draft.related_links.all()) == []
    assert [tag.name for tag in draft.tags.all()] == ["atlas"]


def test_a_draft_whose_author_is_gone_can_still_be_edited_and_published(post, admin_client):
    author = AuthorFactory()
    post.author_links = [BlogPageAuthor(author=author)]
    revision = post.save_revision()
    author.delete()

    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).status_code == 200
    revision.publish()
    assert not BlogPageAuthor.objects.exists()
