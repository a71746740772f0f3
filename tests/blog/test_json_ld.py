"""How schema.org describes a post."""

import datetime
import json
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from blog.models import BlogPage
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from home.models import SiteSettings
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
)

BREAKING_OUT = "</script><script>alert(1)</script><!-- & “quotes”"
DAY = datetime.date(2026, 6, 12)
#: By language: the title, the author, the category, and the publication.
TEXTS = {
    "en": ("Doors of Fez", "Ada", "Heritage", "The Missing Tile"),
    "fr": ("Portes de Fès", "Ada", "Patrimoine", "Le Zellige manquant"),
    "he": ("דלתות פאס", "עדה", "מורשת", "האריח החסר"),
}


@pytest.fixture
def photo() -> Photo:
    photo = PhotoFactory(
        file__width=500, file__height=250, caption_en="", caption_he="דלת", credit_en="Photo: Ada"
    )
    make_renditions(photo)
    return photo


@pytest.fixture
def posts(publication, photo) -> dict[str, BlogPage]:
    """A post in each language, with everything that a description can have."""
    site = Site.objects.get(is_default_site=True)
    names = {f"name_{code}": texts[3] for code, texts in TEXTS.items()}
    SiteSettings.objects.create(site=site, **names)
    author = AuthorFactory(name_en="Ada", name_fr="", name_he="עדה")
    category = CategoryFactory(**{f"name_{code}": texts[2] for code, texts in TEXTS.items()})
    made = {}
    for code, (title, *_) in TEXTS.items():
        parent = publication.indexes[code]
        post = PostFactory(
            parent=parent,
            locale=parent.locale,
            title=title,
            intro=f"{title}.",
            date=DAY,
            lead_image=photo,
        )
        post.last_published_at = datetime.datetime(2026, 6, 14, 9, 30, tzinfo=datetime.UTC)
        post.categories = [category]
        post.tags.add("fez", "doors")
        link_authors(post, author)
        post.save()
        made[code] = post
    return made


@pytest.fixture
def json_ld(api) -> Any:
    """The description of a post: ``json_ld(post)``."""
    return lambda post: api(f"pages/{post.pk}/")["meta"]["head"]["json_ld"]


@pytest.mark.parametrize("code", TEXTS)
def test_a_post_is_described_in_its_own_language(api, posts, publication, json_ld, code):
    title, author, category, name = TEXTS[code]
    page = api(f"pages/{posts[code].pk}/")
    address, picture = page["meta"]["html_url"], page["lead_image"]
    blog = api(f"pages/{publication.indexes[code].pk}/")

    assert json_ld(posts[code]) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title,
        "description": f"{title}.",
        "inLanguage": code,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": "2026-06-12",
        "dateModified": "2026-06-14T09:30:00Z",
        "author": [{"@type": "Person", "name": author}],
        "articleSection": [category],
        "keywords": ["doors", "fez"],
        "isPartOf": {"@type": "Blog", "name": blog["title"], "url": blog["meta"]["html_url"]},
        "image": [
            {
                "@type": "ImageObject",
                "url": picture["src"],
                "width": 500,
                "height": 250,
                **({"caption": "דלת"} if code == "he" else {}),
                "creditText": "Photo: Ada",
            }
        ],
        "publisher": {"@type": "Organization", "name": name, "url": "http://127.0.0.1:8000/"},
    }


def test_a_desk_is_no_person(publication, json_ld):
    post = PostFactory(parent=publication.indexes["en"])
    link_authors(post, AuthorFactory(name_en="Film desk", kind="organization"))
    assert json_ld(post)["author"] == [{"@type": "Organization", "name": "Film desk"}]


def test_authors_stand_in_the_order_of_the_post(publication, json_ld):
    post = PostFactory(parent=publication.indexes["en"])
    link_authors(post, AuthorFactory(name_en="Ziva"), AuthorFactory(name_en="Ada"))
    assert [author["name"] for author in json_ld(post)["author"]] == ["Ziva", "Ada"]


def test_what_a_post_does_not_have_is_not_mentioned(publication, json_ld):
    described = json_ld(PostFactory(parent=publication.indexes["en"]))
    absent = {"author", "image", "publisher", "description", "articleSection", "keywords"}
    assert not absent & described.keys()
    assert {"headline", "datePublished", "inLanguage", "mainEntityOfPage"} <= described.keys()


def test_a_description_that_is_written_for_search_engines_is_the_one(publication, json_ld):
    post = PostFactory(
        parent=publication.indexes["en"], intro="Once upon a time", search_description="On doors"
    )
    assert json_ld(post)["description"] == "On doors"


def test_a_post_that_is_dated_ahead_is_not_modified_before_it_is_published(publication, json_ld):
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    post = PostFactory(
        parent=publication.indexes["en"], date=tomorrow, last_published_at=timezone.now()
    )
    assert "dateModified" not in json_ld(post)


def test_a_photo_without_renditions_is_the_upload_in_its_own_size(publication, json_ld):
    photo = PhotoFactory(file__width=300, file__height=200)
    [image] = json_ld(PostFactory(parent=publication.indexes["en"], lead_image=photo))["image"]
    assert image["url"].endswith(photo.file.url)
    assert (image["width"], image["height"]) == (300, 200)


def test_a_blog_that_is_not_public_is_not_mentioned(publication, json_ld):
    index = publication.indexes["en"]
    post = PostFactory(parent=index)
    index.unpublish()
    assert "isPartOf" not in json_ld(post)


def test_the_publisher_of_another_site_is_that_sites(publication, posts, json_ld):
    other = Site.objects.create(
        hostname="other.example.org", port=443, root_page=publication.indexes["fr"]
    )
    SiteSettings.objects.create(site=other, name_en="Another", name_fr="Une autre")
    assert json_ld(posts["fr"])["publisher"] == {
        "@type": "Organization",
        "name": "Une autre",
        "url": "https://other.example.org/",
    }


def test_a_restricted_post_is_not_described(client, publication, posts):
    PageViewRestriction.objects.create(page=posts["en"], restriction_type="login")
    assert client.get(f"/api/v2/pages/{posts['en'].pk}/").status_code == 404


# In the built-in reader


@pytest.mark.parametrize("code", TEXTS)
def test_the_reader_describes_a_post_as_the_api_does(read, posts, json_ld, code):
    [script] = read(posts[code].url).select("head script[type='application/ld+json']")
    assert json.loads(script.string) == json_ld(posts[code])


@pytest.mark.parametrize("code", TEXTS)
def test_no_text_of_a_post_breaks_out_of_its_description(read, posts, code):
    post = posts[code]
    post.title = post.search_description = BREAKING_OUT
    post.save()

    page = read(post.url)

    [script] = page.select("script[type='application/ld+json']")
    assert json.loads(script.string)["headline"] == BREAKING_OUT
    assert "<" not in script.string
    assert not [found for found in page.select("script") if "alert" in (found.string or "<")[:9]]


def test_a_page_that_is_no_post_is_not_described(read, publication):
    assert not read("/en/").select("script[type='application/ld+json']")
