"""A post whose Hebrew translation is live, and a desk to look at."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from blog.models import BlogPage
from cms.translation.roles import make_roles
from tests.cms.translation.translating import press, send, target, write, write_body
from tests.factories import PostFactory, block, set_body

ONE = block("text", "<p>Nobody knew who had hidden them.</p><p>The tin was rusty.</p>", "one")
TWO = block("text", '<p>In <b>1912</b>, <a href="https://example.org/">in Fez</a>.</p>', "two")


@pytest.fixture
def post(publication) -> BlogPage:
    """A live English post, sent for translation into Hebrew."""
    post = PostFactory(parent=publication.indexes["en"], title="Letters", slug="letters")
    set_body(post, ONE, TWO)
    send(post)
    return post


@pytest.fixture
def hebrew(post, admin_client) -> Any:
    """Its Hebrew translation, live: every text says what it is a translation of."""
    write(post, title="he:Letters")
    write_body(post)
    press(admin_client, target(post), "publish")
    assert target(post).live
    return target(post)


def address(page: Any) -> str:
    return reverse("translation_desk", args=(page.pk,))


class Shown:
    """A desk as the browser has it: its segments in order, and its form."""

    def __init__(self, response: Any) -> None:
        assert response.status_code == 200, response.status_code
        self.document = BeautifulSoup(response.content, "html.parser")
        self.segments = self.document.select(".desk-segment")

    def with_source(self, text: str) -> Any:
        [found] = [each for each in self.segments if text in each.select_one(".desk-source").text]
        return found

    def states(self) -> list[str]:
        return [each.select_one(".w-status").text.strip() for each in self.segments]

    def form(self) -> dict[str, str]:
        """What is sent when nothing is changed, and no segment confirmed."""
        fields = self.document.select(".desk-segments input, .desk-segments textarea")
        return {
            field["name"]: field.text.removeprefix("\n")
            if field.name == "textarea"
            else field["value"]
            for field in fields
        }


def key(segment: Any) -> str:
    return str(segment.select_one("textarea")["name"]).removeprefix("text:")


@pytest.fixture
def roles(publication) -> None:
    """The roles, also where a browser test, which empties the database, came before."""
    make_roles()
