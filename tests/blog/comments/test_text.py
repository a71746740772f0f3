"""Comments as HTML, and their direction."""

import pytest
from bs4 import BeautifulSoup

from blog.comments.text import as_html, direction_of
from cms.languages import ENGLISH, HEBREW
from tests.attacks import TEXTS


@pytest.mark.parametrize("attack", TEXTS)
def test_what_comes_out_is_paragraphs_and_links_to_the_web(attack):
    soup = BeautifulSoup(as_html(f"Look: {attack} !"), "html.parser")

    assert {tag.name for tag in soup.find_all()} <= {"p", "br", "a"}
    for tag in soup.find_all():
        assert set(tag.attrs) <= {"href", "rel"}
    for link in soup.find_all("a"):
        assert link["href"].startswith(("http://", "https://"))


def test_links_vouch_for_nothing():
    assert as_html("See www.example.org/doors.") == (
        '<p>See <a href="http://www.example.org/doors" rel="ugc nofollow noopener noreferrer">'
        "www.example.org/doors</a>.</p>"
    )


def test_an_e_mail_address_in_a_text_is_no_link():
    assert "<a" not in as_html("Write to ruth@example.org")


def test_lines_and_paragraphs_are_kept():
    assert as_html("One\nTwo\n\nThree") == "<p>One<br>Two</p>\n\n<p>Three</p>"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("A blue door", "ltr"),
        ("דלת כחולה", "rtl"),
        ("Mosaic כתבו על הדלת הכחולה", "rtl"),
        ("She wrote דלת on the door", "ltr"),
        ("https://example.org/a/very/long/address דלת", "rtl"),
        ("12:30 – 14:00!", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_comment_runs_as_most_of_its_words(text, direction):
    assert direction_of(text, ENGLISH) == direction


def test_a_comment_without_words_runs_as_the_page():
    assert direction_of("👍 1000", HEBREW) == "rtl"
