"""The tags that answers carry in their headers."""

from uuid import uuid4

from django.http import HttpResponse

from cms.delivery.marks import MAX_LENGTH, fitting, mark_public
from cms.delivery.tags import family_tag, page_tag


def test_the_tags_go_out_under_the_names_that_cdns_know():
    response = mark_public(HttpResponse(), {"page-1", "pages-he"})

    assert response["Cache-Tag"] == "everything,page-1,pages-he,structure"
    assert response["Surrogate-Key"] == "everything page-1 pages-he structure"


def test_what_does_not_say_what_it_was_made_from_is_renewed_with_every_change():
    assert mark_public(HttpResponse(), ())["Cache-Tag"] == "anything,everything,structure"


def test_a_tag_that_a_coarser_one_stands_for_is_left_out():
    assert fitting({"page-1", "pages-he", "pages", "blog.category-2", "blog.category"}) == [
        "blog.category",
        "pages",
    ]


def test_where_all_would_be_too_long_the_coarser_ones_stand_for_most_of_them():
    photos = {f"images.photo-{number}" for number in range(100)}

    assert fitting({*photos, "page-1", "blog.category-2"}) == [
        "blog.category-2",
        "images.photo",
        "page-1",
    ]


def test_pages_families_and_languages_are_all_pages():
    families = {family_tag(uuid4()) for _ in range(50)}

    assert fitting({*families, page_tag(1), "pages-he", "menu-he"}) == ["pages"]


def test_as_many_tags_as_fit_stay_as_they_are():
    tags = [f"page-{number}" for number in range(1000, 1000 + MAX_LENGTH // 10)]

    assert fitting(tags) == tags
    assert fitting([*tags, "page-1"]) == ["pages"]
