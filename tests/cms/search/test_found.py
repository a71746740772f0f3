"""What is found, and by which words."""

from blog.models import BlogPage
from tests.cms.search.indexed import titles
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    block,
    link_authors,
    photo_block,
    set_body,
)


def test_every_text_in_the_blocks_is_found(write):
    post = write("Post")
    quote = {"text": "<p>indigo</p>", "attribution": "Zohra", "source_title": "Almanac"}
    video = {"url": "https://vimeo.com/76979871", "title": "Trailer", "caption": "nightfall"}
    source = {"publication": "Gazette", "title": "Harvest", "url": "https://example.org"}
    set_body(
        post,
        block("text", "<h2>Terraces</h2><p>saffron</p>"),
        block("quote", {**quote, "source_url": "", "note": "<p>emphasis</p>"}),
        block("video", {**video, "poster": None}),
        photo_block(PhotoFactory(), caption="lighthouse", credit="Levy", alt_text="a tower"),
        block("source", {**source, "thanks": "Miriam"}),
    )
    words = (
        "terraces saffron indigo zohra almanac emphasis trailer nightfall lighthouse levy tower "
        "gazette harvest miriam"
    )
    assert [word for word in words.split() if titles(word) != ["Post"]] == []


def test_a_photos_own_texts_are_found_where_they_are_shown_and_in_that_language(write):
    photo = PhotoFactory(caption_en="A minaret", caption_fr="Un minaret", caption_he="צריח")
    for code in ("en", "he"):
        set_body(write(code, code), photo_block(photo))
    assert titles("minaret") == ["en"]
    assert titles("הצריח") == ["he"]


def test_a_photos_own_caption_is_not_found_where_another_one_is_shown(write):
    set_body(write("Post"), photo_block(PhotoFactory(caption_en="Minaret"), caption="Tower"))
    assert titles("tower") == ["Post"]
    assert titles("minaret") == []


def test_names_are_found_in_the_language_of_the_page(write):
    post = write("Post", "fr")
    post.categories = [CategoryFactory(name_en="Music", name_fr="Musique")]
    post.tags.add("carnet")
    link_authors(post, AuthorFactory(name_en="Ruth", name_fr="Rut Lévy"))
    assert titles("musiques") == titles("carnets") == titles("levy") == ["Post"]
    assert titles("music") == titles("ruth") == []


def test_a_name_that_is_shown_in_english_for_want_of_another_is_found(write):
    post = write("Post", "he")
    post.categories = [CategoryFactory(name_en="Cinema")]
    post.save()
    assert titles("cinema") == ["Post"]


def test_each_page_is_read_by_the_rules_of_its_own_language(write):
    write("Doors", "en")
    write("Doors", "he")
    pages = BlogPage.objects.filter(title="Doors")
    assert [page.locale.language_code for page in pages.search("door")] == ["en"]
    assert len(pages.search("doors")) == 2


def test_a_compound_is_found_with_and_without_its_hyphen(write):
    write("Le ciné-club")
    write("Un cinéclub")
    assert len(titles("ciné-club")) == len(titles("cineclub")) == 2


def test_light_words_alone_are_found_where_they_stand_together(write):
    write("The The play tonight")
    write("The oud", text="<p>The walls, the doors.</p>")
    assert titles("The The") == ["The The play tonight"]
