"""Feeds, read by a feed reader."""

import json
from datetime import date
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from wagtail.models import PageViewRestriction

from cms.wsgi import application
from tests.cms.delivery.wsgi import ask
from tests.factories import CategoryFactory, PostFactory

FORMATS = ["rss", "atom", "json"]

#: What https://www.jsonfeed.org/version/1.1/ asks for.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "pattern": "^https?://"},
        "feed_url": {"type": "string", "pattern": "^https?://"},
        "language": {"enum": ["en", "fr", "he"]},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "content_html", "date_published"],
                "properties": {
                    "id": {"type": "string"},
                    "url": {"type": "string", "pattern": "^https?://"},
                    "image": {"type": "string", "pattern": "^https?://"},
                    "authors": {
                        "type": "array",
                        "items": {"type": "object", "required": ["name"]},
                    },
                    "attachments": {
                        "type": "array",
                        "items": {"type": "object", "required": ["url", "mime_type"]},
                    },
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}


@pytest.fixture
def parse(client: Client):
    """Read a feed of RSS or Atom: ``parse("/en/feed.rss")``."""

    def get(path: str):
        response = client.get(path)
        assert response.status_code == 200, path
        headers = {name.lower(): value for name, value in response.headers.items()}
        parsed = feedparser.parse(response.content, response_headers=headers)
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed

    return get


@pytest.mark.parametrize("code", ["en", "fr", "he"])
@pytest.mark.parametrize(("form", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_a_feed_has_the_posts_of_its_language_whole(story, parse, code, form, version):
    feed = parse(f"/{code}/feed.{form}")

    assert feed.version == version
    assert feed.feed.language == code
    [entry] = feed.entries
    assert entry.title == story.posts[code].title
    assert entry.summary.startswith("Three doors.") or form == "rss"
    content = entry.content[0].value
    assert "Every door was" in content
    assert entry.author == getattr(story.author, f"name_{code}")
    assert getattr(story.category, f"name_{code}") in {tag.term for tag in entry.tags}


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_the_json_feed_is_one(story, client, code):
    response = client.get(f"/{code}/feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"].startswith("application/feed+json")
    Draft202012Validator(JSON_FEED).validate(feed)
    [entry] = feed["items"]
    assert feed["language"] == entry["language"] == code
    assert entry["authors"] == [{"name": getattr(story.author, f"name_{code}")}]
    assert entry["image"].startswith("http")


def test_hebrew_runs_from_right_to_left(story, parse):
    content = BeautifulSoup(parse("/he/feed.rss").entries[0].content[0].value, "html.parser")

    assert (content.div["dir"], content.div["lang"]) == ("rtl", "he")


@pytest.mark.parametrize("form", FORMATS)
def test_every_address_is_whole(story, client, form):
    response = client.get(f"/en/feed.{form}")
    if form == "json":
        html = json.loads(response.content)["items"][0]["content_html"]
    else:
        html = feedparser.parse(response.content).entries[0].content[0].value
    addresses = [
        tag[name]
        for tag in BeautifulSoup(html, "html.parser").find_all(True)
        for name in ("href", "src")
        if tag.get(name)
    ]

    assert len(addresses) >= 5
    assert all(address.startswith(("http://", "https://")) for address in addresses)


def test_what_plays_and_what_is_for_our_pages_only_is_left_out(story, parse):
    html = parse("/en/feed.rss").entries[0].content[0].value

    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all(["script", "iframe", "picture", "source", "style"])
    assert "https://www.youtube.com/watch?v=eRsGyueVLvQ" in html
    names = {name for tag in soup.find_all(True) for name in tag.attrs}
    assert not {"class", "style", "data-embed", "srcset"} & names


def test_the_lead_photo_is_an_enclosure(story, parse):
    [enclosure] = parse("/en/feed.rss").entries[0].enclosures

    assert enclosure.type == "image/jpeg"
    assert enclosure.href.startswith("http")


@pytest.mark.parametrize(("form", "name"), [("rss", "description"), ("atom", "summary")])
def test_an_introduction_stays_plain_text_where_feed_readers_expect_html(
    publication, client, form, name
):
    intro = 'Where 1 < 2 & "<script>" is no script: <b>bold</b>'
    PostFactory(parent=publication.indexes["en"], intro=intro)

    feed = ElementTree.fromstring(client.get(f"/en/feed.{form}").content)  # noqa: S314  our own

    [entry] = [each for each in feed.iter() if each.tag.endswith(("item", "entry"))]
    [html] = [each.text for each in entry if each.tag.endswith(name)]
    assert BeautifulSoup(html, "html.parser").find(True) is None
    assert BeautifulSoup(html, "html.parser").get_text() == intro


def test_an_introduction_is_plain_text_in_json(publication, client):
    PostFactory(parent=publication.indexes["en"], intro="Where 1 < 2 & so on")

    [item] = client.get("/en/feed.json").json()["items"]
    assert item["summary"] == "Where 1 < 2 & so on"


@pytest.mark.parametrize("form", FORMATS)
def test_a_category_and_an_author_have_feeds_of_their_own(story, publication, client, form):
    other = CategoryFactory(name_en="Music", slug="music")
    post = PostFactory(parent=publication.indexes["en"], title="Songs")
    post.categories = [other]
    post.save()

    film = client.get(f"/en/categories/film/feed.{form}").content.decode()
    ada = client.get(f"/en/authors/ada/feed.{form}").content.decode()
    assert "Doors" in film
    assert "Songs" not in film
    assert "Songs" not in ada
    assert "Songs" in client.get(f"/en/categories/music/feed.{form}").content.decode()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", ["categories", "authors"])
def test_the_feed_of_what_there_is_not_is_not_found(publication, client, form, kind):
    assert client.get(f"/en/{kind}/nobody/feed.{form}").status_code == 404


def test_a_feed_has_the_twenty_newest(publication, parse):
    for day in range(1, 23):
        PostFactory(parent=publication.indexes["en"], title=f"Day {day}", date=date(2024, 1, day))

    titles = [entry.title for entry in parse("/en/feed.rss").entries]
    assert titles == [f"Day {day}" for day in range(22, 2, -1)]


def test_twenty_posts_take_as_many_queries_as_one(story, publication, client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/feed.rss")
        return len(queries)

    one = count()
    for _ in range(19):
        PostFactory(parent=publication.indexes["en"])
    assert count() == one


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_public_is_in_no_feed(publication, client, form):
    PostFactory(parent=publication.indexes["en"], title="Hush", live=False)
    private = PostFactory(parent=publication.indexes["en"], title="Hush too")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert b"Hush" not in client.get(f"/en/feed.{form}").content


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_can_be_asked_for_on_condition(story, form):
    first = ask(application, f"/en/feed.{form}")
    again = ask(application, f"/en/feed.{form}", if_none_match=first.headers["etag"])

    assert (first.status, again.status) == (200, 304)


def test_pages_say_where_the_feeds_are(story, read):
    page = read(story.posts["he"].url)

    found = {
        link["type"]: link["href"] for link in page.find_all("link", rel="alternate", type=True)
    }
    assert found["application/rss+xml"] == "/he/feed.rss"
    assert found["application/atom+xml"] == "/he/feed.atom"
    assert found["application/feed+json"] == "/he/feed.json"


def test_a_link_to_a_document_leads_to_it(story, parse):
    assert "/documents/" in parse("/en/feed.atom").entries[0].content[0].value
