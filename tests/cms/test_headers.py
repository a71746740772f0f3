"""What browsers are told that they may do with an answer."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from csp.utils import build_policy
from django.urls import reverse
from django.views.defaults import server_error

from cms import headers
from cms.blocks.video_address import PLAYERS, parse_video_address
from cms.wsgi import application
from tests.cms.delivery.wsgi import ask
from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body

POLICY = "content-security-policy"


def policy(address: str) -> dict[str, set[str]]:
    """The policy of the answer at an address, by directive."""
    text = ask(application, address).headers[POLICY]
    parts = (part.split() for part in text.split(";"))
    return {name: set(values) for name, *values in parts}


@pytest.fixture
def post(publication) -> Any:
    """One with a picture that has a placeholder and a focal point, and a video."""
    photo = PhotoFactory(
        focal_point_x=10, focal_point_y=10, placeholder="data:image/webp;base64,AA"
    )
    post = PostFactory(parent=publication.indexes["en"], slug="door", lead_image=photo)
    set_body(
        post,
        photo_block(photo),
        block("video", {"url": "https://youtu.be/eRsGyueVLvQ", "title": "x"}),
    )
    return post


@pytest.mark.parametrize("path", ["/en/", "/fr/", "/he/", "/he/nothing/", "/comments/1/"])
def test_the_reader_has_nothing_inline_and_is_in_no_frame(publication, path):
    told = policy(path)

    assert told["default-src"] == told["object-src"] == told["base-uri"] == {"'none'"}
    assert told["script-src"] == told["style-src"] == told["form-action"] == {"'self'"}
    assert told["frame-ancestors"] == {"'none'"}
    assert not {source for sources in told.values() for source in sources if "unsafe" in source}


def test_a_policy_is_written_in_the_same_order_by_every_process():
    written = [part.split()[0] for part in headers.policy_of("/en/", 200).split("; ")]

    assert written == list(headers.reader_policy())


def test_the_readers_pages_have_no_style_and_no_handler_in_them(post):
    page = BeautifulSoup(ask(application, post.get_url()).body, "html.parser")
    scripts = page.find_all("script", type=lambda kind: kind != "application/ld+json")

    assert page.select("[data-placeholder]")
    assert not page.select("style, [style]")
    assert not [tag for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
    assert all(script.get("src") and not script.string for script in scripts)


def test_all_players_of_videos_may_be_in_the_readers_frames(publication):
    addresses = (
        "https://youtu.be/eRsGyueVLvQ",
        "https://vimeo.com/76979871",
        "https://dai.ly/x8qb1zd",
    )

    assert policy("/en/")["frame-src"] == set(PLAYERS)
    for address in addresses:
        assert parse_video_address(address).embed_url.startswith(PLAYERS)


def test_photos_may_come_from_the_bucket_that_they_are_in(publication, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "photos": {
            "BACKEND": "django.core.files.storage.InMemoryStorage",
            "OPTIONS": {"base_url": "https://pictures.example.org/bucket/"},
        },
    }

    assert "https://pictures.example.org" in headers.reader_policy()["img-src"]


@pytest.mark.parametrize(
    "path", ["/api/v2/pages/", "/api/v2/nothing/", "/api/v2/pages/?limit=x", "/api/v2/openapi.json"]
)
def test_what_programs_read_is_no_page(publication, path):
    assert policy(path) == {"default-src": {"'none'"}, "frame-ancestors": {"'none'"}}


def test_the_contracts_page_runs_scripts_of_ours_only(publication):
    told = policy(reverse("docs"))

    assert told["script-src"] == told["style-src"] == told["connect-src"] == {"'self'"}


def test_the_admin_runs_nothing_of_others_and_is_framed_by_itself_only(db):
    told = policy("/admin/login/")

    assert told["script-src"] == {"'self'", "'unsafe-inline'"}
    assert "'unsafe-inline'" not in told["script-src-attr"]
    assert told["object-src"] == {"'none'"}
    assert told["frame-ancestors"] == {"'self'"}


@pytest.mark.parametrize("first", ["", "/below"])
@pytest.mark.parametrize(
    ("path", "directives"),
    [
        ("/admin/login/", headers.admin_policy(())),
        ("/api/v2/docs/", headers.DOCS),
        ("/api/v2/nothing/", headers.DATA),
        ("/nothing/", headers.reader_policy()),
    ],
)
def test_below_a_path_of_the_proxys_each_answer_has_the_policy_that_it_has_elsewhere(
    publication, path, directives, first
):
    headers._policies.cache_clear()
    ask(application, "/admin/login/", below=first)

    told = ask(application, path, below="/below").headers[POLICY]

    assert told == build_policy({}, update=directives)


def test_the_admin_frames_front_ends(db, settings):
    settings.FRONTEND_URLS = {"default": "https://www.example.org"}

    assert "https://www.example.org" in policy("/admin/login/")["frame-src"]


def test_a_kept_answer_has_the_policy_that_it_was_made_with(publication, django_assert_num_queries):
    made = ask(application, "/en/").headers[POLICY]
    with django_assert_num_queries(0):  # beside that of the version, which Django does not count
        assert ask(application, "/en/").headers[POLICY] == made

    assert "nonce" not in made


def test_the_page_of_a_failure_has_its_style_and_nothing_else(rf):
    broken = headers.HeadersMiddleware(server_error)(rf.get("/en/"))

    assert "default-src 'none'" in broken["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in broken["Content-Security-Policy"]
    assert b"<style" in broken.content


@pytest.mark.parametrize("path", ["/en/", "/admin/login/", "/api/v2/pages/"])
def test_nothing_is_guessed_and_no_other_site_is_told_where_readers_were(publication, path):
    told = ask(application, path).headers

    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/en/", "/admin/login/"])
def test_no_page_asks_for_what_a_device_has(publication, path):
    assert "camera=()" in ask(application, path).headers["permissions-policy"]
