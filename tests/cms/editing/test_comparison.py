"""Two versions of a page are compared so that people can read it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override
from taggit.models import Tag

from blog.models import BlogPage
from cms.editing.comparison.fields import TagsComparison
from cms.editing.comparison.rich_text import compare_rich_text
from cms.editing.comparison.texts import compare_text
from cms.languages import get_language
from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body

HEBREW = get_language("he")


@pytest.fixture
def compare(publication, client):
    """Give a post a second version, and return the screen that compares it with the first."""
    client.force_login(get_user_model().objects.create_superuser("editor"))

    def screen(before, after, language="he", **fields):
        post = PostFactory(parent=publication.indexes[language], title="כותרת")
        set_body(post, *before)
        first = post.save_revision()
        post.body = type(post).body.field.to_python(after)
        for name, value in fields.items():
            setattr(post, name, value)
        second = post.save_revision()
        address = reverse(
            "wagtailadmin_pages:revisions_compare", args=[post.pk, first.pk, second.pk]
        )
        response = client.get(address)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser").select_one("main")

    return screen


def words(html):
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


def test_a_text_is_compared_word_by_word_in_its_direction():
    assert compare_text("דלת כחולה.", "דלת ירוקה.", HEBREW) == (
        '<div lang="he" dir="rtl">דלת <del class="deletion">כחולה</del>'
        '<ins class="addition">ירוקה</ins>.</div>'
    )


def test_texts_that_have_little_in_common_stand_one_after_the_other():
    compared = compare_text("The end of it.", "A wholly other story here.", None)

    assert compared == (
        '<div><del class="deletion">The end of it.</del>'
        '<ins class="addition">A wholly other story here.</ins></div>'
    )


def test_tags_in_plain_text_are_escaped():
    assert "<script" not in compare_text("", "<script>alert(1)</script>", None)


def test_paragraphs_stay_apart():
    compared = compare_rich_text("<p>One.</p><p>Two.</p>", "<p>One.</p><p>Two, too.</p>", None)

    paragraphs = BeautifulSoup(compared, "html.parser").select("p")
    assert [paragraph.get_text() for paragraph in paragraphs] == ["One.", "Two, too."]
    assert paragraphs[1].ins.get_text() == ", too"


def test_a_paragraph_that_became_a_heading_says_so():
    compared = BeautifulSoup(compare_rich_text("<p>One.</p>", "<h3>One.</h3>", None), "html.parser")

    assert (compared.select_one("del").get_text(), compared.select_one("ins").get_text()) == (
        "¶",
        "H3",
    )


def test_words_that_became_bold_are_marked():
    compared = compare_rich_text("<p>A blue door.</p>", "<p>A <b>blue</b> door.</p>", None)

    assert '<del class="deletion">blue</del><ins class="addition"><b>blue</b></ins>' in compared


def test_how_the_markup_is_spaced_says_nothing():
    items = [f"<li>{number} doors</li>" for number in range(20)]
    before = f"<p>One\n  door.</p>\n<ul>\n{chr(10).join(items)}\n</ul>\n"
    after = f"<p>One door.</p><ul>{''.join(items)}</ul>"

    compared = BeautifulSoup(compare_rich_text(before, after, None), "html.parser")
    assert not compared.select("ins, del")


def test_where_a_link_leads_is_compared():
    compared = compare_rich_text(
        '<p><a href="https://a.org/">Here</a></p>', '<p><a href="https://b.org/">Here</a></p>', None
    )

    assert words(compared) == "Here ↗ https://a.org/ ↗ https://b.org/"


def test_a_link_to_a_page_is_shown_by_its_title(publication):
    post = PostFactory(parent=publication.indexes["en"], title="The blue door")
    compared = compare_rich_text("", f'<p><a linktype="page" id="{post.pk}">Here</a></p>', None)

    assert words(compared) == "Here ↗ The blue door"


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", '<p onclick="x">A<img src=x onerror=alert(1)></p>']
)
def test_what_rich_text_should_not_have_is_no_html_in_a_comparison(html):
    soup = BeautifulSoup(compare_rich_text("", html, None), "html.parser")

    assert not soup.select("script, img, [onclick]")


def test_blocks_that_came_went_and_moved_are_named(compare):
    one, two = block("text", "<p>אחת</p>", "1"), block("text", "<p>שתיים</p>", "2")
    three = block("text", "<p>שלוש</p>", "3")
    source = block("source", {"publication": "במה", "title": "", "url": "https://a.org/"}, "4")
    screen = compare([one, two, three, source], [three, one, two, block("text", "<p>ד</p>", "5")])

    said = [
        (each.b.get_text(), each.select_one(".comparison-state").get_text())
        for each in screen.select("div.comparison-block")
    ]
    assert said == [("Text", "moved"), ("Source", "removed"), ("Text", "added")]
    same = [each.get_text(" ", strip=True) for each in screen.select("details summary")]
    assert same == ["Text אחת", "Text שתיים"]


def test_a_block_that_says_the_same_in_other_markup_is_folded_up(compare):
    said = {"attribution": "", "source_title": "", "source_url": "", "note": ""}
    before = [
        block("text", "<p>אחת</p>", "1"),
        block("quote", {"text": "<p>שתיים</p>", **said}, "2"),
        block("text", "<p>שלוש</p>", "3"),
    ]
    keyed = '<p data-block-key="k1v2c">{}</p>'
    after = [
        block("text", keyed.format("אחת"), "1"),
        block("quote", {"text": keyed.format("שתיים"), **said}, "2"),
        block("text", keyed.format("<b>שלוש</b>"), "3"),
    ]
    screen = compare(before, after)

    same = [each.get_text(" ", strip=True) for each in screen.select("details summary")]
    assert same == ["Text אחת", "Quotation שתיים"]
    assert len(screen.select("div.comparison-block")) == 1


def test_fields_that_are_empty_in_both_are_left_out(compare):
    value = {
        "text": "<p>א</p>",
        "attribution": "",
        "source_title": "",
        "source_url": "",
        "note": "",
    }
    screen = compare(
        [block("quote", value, "1")], [block("quote", {**value, "attribution": "נעמי"}, "1")]
    )

    assert [each.get_text() for each in screen.select("dt")] == ["Quotation", "Attribution"]


def test_a_photos_two_pictures_stand_side_by_side(compare):
    use = photo_block(PhotoFactory(), alt_text="דלת")
    other = photo_block(PhotoFactory(), decorative=True)
    other["id"] = use["id"]
    screen = compare([use], [other])

    assert len(screen.select(".preview-image.deletion img, .preview-image.addition img")) == 2
    assert screen.select("del")[-1].get_text() == "דלת"
    assert screen.select("ins")[-1].get_text() == "Yes"


def test_the_texts_of_a_hebrew_page_run_from_right_to_left(compare):
    before = {
        "url": "https://youtu.be/eRsGyueVLvQ",
        "title": "קדימון",
        "caption": "",
        "poster": None,
    }
    screen = compare(
        [block("video", before, "1")],
        [block("video", {**before, "caption": "סרט"}, "1")],
        intro="פתיחה",
    )

    assert {each["dir"] for each in screen.select(".comparison [lang=he]")} == {"rtl"}
    assert screen.select_one('[dir="ltr"]').get_text() == "https://youtu.be/eRsGyueVLvQ"


def test_dates_and_boxes_are_said_in_words(compare):
    with override("en"):
        screen = compare([], [], comments_open=False)

    assert [each.get_text() for each in screen.select("ins")][1:] == ["No"]


def test_tags_have_no_order(db):
    tags = [Tag.objects.create(name=name) for name in ("Fez", "Rif", "Atlas")]
    field = BlogPage._meta.get_field("tags")
    before, after = BlogPage(), BlogPage()
    before.tags.set(tags[:2])
    after.tags.set(tags[1::-1])
    assert not TagsComparison(field, before, after).has_changed()

    after.tags.add(tags[2])
    assert TagsComparison(field, before, after).htmldiff() == (
        '<span class="addition">Atlas</span>, Fez, Rif'
    )


def test_the_versions_are_named(compare):
    screen = compare([], [], intro="פתיחה")

    assert len(screen.select(".comparison-versions > *")) == 2
