"""Other systems have the same posts as Mosaic."""

import json

import pytest

from bench.content.posts import BLOCKS
from bench.installation import Installation
from bench.options import read
from bench.peers import peers_of
from bench.peers.content import write_posts
from bench.peers.strapi import project

OPTIONS = read(
    ["--peers", "--pages", "90", "900"], {"DATABASE_URL": "postgres://me@127.0.0.1:5432/mosaic"}
)


@pytest.fixture(scope="module")
def content():
    return write_posts(seed=1, pages=90)


def test_there_are_as_many_posts_in_each_language(content):
    assert len(content["posts"]) == 30
    assert all(set(post["texts"]) == {"en", "fr", "he"} for post in content["posts"])


def test_bodies_have_all_blocks(content):
    bodies = [texts["body"] for post in content["posts"] for texts in post["texts"].values()]

    assert {tuple(block["type"] for block in body) for body in bodies} == {BLOCKS}


def test_what_posts_name_by_number_is_there(content):
    for post in content["posts"]:
        assert all(number < len(content["posts"]) for number in post["related"])
        for name, count in content["counts"].items():
            assert all(number < count for number in post[name])
        for texts in post["texts"].values():
            photos = [each["value"] for each in texts["body"] if each["type"] == "photo"]
            assert all(photo["image"]["image"] < content["photos"] for photo in photos)


def test_no_two_posts_share_a_photo(content):
    firsts = [post["photo"] for post in content["posts"]]

    assert len(set(firsts)) == len(firsts)


def test_a_project_of_strapi_has_a_component_for_each_kind_of_block(tmp_path):
    project.write(tmp_path)

    models = tmp_path / "src" / "api" / "post" / "content-types" / "post" / "schema.json"
    components = json.loads(models.read_text())["attributes"]["body"]["components"]
    for component in components:
        category, kind = component.split(".")
        assert (tmp_path / "src" / "components" / category / f"{kind}.json").exists()
    assert {component.split(".")[1] for component in components} == set(BLOCKS)


@pytest.mark.parametrize(
    ("engine", "pages", "titles"),
    [
        ("postgresql", 90, ["Strapi 5.54", "Directus 11.17"]),
        ("postgresql", 900, []),
        ("sqlite", 90, []),
    ],
)
def test_they_are_measured_beside_the_smallest_publication_on_postgresql(engine, pages, titles):
    peers = peers_of(Installation(engine, pages, OPTIONS))

    assert [peer.side.title for peer in peers] == titles


def test_they_are_not_measured_where_nobody_asks_for_it():
    options = read(["--pages", "90"], {"DATABASE_URL": "postgres://me@127.0.0.1:5432/mosaic"})

    assert list(peers_of(Installation("postgresql", 90, options))) == []
