import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Site
from wagtail_localize.models import TranslatableObject

from blog.models import Author, BlogPage, Category
from cms.api.fields import parse_selection
from cms.images.models import Photo
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.representation.compile import RepresentedField, compile_model, field_names
from cms.representation.scalars import Plain
from cms.representation.selection import UnknownFieldsError
from cms.urls import api
from home.models import HomePage
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
from tests.reading import assert_fits, read, read_all


@pytest.fixture
def api_fields(monkeypatch):
    """Give a model these ``api_fields`` for the test."""

    def give(model, *fields):
        monkeypatch.setattr(model, "api_fields", list(fields), raising=False)
        compile_model.cache_clear()
        return compile_model(model)

    yield give
    compile_model.cache_clear()


def test_a_model_is_given_with_its_id_type_and_api_fields(db):
    category = CategoryFactory(name_en="Film", slug="film", description_en="Films.")
    assert read(category, compile_model(Category)) == {
        "id": category.pk,
        "meta": {"type": "blog.Category"},
        "name": "Film",
        "slug": "film",
        "description": "Films.",
        "post_count": 0,
    }


def test_a_model_without_api_fields_is_given_with_its_id_and_type(db):
    site = Site.objects.get()
    assert read(site, compile_model(Site)) == {
        "id": site.pk,
        "meta": {"type": "wagtailcore.Site"},
    }


def test_a_primary_key_of_another_name_is_given_as_id(publication):
    thing = TranslatableObject.objects.create(
        translation_key=publication.homes["en"].translation_key, content_type_id=1
    )
    assert read(thing, compile_model(TranslatableObject))["id"] == str(thing.translation_key)


def test_what_fell_back_is_marked_beside_it(db):
    author = AuthorFactory(name_en="The desk", name_fr="La rédaction")
    assert "fallback" not in read(author, compile_model(Author), FRENCH)
    assert read(author, compile_model(Author), HEBREW)["fallback"] == {
        "name": {"locale": "en", "dir": "ltr"}
    }


def test_what_was_not_asked_for_is_not_marked(db):
    author = AuthorFactory(name_en="The desk")
    just_slug = compile_model(Author, parse_selection("_,slug"))
    assert read(author, just_slug, FRENCH) == {"slug": author.slug}


def test_a_page_is_given_in_its_own_language_whatever_is_asked(publication):
    category = CategoryFactory(name_en="Film", name_fr="Cinéma")
    posts = [PostFactory(parent=publication.indexes[code]) for code in ("en", "fr", "he")]
    for post in posts:
        post.categories = [category]
        post.save()
    given = read_all(posts, compile_model(BlogPage), HEBREW)
    assert [post["categories"][0]["name"] for post in given] == ["Film", "Cinéma", "Film"]
    assert [post["meta"]["dir"] for post in given] == ["ltr", "ltr", "rtl"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["id", "meta", "title"]),
        ("intro", ["id", "meta", "title", "intro"]),
        ("-title", ["id", "meta"]),
        ("_,title", ["title"]),
        ("_,slug", ["meta"]),
    ],
)
def test_a_listing_gives_what_the_selection_asks_for(publication, text, names):
    post = PostFactory(parent=publication.indexes["en"])
    given = read(post, compile_model(BlogPage, parse_selection(text), "listing"))
    assert [name for name in given if name != "type"] == names


def test_a_selection_goes_inside_related_rows(publication):
    post = PostFactory(parent=publication.indexes["en"], lead_image=PhotoFactory())
    link_authors(post, AuthorFactory(name_en="Idit"))
    selection = parse_selection("_,authors(_,name),lead_image(_,alt)")
    assert read(post, compile_model(BlogPage, selection)) == {
        "authors": [{"name": "Idit"}],
        "lead_image": {"alt": "A door"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mood", "unknown fields: mood"),
        ("title(name)", "'title' does not support nested fields"),
        ("lead_image(mood)", "unknown fields: mood"),
        ("authors(mood)", "unknown fields: mood"),
    ],
)
def test_a_selection_of_what_there_is_not_is_an_error(text, message):
    with pytest.raises(UnknownFieldsError, match=message.replace("(", r"\(")):
        compile_model(BlogPage, parse_selection(text))


def test_a_listing_has_no_parents_to_give():
    with pytest.raises(UnknownFieldsError, match="parent"):
        compile_model(BlogPage, parse_selection("parent"), "listing")


def test_what_is_compiled_is_kept_for_the_next_reading():
    selection = parse_selection("_,title,intro")
    assert compile_model(BlogPage, selection) is compile_model(BlogPage, selection)
    assert compile_model(BlogPage, selection) is not compile_model(BlogPage, selection, "listing")


def test_a_field_may_bring_its_own_representation(db, api_fields):
    class Shelf(Plain):
        def render(self, raw, fetched, language):
            return f"{raw.slug} in {language.name}"

    field = RepresentedField("shelf", lambda model, selection: Shelf({"type": "string"}))
    representation = api_fields(Category, field)
    assert read(CategoryFactory(slug="film"), representation, FRENCH)["shelf"] == "film in Français"


def test_a_name_that_means_nothing_is_an_error_that_names_it(api_fields):
    with pytest.raises(LookupError, match="'mood'"):
        api_fields(Category, "mood")


def test_a_relation_that_cannot_be_given_is_an_error_that_names_it(api_fields):
    with pytest.raises(LookupError, match="'wagtail_userprofile'"):
        api_fields(get_user_model(), "wagtail_userprofile")


def test_rows_that_point_back_are_given_as_a_list(publication, api_fields):
    representation = api_fields(HomePage, "sites_rooted_here")
    english, french = publication.homes["en"], publication.homes["fr"]
    assert [site["id"] for site in read(english, representation)["sites_rooted_here"]] == [
        publication.site.pk
    ]
    assert read(french, representation)["sites_rooted_here"] == []


def test_the_fields_of_a_model_are_its_own_and_those_of_its_description():
    body, meta = field_names(BlogPage)
    assert body[:3] == ["id", "title", "date"]
    assert meta[:3] == ["type", "detail_url", "html_url"]


def test_an_object_that_has_no_address_in_the_api_has_no_detail_url(db, rf):
    request = rf.get("/")
    site = read(Site.objects.get(), compile_model(Site), router=api, request=request)
    assert "detail_url" not in site["meta"]


def test_an_object_that_has_an_address_in_the_api_has_a_detail_url(db, rf):
    photo = PhotoFactory()
    given = read(photo, compile_model(Photo), router=api, request=rf.get("/"))
    assert given["meta"]["detail_url"] == f"http://127.0.0.1:8000/api/v2/images/{photo.pk}/"


@pytest.mark.parametrize("mode", ["detail", "listing", "nested"])
@pytest.mark.parametrize("router", [None, api], ids=["in a template", "in the API"])
@pytest.mark.parametrize("language", [ENGLISH, HEBREW], ids=["en", "he"])
def test_what_is_given_is_what_the_schema_says(publication, rf, mode, router, language):
    post = PostFactory(parent=publication.indexes[language.code], lead_image=PhotoFactory())
    post.categories = [CategoryFactory()]
    post.tags.add("zellige")
    link_authors(post, AuthorFactory())
    set_body(
        post,
        block("text", "<p>Tiles.</p>"),
        block("quote", {"text": "<p>Words.</p>"}),
        photo_block(PhotoFactory()),
        block("video", {"url": "https://vimeo.com/76979871", "title": "The mountain"}),
        block("source", {"publication": "Review", "url": "https://example.org/"}),
    )
    selection = parse_selection("*")
    for instance in (post, post.lead_image, post.categories.first()):
        representation = compile_model(type(instance), selection, mode)
        given = read(instance, representation, language, router=router, request=rf.get("/"))
        assert_fits(given, representation.schema())
