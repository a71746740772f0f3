"""Pages of the reader in three languages: open to everybody, valid, and light."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from tests.conftest import Publication, missing
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    photo_block,
    set_body,
)

TOOLS = Path(__file__).parent.parent / "frontend" / "node_modules"
LIMIT = 60_000

#: A post's text in each language.
TEXTS = {
    "en": "The door opens once a year.",
    "fr": "La porte s’ouvre une fois par an.",
    "he": "הדלת נפתחת פעם בשנה.",
}


@pytest.fixture
def addresses(server: str, publication: Publication) -> dict[str, list[str]]:
    """One of each kind of page in each language; the first is a post with one of each block."""
    if not TOOLS.exists():
        missing("there is no tests/frontend/node_modules (npm ci makes it)")
    category = CategoryFactory(name_en="Doors", name_fr="Portes", name_he="דלתות", slug="doors")
    author = AuthorFactory(name_en="Ada", name_fr="Ada", name_he="עדה", slug="ada")
    photo = PhotoFactory(caption_fr="Une porte", caption_he="דלת", description_he="דלת")
    found = {}
    for code, text in TEXTS.items():
        for number in (1, 2):
            post = PostFactory(
                parent=publication.indexes[code],
                title=f"{text} {number}",
                slug=f"door-{number}",
                intro=text,
                lead_image=photo,
                categories=[category],
            )
            post.author_links.create(author=author)
            set_body(
                post,
                block("text", f"<h2>{text}</h2><p>{text} <a href='https://example.org/'>1</a></p>"),
                photo_block(photo),
                block("quote", {"text": f"<p>{text}</p>", "attribution": text, "note": ""}),
                block("video", {"url": "https://youtu.be/eRsGyueVLvQ", "title": text}),
                block("source", {"publication": text, "url": "https://example.org/"}),
            )
        first = CommentFactory(page=post, text=text, website="https://example.org/")
        CommentFactory(page=post, text=text, reply_to=first)
        about = StandardPageFactory(parent=publication.homes[code], title=text, slug="about")
        set_body(about, block("text", f"<p>{text}</p>"))
        found[code] = [
            post.get_full_url(),
            about.get_full_url(),
            publication.indexes[code].get_full_url(),
            f"{server}/{code}/",
            f"{server}/{code}/categories/doors/",
            f"{server}/{code}/authors/ada/",
            f"{server}/{code}/archive/",
            f"{server}/{code}/nothing-here/",
            f"{server}/comments/{post.pk}/",
        ]
    return found


@pytest.mark.parametrize("code", TEXTS)
def test_axe_finds_nothing(page: Tab, addresses: dict[str, list[str]], code: str):
    found = {}
    for address in addresses[code]:
        page.goto(address)
        page.evaluate((TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        # The rule is an experiment of axe's, and one of those that Wagtail tells editors of.
        violations = page.evaluate(
            "async () => (await axe.run({rules: {'p-as-heading': {enabled: true}}})).violations"
        )
        if violations:
            found[address] = [(each["id"], each["nodes"][0]["html"]) for each in violations]
    assert found == {}


@pytest.mark.parametrize("code", TEXTS)
def test_every_page_is_valid_html(
    addresses: dict[str, list[str]], code: str, client: Any, tmp_path: Path
):
    if shutil.which("node") is None:
        missing("there is no node")
    for number, address in enumerate(addresses[code]):
        path = "/" + address.split("/", 3)[3]
        name = f"{number}.html"
        (tmp_path / name).write_bytes(client.get(path).content)
    rules = Path(__file__).parent / "html.json"
    ran = subprocess.run(
        [TOOLS / ".bin" / "html-validate", "-c", rules, "-f", "json", *tmp_path.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout, ran.stderr
    said = [
        (Path(report["filePath"]).name, message["line"], message["ruleId"], message["message"])
        for report in json.loads(ran.stdout)
        for message in report["messages"]
    ]
    assert said == []


def test_a_post_without_its_pictures_is_light_and_asks_nobody_else(
    page: Tab, server: str, addresses: dict[str, list[str]], requested_hosts: list[str]
):
    weights: dict[str, int] = {}

    def weigh(response: Any) -> None:
        if response.request.resource_type != "image":
            weights[response.url] = len(response.body())

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(addresses["he"][0], wait_until="networkidle")

    assert len(weights) >= 3, "the page, its styles, and its script"
    assert sum(weights.values()) < LIMIT, weights
    assert set(requested_hosts) == {server.removeprefix("http://")}
