"""What the admin's searches are asked."""

import pytest

from cms.search.middleware import as_wagtail_reads_it
from tests.factories import PostFactory


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ('צה"ל וד"ר כהן', "צה״ל וד״ר כהן"),
        ("ג'ורג' וצ'יפס", "ג׳ורג׳ וצ׳יפס"),
        ('"בית ספר" ישן', '"בית ספר" ישן'),
        ('"blue doors" l\'oud', '"blue doors" l\'oud'),
        ("Fez:memory at 16:30", "Fez: memory at 16: 30"),
        ("live:yes published:no oud", "live:yes published:no oud"),
        ("o\0ud", "oud"),
        ("צָהַ\"ל ד\u200f''ר ג\u05bc'ורג'", "צָהַ״ל ד\u200f״ר ג\u05bc׳ורג׳"),
        ('תל־"אביב"', 'תל־"אביב"'),
    ],
)
def test_marks_inside_words_are_no_marks_between_them(typed, asked):
    assert as_wagtail_reads_it(typed) == asked


TYPED = [
    'ד"ר',
    "ד''ר",
    "ד״ר ג׳ורג׳",
    "הד\"ר ג'ורג' של צה\"ל",
    '"של צה"ל"',
    "דלתות:מסע",
    "דל\0תות",
]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("path", ["pages/search/results/", "choose-page/search/"])
def test_the_admin_finds_pages_however_the_marks_are_typed(publication, admin_client, path, typed):
    title = "דלתות: מסע של ד״ר ג׳ורג׳ של צה״ל"
    PostFactory(parent=publication.indexes["he"], title=title, slug="a")
    PostFactory(parent=publication.indexes["he"], title="משהו אחר", slug="b")
    shown = admin_client.get(f"/admin/{path}", {"q": typed}).content.decode()
    assert "דלתות: מסע" in shown
    assert "משהו אחר" not in shown
