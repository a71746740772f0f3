"""What the API's tests share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail_headless_preview.models import PagePreview

from blog.models import Author, BlogPage, Category
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from cms.pages.preview import keep_draft
from tests.cms.api.story import Story, make_story
from tests.conftest import Publication, empty_homes
from tests.demo import check_now, load_without_drawing
from tests.factories import StandardPageFactory


@pytest.fixture
def raw(client: Client) -> Callable[..., Any]:
    """Ask the API for an address as it is: ``raw("pages/?limit=x")`` gives the response."""
    # An error inside is a response with status 500, as it would be for a reader.
    client.raise_request_exception = False

    def get(address: str, **headers: str) -> Any:
        return client.get(f"/api/v2/{address}", headers=headers)

    return get


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """The demo, loaded once for all tests of a module, with what it lacks; nothing of it stays.

    That is a redirect, a private page, a draft, and a site in one language only. Gives keys and
    slugs of one of each.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        homes = empty_homes()
        load_without_drawing()
        # What is done after a commit is not done here.
        for photo in Photo.objects.all():
            make_renditions(photo)
        check_now()
        post = BlogPage.objects.live().filter(locale=homes["en"].locale).earliest("pk")
        private = StandardPageFactory(parent=homes["en"], title="Members", slug="members")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        elsewhere = StandardPageFactory(parent=Page.objects.get(depth=1), slug="elsewhere")
        Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
        editor = User.objects.create_superuser("editor of drafts")
        stale_token = keep_draft(post, User.objects.create_superuser("editor of old"))
        PagePreview.objects.all().delete()
        yield {
            "token": keep_draft(post, editor),
            "stale_token": stale_token,
            "post": post.pk,
            "private": private.pk,
            "draft": StandardPageFactory(parent=homes["en"], slug="draft", live=False).pk,
            "image": Photo.objects.earliest("pk").pk,
            "document": get_document_model().objects.earliest("pk").pk,
            "redirect": Redirect.objects.create(old_path="/old", redirect_page=post).pk,
            "category": Category.objects.earliest("pk").slug,
            "author": Author.objects.earliest("pk").slug,
        }
        transaction.set_rollback(True)


@pytest.fixture
def story(publication: Publication) -> Story:
    """A post in three languages, with every block; see :func:`make_story`."""
    return make_story(publication)
