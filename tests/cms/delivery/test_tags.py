"""What rows are called."""

import pytest
from taggit.models import Tag, TaggedItem
from wagtail.models import Collection, Page, PageViewRestriction, Site

from blog.models import BlogPage, BlogPageAuthor, BlogPageTag, Category
from cms.delivery.tags import coarser, model_tag, row_tag, row_tags
from cms.images.models import Photo, Rendition
from home.models import SiteSettings


@pytest.mark.parametrize(
    ("model", "tag"),
    [
        (Category, "blog.category"),
        (SiteSettings, "home.sitesettings"),
        (Page, "pages"),
        (BlogPage, "pages"),
        (BlogPageAuthor, "pages"),
        (BlogPageTag, "pages"),
        (BlogPage.categories.through, "pages"),
        (Rendition, "images.photo"),
        (Tag, "taggit.tag"),
        (TaggedItem, "taggit.tag"),
        (Site, "structure"),
        (Collection, "structure"),
        (PageViewRestriction, "structure"),
    ],
)
def test_the_tag_of_a_model_is_on_every_line_about_its_rows(model, tag):
    assert model_tag(model) == tag


@pytest.mark.parametrize(
    ("model", "pk", "tag"),
    [
        (Category, 5, "blog.category-5"),
        (Category, "5", "blog.category-5"),
        (BlogPage, 12, "page-12"),
        (Photo, 3, "images.photo-3"),
        (Site, 1, "structure"),
        (BlogPageAuthor, 8, "pages"),
    ],
)
def test_a_row_has_a_tag_of_its_own_unless_it_is_a_part_of_another(model, pk, tag):
    assert row_tag(model, pk) == tag


def test_a_key_of_another_type_leaves_a_row_its_tag():
    assert row_tag(Category, 918273.0) == "blog.category-918273.0"

    assert row_tag(Category, 918273) == "blog.category-918273"


def test_rows_have_a_tag_each():
    assert list(row_tags(Photo, [1, 2])) == ["images.photo-1", "images.photo-2"]


@pytest.mark.parametrize(
    ("tag", "above"),
    [
        ("blog.category-5", "blog.category"),
        (f"museum.loan-{32 * 'a'}", "museum.loan"),
        ("page-12", "pages"),
        (f"family-{32 * '0'}", "pages"),
        ("pages-he", "pages"),
        ("menu-he", "pages"),
        ("pages", "pages"),
        ("structure", "structure"),
        ("blog.category", "blog.category"),
    ],
)
def test_most_tags_have_a_coarser_one_above_them(tag, above):
    assert coarser(tag) == above
