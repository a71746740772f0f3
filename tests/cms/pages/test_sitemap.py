"""``sitemap.xml`` and ``robots.txt``."""

from pathlib import Path

import pytest
import xmlschema
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from cms.pages import sitemap
from cms.wsgi import application
from tests.cms.delivery.wsgi import ask
from tests.factories import PostFactory

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "sitemap.xsd"))
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def tree(client):
    """The tree of a sitemap, which is a valid one."""

    def get(path):
        response = client.get(path)
        assert response.status_code == 200
        SCHEMA.validate(response.content.decode())
        return ElementTree.fromstring(response.content)

    return get


def addresses(root):
    return [location.text for location in root.iterfind(".//s:loc", NS)]


def test_there_is_a_sitemap_for_each_language(publication, tree):
    found = addresses(tree("/sitemap.xml"))

    assert [address.split("/", 3)[3] for address in found] == [
        "en/sitemap.xml",
        "fr/sitemap.xml",
        "he/sitemap.xml",
    ]


def test_a_sitemap_has_the_pages_of_its_language_with_their_translations(story, tree, api):
    root = tree("/he/sitemap.xml")

    expected = {item["meta"]["html_url"] for item in api("pages/", locale="he")["items"]}
    assert set(addresses(root)) == expected
    post = api(f"pages/{story.posts['he'].pk}/")["meta"]
    [entry] = [
        url for url in root.iterfind("s:url", NS) if url.find("s:loc", NS).text == post["html_url"]
    ]
    assert {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NS)} == {
        each["locale"]: each["html_url"] for each in post["alternates"]
    }


def test_what_is_not_public_is_in_no_sitemap(publication, tree):
    index = publication.indexes["en"]
    PostFactory(parent=index, slug="hush-draft", live=False)
    private = PostFactory(parent=index, slug="hush-private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert not [address for address in addresses(tree("/en/sitemap.xml")) if "hush" in address]


def test_what_is_hidden_from_search_engines_is_in_no_sitemap(publication, tree):
    PostFactory(parent=publication.indexes["en"], slug="hidden", noindex=True)

    assert not [address for address in addresses(tree("/en/sitemap.xml")) if "hidden" in address]


def test_a_large_language_has_several_files(publication, tree, client, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 2)
    for _ in range(3):
        PostFactory(parent=publication.indexes["en"])

    files = [file for file in addresses(tree("/sitemap.xml")) if "/en/" in file]
    assert [file.partition("?")[2] for file in files] == ["", "page=2", "page=3"]
    parts = [addresses(tree(f"/en/sitemap.xml?page={number}")) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert len({address for part in parts for address in part}) == 5


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "²", "9" * 30])
def test_a_file_that_there_is_not_is_not_found(publication, client, page):
    assert client.get("/en/sitemap.xml", {"page": page}).status_code == 404


def test_robots_are_told_of_the_sitemap_and_kept_out_of_the_admin(publication, client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "User-agent: *" in lines
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize("path", ["/sitemap.xml", "/he/sitemap.xml", "/robots.txt"])
def test_they_are_kept_and_asked_for_on_condition(publication, path):
    first = ask(application, path)
    assert ask(application, path, if_none_match=first.headers["etag"]).status == 304
