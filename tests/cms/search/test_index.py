"""The index stays right, whatever changes."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from blog.models import BlogPage, Category
from cms.search.models import DictionaryWord
from tests.cms.search.indexed import titles, words
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    link_authors,
    photo_block,
    set_body,
)


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
