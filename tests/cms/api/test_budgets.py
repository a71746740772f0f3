"""Every endpoint says how many queries its answers may take, however much they hold.

Nothing is known of the version here, so nothing is kept from one question to the next.
"""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from blog.models import Author, BlogPage, BlogPageAuthor, Category, RelatedPost
from cms.images.models import Photo, Rendition
from cms.pages.preview import keep_draft
from cms.urls import api as router
from home.models import SiteSettings
from tests.conftest import moderators
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    PostFactory,
    StandardPageFactory,
    block,
    make_document,
    photo_block,
    root_collection,
    translate,
)


def make_photo() -> Photo:
    """A photo with its renditions, as rows alone: no file is read."""
    photo = Photo(title="A door", file="doors.png", width=900, height=600)
    photo.collection = root_collection()
    [photo] = Photo.objects.bulk_create([photo])
    for width in (400, 800, 900):
        for kind in ("png", "webp"):
            spec = f"width-{width}|format-{kind}"
            file = f"images/doors.{width}.{kind}"
            Rendition.objects.create(
                image=photo, filter_spec=spec, file=file, width=width, height=width
            )
    return photo


def make_post(publication, place):
    """A post with every block, and with rows, photos, links and translations of its own."""
    english = publication.indexes["en"]
    about = StandardPageFactory(parent=publication.homes["en"], show_in_menus=True)
    document = make_document()
    links = (
        f'<a linktype="page" id="{about.pk}">one</a> '
        f'<a linktype="document" id="{document.pk}">two</a>'
    )
    photo, poster = make_photo(), make_photo()
    embed = f'<embed embedtype="image" id="{photo.pk}" alt="A" format="left"/>'
    video = {"url": "https://vimeo.com/76979871", "title": "A film", "poster": poster.pk}
    source = {"publication": "P", "title": "T", "url": "https://example.org", "thanks": ""}
    post = PostFactory.build(parent=None, title=f"Door {place}", lead_image=make_photo())
    post.body = BlogPage.body.field.to_python(
        [
            block("text", f"<p>{links}</p>{embed}"),
            block("quote", {"text": f"<p>{links}</p>", "note": f"<p>{links}</p>"}),
            block("video", video),
            photo_block(photo),
            block("source", source),
        ]
    )
    post.categories = [CategoryFactory(), CategoryFactory()]
    post.tags.add(f"tag-{place}", "fez")
    post.author_links = [BlogPageAuthor(author=AuthorFactory()) for _ in range(2)]
    before = BlogPage.objects.live().last()
    post.related_links = [RelatedPost(post=before)] if before else []
    english.add_child(instance=post)
    photo.tags.add(f"tag-{place}")
    document.tags.add(f"tag-{place}")
    Redirect.objects.create(old_path=f"/{place}", redirect_page=post)
    CommentFactory(page=post, reply_to=CommentFactory(page=post))
    return post


@pytest.fixture
def fill(publication):
    """Make so many posts, and give the last one, which is translated."""
    SiteSettings.objects.create(
        site=publication.site, name_en="The Tile", share_picture=make_photo()
    )

    def make(number):
        for place in range(number):
            post = make_post(publication, place)
        translate(post, "fr", publication.indexes["fr"])
        return post

    return make


def addresses_of(post):
    """What is asked of each address of each endpoint, with all that it can give."""
    path = f"/en/stories/{post.slug}/"
    everything = "limit=100&fields=*"
    photo, document = Photo.objects.last(), get_document_model().objects.last()
    redirect = Redirect.objects.last()
    editor = User.objects.create_user("editor")
    editor.groups.add(moderators())
    hebrew = f"/he/{post.get_parent().get_translations().get(locale__language_code='he').slug}/"
    asked = {
        ("pages", "listing"): [
            f"pages/?{everything}",
            f"pages/?{everything}&type=blog.BlogPage&locale=en&order=-date",
            f"pages/?{everything}&search=door",
            f"pages/?{everything}&type=blog.BlogPage&tag=fez",
            f"pages/?{everything}&child_of={post.get_parent().pk}",
            "pages/?limit=100",
        ],
        ("pages", "detail"): [f"pages/{post.pk}/"],
        ("pages", "find"): [f"pages/find/?html_path={path}", f"pages/find/?id={post.pk}"],
        ("resolve", "listing"): [
            f"resolve/?path={path}",
            f"resolve/?path={redirect.old_path}",
            # At the same slugs in another language, and below the translation of a page above.
            f"resolve/?path=/he/stories/{post.slug}/&fallback=he,en",
            f"resolve/?path={hebrew}{post.slug}/&fallback=he,fr,en",
        ],
        ("search", "suggest"): ["search/suggest/?q=doo&locale=en", "search/suggest/?q=doo"],
        ("comments", "listing"): [f"comments/?page={post.pk}"],
        ("comments", "token"): ["comments/token/"],
        ("preview", "listing"): [f"preview/?token={keep_draft(post, editor)}"],
        ("search", "listing"): ["search/?q=door&locale=en&limit=100"],
        ("site", "listing"): ["site/"],
        ("archive", "listing"): ["archive/"],
        ("redirects", "find"): [f"redirects/find/?html_path={redirect.old_path}"],
    }
    rows = {"images": photo.pk, "documents": document.pk, "redirects": redirect.pk}
    slugs = {
        "categories": Category.objects.last().slug,
        "authors": Author.objects.last().slug,
    }
    for name, key in (rows | slugs).items():
        asked[name, "listing"] = [f"{name}/?{everything}"]
        asked[name, "detail"] = [f"{name}/{key}/"]
    for name, key in rows.items():
        asked.setdefault((name, "find"), []).append(f"{name}/find/?id={key}")
    return asked


@pytest.mark.parametrize("number", [1, 20, 100])
def test_no_answer_takes_more_queries_than_its_endpoint_says(fill, raw, number):
    asked = addresses_of(fill(number))

    over = {}
    for name, endpoint in router._endpoints.items():
        for pattern in endpoint.get_urlpatterns():
            budget = endpoint.query_budgets[pattern.name]
            for address in asked[name, pattern.name]:
                # The first time that a process meets a type of page, it looks it up, and keeps it.
                raw(address)
                with CaptureQueriesContext(connection) as queries:
                    response = raw(address)
                assert response.status_code in (200, 302), (address, response.content)
                if len(queries) > budget:
                    over[address] = (len(queries), budget)
    assert over == {}


def test_the_openapi_document_takes_no_query_once_a_process_made_it(
    raw, db, django_assert_num_queries
):
    raw("openapi.json")

    with django_assert_num_queries(0):
        assert raw("openapi.json").status_code == 200
