"""Categories and authors: one row each, which speaks every language."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import translation

from blog.models import Author, BlogPage, Category
from tests.factories import AuthorFactory, CategoryFactory, PostFactory, link_authors

BOTH = pytest.mark.parametrize("factory", [CategoryFactory, AuthorFactory])


@BOTH
@pytest.mark.parametrize(("code", "name"), [("en", "Film"), ("fr", "Cinéma"), ("he", "Film")])
def test_it_is_called_by_its_name_in_the_language_or_by_the_english_one(db, factory, code, name):
    row = factory(name_en="Film", name_fr="Cinéma", name_he="")

    with translation.override(code):
        assert str(row) == name


@BOTH
def test_rows_are_ordered_by_slug_and_never_by_the_column_that_holds_any_language(db, factory):
    with translation.override("he"):
        factory(name="א", name_en="Zellige", name_he="א", slug="b")
    with translation.override("fr"):
        factory(name="Z", name_en="Archive", name_fr="Z", slug="c")
    factory(name="M", name_en="Music", slug="a")

    assert list(factory._meta.model.objects.values_list("slug", flat=True)) == ["a", "b", "c"]


@BOTH
def test_a_slug_may_be_in_hebrew_letters(db, factory):
    factory(slug="קולנוע").full_clean()


@BOTH
def test_a_slug_is_used_once(db, factory):
    factory(slug="film")

    with pytest.raises(ValidationError, match="already exists"):
        factory.build(slug="film").full_clean()


def test_a_category_and_an_author_may_have_the_same_slug(db):
    assert CategoryFactory(slug="film").slug == AuthorFactory(slug="film").slug


@pytest.mark.parametrize("model", [Category, Author])
@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_names_are_searched_in_every_language(model, code):
    assert f"name_{code}" in {field.field_name for field in model.search_fields}
    assert "name" not in {field.field_name for field in model.search_fields}


def test_an_author_of_a_post_cannot_be_deleted(publication):
    author = AuthorFactory()
    link_authors(PostFactory(parent=publication.indexes["en"]), author)

    with pytest.raises(ProtectedError):
        author.delete()


def test_a_deleted_category_leaves_its_posts(publication):
    category = CategoryFactory()
    post = PostFactory(parent=publication.indexes["en"], categories=[category])

    category.delete()

    assert not BlogPage.objects.get(pk=post.pk).categories.exists()


@pytest.mark.parametrize(
    ("code", "name", "fallback"),
    [
        ("en", "The editors", None),
        ("fr", "La rédaction", None),
        ("he", "The editors", {"name": {"locale": "en", "dir": "ltr"}}),
    ],
)
def test_a_post_names_them_in_its_own_language_and_says_where_it_could_not(
    publication, api, code, name, fallback
):
    author = AuthorFactory(name_en="The editors", name_fr="La rédaction", slug="editors")
    category = CategoryFactory(name_en="The editors", name_fr="La rédaction", slug="news")
    post = PostFactory(parent=publication.indexes[code], categories=[category])
    link_authors(post, author)

    document = api(f"pages/{post.pk}/")

    for row in (document["authors"][0], document["categories"][0]):
        assert row["name"] == name
        assert row.get("fallback") == fallback
