"""Two texts are compared word by word."""

import pytest

from cms.translation.desk.diff import mark_changes, show


@pytest.mark.parametrize(
    ("before", "after", "gone", "came"),
    [
        ("A door.", "A door.", "A door.", "A door."),
        ("A door.", "A blue door.", "A door.", "A<ins> blue</ins> door."),
        ("A blue door.", "A door.", "A<del> blue</del> door.", "A door."),
        ("One door", "Two door", "<del>One</del> door", "<ins>Two</ins> door"),
        ("", "New.", "", "<ins>New.</ins>"),
        ("הדלת כחולה.", "הדלת ירוקה.", "הדלת <del>כחולה</del>.", "הדלת <ins>ירוקה</ins>."),
        ("l’oud", "l’oud d’or", "l’oud", "l’oud<ins> d’or</ins>"),
    ],
)
def test_what_went_and_what_came_is_marked(before, after, gone, came):
    assert mark_changes(before, after) == (gone, came)


def test_tags_are_shown_as_they_are_written():
    assert show("a <b>c</b> & <") == (
        'a <code class="desk-tag" dir="ltr">&lt;b&gt;</code>c'
        '<code class="desk-tag" dir="ltr">&lt;/b&gt;</code> &amp; &lt;'
    )


def test_a_tag_that_came_is_marked_whole():
    _gone, came = mark_changes("a c", "a <b>c</b>")

    assert "<ins>" in came
    assert "<b>" not in came
