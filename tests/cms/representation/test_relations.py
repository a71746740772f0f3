import pytest
from wagtail.models import Collection, CollectionViewRestriction

from blog.models import Author, BlogPage, BlogPageAuthor, Category, RelatedPost
from cms.languages import FRENCH
from cms.representation.compile import compile_model
from cms.representation.selection import exactly
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
    link_related_posts,
    photo_block,
    set_body,
    translate,
)
from tests.reading import count_queries, read, read_all


def fields(*names):
    return compile_model(BlogPage, exactly(*names))


def make_post(publication, code="en", **values):
    return PostFactory(parent=publication.indexes[code], **values)


def signed(*authors):
    """What a post's ``author_links`` are before they are saved."""
    return [BlogPageAuthor(author=author, sort_order=place) for place, author in enumerate(authors)]


def draft_of(post):
    """The post as its newest revision has it, with children that are not in the database."""
    post.save_revision()
    return post.get_latest_revision_as_object()


#: How a post comes to refer to something of its own, by field.
FILL = {
    "lead_image": lambda post: setattr(post, "lead_image", PhotoFactory()),
    "authors": lambda post: link_authors(post, AuthorFactory(), AuthorFactory()),
    "categories": lambda post: setattr(post, "categories", [CategoryFactory()]),
    "tags": lambda post: post.tags.add(f"tag {post.pk}"),
    "related_posts": lambda post: link_related_posts(post, PostFactory(parent=post.get_parent())),
    "body": lambda post: set_body(post, photo_block(PhotoFactory())),
    "parent": lambda post: None,
    "alternates": lambda post: None,
}


def filled_posts(publication, *names):
    """Ten posts whose fields are filled, as they come from the database."""
    posts = [make_post(publication) for _ in range(10)]
    for post in posts:
        for name in names:
            FILL[name](post)
        post.save()
    return list(BlogPage.objects.filter(pk__in=[post.pk for post in posts]))


@pytest.mark.parametrize("name", FILL)
def test_ten_posts_cost_as_many_queries_as_one(publication, name):
    posts = filled_posts(publication, name)
    one = count_queries(posts[:1], fields(name))
    assert one > 0
    assert count_queries(posts, fields(name)) == one


def test_ten_whole_posts_cost_as_many_queries_as_one(publication):
    posts = filled_posts(publication, *FILL)
    representation = compile_model(BlogPage)
    assert count_queries(posts, representation) == count_queries(posts[:1], representation)


def test_a_foreign_key_is_the_row_that_it_points_at(publication):
    photo = PhotoFactory(caption_fr="Une porte")
    post = make_post(publication, "fr", lead_image=photo)
    given = read(post, fields("lead_image"))["lead_image"]
    assert (given["id"], given["caption"]) == (photo.pk, "Une porte")


def test_a_foreign_key_to_nothing_is_null(publication):
    assert read(make_post(publication), fields("lead_image")) == {"lead_image": None}


def test_a_foreign_key_to_what_is_not_public_is_null(publication):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    post = make_post(publication, lead_image=PhotoFactory(collection=private))
    assert read(post, fields("lead_image")) == {"lead_image": None}


def test_many_to_many_targets_are_in_their_own_order_and_each_posts_are_its_own(publication):
    film, music = CategoryFactory(slug="film"), CategoryFactory(slug="music")
    first, second, third = (make_post(publication) for _ in range(3))
    first.categories = [music, film]
    second.categories = [music]
    first.save()
    second.save()
    given = read_all([first, second, third], fields("categories"))
    assert [[item["slug"] for item in post["categories"]] for post in given] == [
        ["film", "music"],
        ["music"],
        [],
    ]


def test_tags_are_names_in_alphabetical_order_and_each_posts_are_its_own(publication):
    first, second, third = (make_post(publication) for _ in range(3))
    first.tags.add("zellige", "gnawa")
    second.tags.add("gnawa")
    first.save()
    second.save()
    given = read_all([first, second, third], fields("tags"))
    assert [post["tags"] for post in given] == [["gnawa", "zellige"], ["gnawa"], []]


def test_what_is_chosen_through_children_is_in_the_order_of_the_children(publication):
    idit, sami = AuthorFactory(name_en="Idit"), AuthorFactory(name_en="Sami")
    post = make_post(publication)
    link_authors(post, sami, idit)
    post = BlogPage.objects.get(pk=post.pk)
    assert [author["name"] for author in read(post, fields("authors"))["authors"]] == [
        "Sami",
        "Idit",
    ]


def test_what_is_chosen_through_children_is_in_the_language_of_the_page(publication):
    post = make_post(publication, "fr")
    link_authors(post, AuthorFactory(name_en="The desk", name_fr="La rédaction"))
    assert read(post, fields("authors"))["authors"][0]["name"] == "La rédaction"


def test_a_related_page_is_given_in_its_translation_where_there_is_one(publication):
    english = make_post(publication, title="Oud")
    translate(english, "fr", publication.indexes["fr"], title="Le oud")
    other = make_post(publication, title="Carpet")
    post = make_post(publication, "fr")
    link_related_posts(post, english, other)
    titles = [page["title"] for page in read(post, fields("related_posts"))["related_posts"]]
    assert titles == ["Le oud", "Carpet"]


def test_a_related_page_that_is_not_public_is_left_out(publication):
    post, draft = make_post(publication), make_post(publication, live=False)
    link_related_posts(post, draft)
    assert read(post, fields("related_posts")) == {"related_posts": []}


def test_a_draft_is_read_with_its_unsaved_children(publication):
    idit, sami = AuthorFactory(name_en="Idit"), AuthorFactory(name_en="Sami")
    post = make_post(publication)
    link_authors(post, idit)
    post.author_links = signed(sami, idit)
    [first, second] = read(draft_of(post), fields("authors"))["authors"]
    assert [first["name"], second["name"]] == ["Sami", "Idit"]
    assert [author["name"] for author in read(_live(post), fields("authors"))["authors"]] == [
        "Idit"
    ]


def test_a_draft_is_read_with_its_unsaved_categories(publication):
    post = make_post(publication)
    post.categories = [CategoryFactory(slug="film")]
    post.save()
    post.categories = [CategoryFactory(slug="music")]
    assert [item["slug"] for item in read(draft_of(post), fields("categories"))["categories"]] == [
        "music"
    ]
    assert [item["slug"] for item in read(_live(post), fields("categories"))["categories"]] == [
        "film"
    ]


def test_a_draft_is_read_with_its_unsaved_tags(publication):
    post = make_post(publication)
    post.tags.add("gnawa")
    post.save()
    post.tags.set(["zellige", "oud"])
    assert read(draft_of(post), fields("tags")) == {"tags": ["oud", "zellige"]}
    assert read(_live(post), fields("tags")) == {"tags": ["gnawa"]}


def test_a_draft_whose_children_were_all_removed_has_none(publication):
    post = make_post(publication)
    post.tags.add("gnawa")
    link_authors(post, AuthorFactory())
    post.author_links = []
    post.tags.clear()
    assert read(draft_of(post), fields("authors", "tags")) == {"authors": [], "tags": []}


def test_a_draft_is_read_with_its_unsaved_related_posts(publication):
    post, other = make_post(publication), make_post(publication, title="Oud")
    post.related_links = [RelatedPost(post=other)]
    [related] = read(draft_of(post), fields("related_posts"))["related_posts"]
    assert related["title"] == "Oud"


def test_a_page_that_was_never_saved_can_be_read(publication):
    post = BlogPage(title="New", slug="new", locale=publication.homes["en"].locale)
    post.author_links = signed(AuthorFactory(name_en="Idit"))
    given = read(post, fields("authors", "tags", "categories", "body"))
    assert [author["name"] for author in given["authors"]] == ["Idit"]
    assert (given["tags"], given["categories"], given["body"]) == ([], [], [])


def test_the_same_row_is_given_for_two_fields_with_what_each_asks_for(publication):
    post = make_post(publication)
    category = CategoryFactory(name_en="Film", slug="film")
    post.categories = [category]
    post.save()
    just_slug = compile_model(BlogPage, (*exactly(), ("categories", False, exactly("slug"))))
    assert read(post, just_slug) == {"categories": [{"slug": "film"}]}
    assert read(post, fields("categories"))["categories"][0]["name"] == "Film"


def test_rows_are_given_in_the_asked_language(db):
    category = CategoryFactory(name_en="Film", name_fr="Cinéma")
    assert read(category, compile_model(Category), FRENCH)["name"] == "Cinéma"


def test_a_to_many_schema_lists_what_an_item_is_and_never_null(publication):
    schema = fields("related_posts", "authors").schema()["properties"]
    for name in ("related_posts", "authors"):
        assert schema[name]["items"]["type"] == "object"
    assert schema["authors"]["items"] == compile_model(Author, (), "nested").schema()


def _live(post):
    return BlogPage.objects.get(pk=post.pk)
