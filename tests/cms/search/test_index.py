"""What is in the index, and that it stays right."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import CharBlock
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from blog.models import BlogPage, Category
from cms.images.models import Photo
from cms.search.checks import index_is_built_by_these_rules
from cms.search.models import DictionaryWord, IndexBuild
from cms.search.rules import fingerprint
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    link_authors,
    photo_block,
    set_body,
)


@pytest.fixture
def write(publication):
    """Write a post: ``write("A title", "he", "<p>its text</p>")``."""

    def write(title, code="en", text="", **fields):
        post = PostFactory(parent=publication.indexes[code], title=title, **fields)
        if text:
            set_body(post, block("text", text))
        return post

    return write


def words():
    return set(DictionaryWord.objects.values_list("word", flat=True))


def titles(query, pages=None, **options):
    pages = BlogPage.objects.all() if pages is None else pages
    return [page.title for page in pages.search(query, **options)]


# --- What is found ---


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


# --- In which order ---


def test_a_title_beats_a_body(write):
    write("Walls", text="<p>An oud, and another oud, stood by the walls of the port.</p>")
    write("The oud", text="<p>It arrived by sea.</p>")
    assert titles("oud") == ["The oud", "Walls"]


def test_what_a_caption_has_in_angle_brackets_is_found(write):
    post = write("Walls")
    set_body(post, photo_block(PhotoFactory(), caption="<Untitled>, R&amp;D, 1 < 2"))
    assert titles("untitled") == titles("amp") == ["Walls"]


def test_the_exact_form_comes_first(write):
    for title in ("הביקורת", "ביקורת", "לביקורות"):
        write(title, "he")
    assert titles("ביקורת")[0] == "ביקורת"
    assert titles("הביקורת")[0] == "הביקורת"
    assert len(titles("ביקורת")) == 3


@pytest.mark.parametrize("model", [Page, BlogPage])
def test_of_two_that_say_the_same_the_recent_one_comes_first(write, model):
    for title, year in (("New oud", 2025), ("Old oud", 2005)):
        write(
            title, date=f"{year}-01-01"
        )  # both are published now, as what is moved from elsewhere
    assert titles("oud", model.objects.all()) == ["New oud", "Old oud"]


def test_pages_without_a_date_of_their_own_are_as_recent_as_their_publication(publication):
    for code, year in (("en", 2025), ("fr", 2005)):
        home = publication.homes[code]
        home.title = f"Oud {year}"
        home.save()
        Page.objects.filter(pk=home.pk).update(first_published_at=f"{year}-01-01T00:00Z")
    for model in (Page, type(home)):
        assert titles("oud", model.objects.all()) == ["Oud 2025", "Oud 2005"]


def test_results_can_be_ordered_and_cut_and_scored(write):
    for title in ("Oud a", "Oud c", "Oud b"):
        write(title)
    pages = BlogPage.objects.order_by("title")
    assert titles("oud", pages, order_by_relevance=False) == ["Oud a", "Oud b", "Oud c"]
    assert [page.title for page in pages.search("oud", order_by_relevance=False)[1:2]] == ["Oud b"]
    [first, *_] = BlogPage.objects.search("oud").annotate_score("score")
    assert first.score > 0
    assert BlogPage.objects.search("oud").count() == 3


# --- What else Wagtail's backends do ---


def test_wagtails_queries_are_understood(write):
    write("Blue doors")
    write("Blue walls")
    both = ["Blue doors", "Blue walls"]
    queries = {
        "all words": (PlainText("blue doors"), ["Blue doors"]),
        "any word": (PlainText("doors walls", operator="or"), both),
        "a phrase": (Phrase("blue walls"), ["Blue walls"]),
        "no phrase": (Phrase("walls blue"), []),
        "both": (And([PlainText("blue"), PlainText("walls")]), ["Blue walls"]),
        "either": (Or([PlainText("doors"), PlainText("walls")]), both),
        "but not": (And([PlainText("blue"), Not(PlainText("walls"))]), ["Blue doors"]),
        "not": (Not(PlainText("walls")), ["Blue doors"]),
        "or not": (Or([PlainText("walls"), Not(PlainText("blue"))]), ["Blue walls"]),
        "not a word": (Not(PlainText("?")), both),
        "everything": (MATCH_ALL, both),
        "a boost": (Boost(PlainText("walls"), 2), ["Blue walls"]),
        "roughly": (Fuzzy("walls"), ["Blue walls"]),
        "no word": (PlainText("?!"), []),
    }
    pages = BlogPage.objects.order_by("title")
    found = {name: sorted(titles(query, pages)) for name, (query, _) in queries.items()}
    assert found == {name: sorted(expected) for name, (_, expected) in queries.items()}


def test_the_title_can_be_searched_alone(write):
    write("Doors", text="<p>walls</p>")
    assert titles("walls", fields=["title"]) == []
    assert titles("doors", fields=["title"]) == ["Doors"]


def test_what_is_found_can_be_counted_by_a_field(write):
    write("Oud")
    write("Oud", live=False, slug="draft")
    assert BlogPage.objects.search("oud").facet("live") == {True: 1, False: 1}


def test_words_are_completed_while_they_are_typed(write):
    write("הביקורת האחרונה", "he")
    write("Songbook")
    assert [page.title for page in BlogPage.objects.autocomplete("song")] == ["Songbook"]
    for text in ("הביק", "ביק", "אחרונה ביק", "ביקורות"):
        assert [page.title for page in BlogPage.objects.autocomplete(text)] == ["הביקורת האחרונה"]


def test_a_compound_is_completed_with_and_without_its_hyphen(write):
    write("Weekend")
    for text in ("week-e", "week-end", "weeke"):
        assert [page.title for page in BlogPage.objects.autocomplete(text)] == ["Weekend"]
    assert not BlogPage.objects.autocomplete("week-x")


@pytest.mark.parametrize("path", ["/admin/pages/search/results/", "/admin/choose-page/search/"])
def test_the_admin_finds_what_a_page_says_while_it_is_typed_and_titles_first(
    write, admin_client, path
):
    write("Doors", text="<p>A bench in the courtyard.</p>", slug="doors")
    write("A courtyard", text="<p>Tiles.</p>", slug="tiles")
    shown = admin_client.get(path, {"q": "courtya"}).content.decode()
    assert 0 < shown.find("A courtyard") < shown.find("Doors")
    assert "Doors" in admin_client.get(path, {"q": "bench courtya"}).content.decode()
    assert "Doors" not in admin_client.get(path, {"q": "tiles courtya"}).content.decode()


def test_photos_and_rows_are_found_in_every_language(db):
    photo = PhotoFactory(title="IMG 1", caption_he="הדלת הכחולה", caption_fr="La porte bleue")
    category = CategoryFactory(name_en="Film", name_fr="Cinéma", name_he="קולנוע")
    assert list(Photo.objects.search("דלת")) == list(Photo.objects.search("portes")) == [photo]
    assert list(Photo.objects.autocomplete("img")) == [photo]
    assert list(get_search_backend().search("cinemas", Category)) == [category]
    assert list(get_search_backend().autocomplete("קולנ", Category)) == [category]


# --- That it stays right ---


def test_what_is_saved_again_is_found_by_its_new_words_only(write):
    post = write("Doors")
    post.title = "Walls"
    post.save()
    assert (titles("doors"), titles("walls")) == ([], ["Walls"])
    assert IndexEntry.objects.filter(object_id=str(post.pk)).count() == 1


def test_what_is_deleted_is_not_found(write):
    write("Doors").delete()
    assert not Page.objects.search("doors")
    assert not IndexEntry.objects.filter(content_type__model="blogpage").exists()


def test_tags_and_authors_are_found_as_soon_as_they_are_saved(write):
    post = write("Post")
    post.tags.add("atlas")
    link_authors(post, AuthorFactory(name_en="Ruth"))
    assert titles("atlas") == titles("ruth") == ["Post"]


@pytest.mark.parametrize("kind", ["categories", "author", "tag", "photo", "lead photo"])
def test_a_new_name_is_found_in_all_that_has_it(write, kind):
    post = write("Post")
    name, row = "name_en", CategoryFactory(name_en="Weaving")
    if kind == "categories":
        post.categories = [row]
        post.save()
    elif kind == "author":
        row = AuthorFactory(name_en="Weaving")
        link_authors(post, row)
    elif kind == "tag":
        name = "name"
        post.tags.add("weaving")
        post.save()
        row = post.tags.get()
    else:
        name, row = "caption_en", PhotoFactory(caption_en="Weaving")
        if kind == "photo":
            set_body(post, photo_block(row))
        else:
            post.lead_image = row
            post.save()
    assert titles("weaving") == ["Post"]

    setattr(row, name, "Pottery")
    row.save()

    assert (titles("weaving"), titles("pottery")) == ([], ["Post"])


def test_a_name_that_goes_is_not_found_any_more(write):
    post = write("Post")
    post.categories = [CategoryFactory(name_en="Weaving")]
    post.lead_image = PhotoFactory(caption_en="Pottery")
    post.save()
    Category.objects.get().delete()
    post.lead_image.delete()
    assert titles("weaving") == titles("pottery") == []


def test_saving_a_row_as_it_was_writes_no_other_entry(write, django_assert_max_num_queries):
    category = CategoryFactory(name_en="Weaving")
    for place in range(3):
        post = write(f"Post {place}")
        post.categories = [category]
        post.save()
    with django_assert_max_num_queries(25) as few:
        category.save()
    assert not [query for query in few if "blog_blogpage" in query["sql"]]


def test_the_command_builds_it_anew(write):
    write("Doors")
    IndexEntry.objects.all().delete()
    assert titles("doors") == []
    call_command("update_index", verbosity=0)
    assert titles("doors") == ["Doors"]


def test_building_takes_the_same_queries_for_any_number_of_pages(
    write, django_assert_max_num_queries
):
    for place in range(12):
        post = write(f"Post {place}")
        post.tags.add("atlas")
        set_body(post, photo_block(PhotoFactory()))
    pages = list(BlogPage.objects.all())
    with django_assert_max_num_queries(14):
        get_search_backend().add_bulk(BlogPage, pages)


def test_words_that_are_gone_are_gone_when_it_is_built_anew(write):
    write("Doors").delete()
    assert DictionaryWord.objects.filter(word="doors").exists()
    call_command("update_index", verbosity=0)
    assert not DictionaryWord.objects.filter(word="doors").exists()


def test_a_word_is_kept_in_its_plainest_spelling(write):
    write("Été")
    write("L’été à Fès", "fr")
    call_command("update_index", verbosity=0)
    spellings = DictionaryWord.objects.values_list("language", "word", "spelling", "documents")
    assert ("fr", "ete", "été", 1) in spellings
    assert ("en", "ete", "Été", 1) in spellings
    assert ("fr", "fes", "Fès", 1) in spellings


def test_a_very_long_page_is_indexed(write):
    text = " ".join(f"word{number}" for number in range(60_000))
    write("Long", text=f"<p>{text}</p>")
    assert titles("word17") == ["Long"]


def test_only_what_public_pages_say_is_among_the_words(write):
    write("Draught", live=False)
    private = write("Hush")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    private.save_revision().publish()
    DictionaryWord.objects.all().delete()
    private.save()
    write("Doors")
    for _ in range(2):
        assert words() & {"draught", "hush", "doors"} == {"doors"}
        call_command("update_index", verbosity=0)


def test_what_is_published_is_among_the_words(write):
    post = write("Doors", live=False)
    post.save_revision().publish()
    assert "doors" in words()


def test_what_is_opened_to_the_public_is_among_the_words(write, publication):
    section = publication.indexes["en"]
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    write("Doors")
    write("Walls").move(publication.homes["en"], pos="last-child")
    assert words() & {"doors", "walls"} == {"walls"}
    restriction.delete()
    assert words() & {"doors", "walls"} == {"doors", "walls"}


def test_a_save_writes_the_entry_once_and_a_draft_does_not(write):
    post = write("Doors")
    post.title = "Walls"
    with CaptureQueriesContext(connection) as saving:
        post.save()
    with CaptureQueriesContext(connection) as drafting:
        post.save_revision()

    def written(queries):
        return [
            query["sql"] for query in queries if 'INTO "wagtailsearch_indexentry"' in query["sql"]
        ]

    assert (len(written(saving)), len(written(drafting))) == (1, 0)


@pytest.mark.parametrize(
    "fields", [["title"], ["body", "intro"], ["tagged_items"], ["live"], ["locale"]]
)
def test_saving_only_what_is_read_writes_the_entry(write, fields):
    post = write("Doors")
    IndexEntry.objects.all().delete()
    post.save(update_fields=fields)
    assert titles("doors") == ["Doors"]


# --- By which rules it is built ---


def test_an_index_of_these_rules_is_no_warning(write):
    write("Doors")
    assert index_is_built_by_these_rules(["default"]) == []


@pytest.mark.parametrize("noted", ["other", None])
def test_an_index_of_other_rules_is_a_warning_until_it_is_built_anew(write, noted):
    write("Doors")
    IndexBuild.objects.all().delete()
    if noted:
        IndexBuild.note(noted)
    [warning] = index_is_built_by_these_rules(["default"])
    assert "update_index" in warning.hint
    call_command("update_index", verbosity=0)
    assert index_is_built_by_these_rules(["default"]) == []


@pytest.mark.parametrize("change", ["field", "weight", "name", "block"])
def test_an_index_of_other_texts_is_a_warning(write, monkeypatch, change):
    write("Doors")
    if change == "block":
        body = BlogPage._meta.get_field("body").stream_block
        monkeypatch.setitem(body.child_blocks, "aside", CharBlock())
    else:
        fields = {
            "field": [index.SearchField("seo_title")],
            "weight": [index.SearchField("intro", boost=1)],
            "name": [index.RelatedFields("owner", [index.SearchField("username")])],
        }
        monkeypatch.setattr(BlogPage, "search_fields", [*BlogPage.search_fields, *fields[change]])
    fingerprint.cache_clear()
    try:
        assert index_is_built_by_these_rules(["default"]) != []
    finally:
        fingerprint.cache_clear()


def test_another_filter_is_no_warning(write, monkeypatch):
    write("Doors")
    more = [*BlogPage.search_fields, index.FilterField("seo_title")]
    monkeypatch.setattr(BlogPage, "search_fields", more)
    fingerprint.cache_clear()
    assert index_is_built_by_these_rules(["default"]) == []
