import pytest

from tests.factories import PostFactory, link_related_posts

LISTING = ("id", "type", "detail_url", "title", "html_url", "slug", "first_published_at", "locale")


@pytest.fixture
def ask(story, api):
    """The English post of a listing of posts with ``fields=``."""

    def get(fields, **parameters):
        listing = api(
            "pages/", type="blog.BlogPage", locale="en", slug="doors", fields=fields, **parameters
        )
        [post] = listing["items"]
        return post

    return get


@pytest.fixture
def refuse(publication, api):
    """The message of the error that ``fields=`` of a listing of posts is answered with."""

    def get(fields):
        return api("pages/", type="blog.BlogPage", fields=fields, status=400)["message"]

    return get


def names(item):
    """All the names of fields in an item, those in meta included."""
    return {*item, *item.get("meta", {})} - {"meta"}


def test_without_fields_a_listing_gives_what_stock_gives_and_a_few_more(ask):
    assert names(ask("")) == {*LISTING, "path", "dir", "last_published_at", "alternates"}


def test_named_fields_are_added(ask):
    item = ask("date,intro")

    assert names(item) == names(ask("")) | {"date", "intro"}
    assert (item["date"], item["intro"]) == ("2024-05-01", "Three doors.")


def test_fields_come_in_their_own_order_and_not_in_that_of_the_query(ask):
    assert list(ask("intro,date")) == list(ask("date,intro"))


def test_a_field_with_a_minus_is_left_out(ask):
    item = ask("-title,-html_url,-alternates")

    assert names(item) == names(ask("")) - {"title", "html_url", "alternates"}


def test_the_id_may_be_left_out(ask):
    assert "id" not in ask("-id")


def test_the_type_is_left_out_of_both_its_places(ask):
    item = ask("-type")

    assert "type" not in item
    assert "type" not in item["meta"]


def test_an_underscore_leaves_out_all_that_is_not_named(ask):
    assert ask("_,title,locale") == {"meta": {"locale": "en"}, "title": "Doors"}


def test_an_underscore_alone_leaves_nothing(ask):
    assert ask("_") == {}


def test_a_star_gives_everything_that_a_listing_can_give(ask, api, story):
    document = api(f"pages/{story.posts['en'].pk}/")

    assert names(ask("*")) == names(document) - {"parent", "head"}


def test_a_field_in_a_listing_is_what_it_is_in_the_detail(ask, api, story):
    document = api(f"pages/{story.posts['en'].pk}/")
    for detail_only in ("parent", "head"):
        document["meta"].pop(detail_only)

    assert ask("*") == document


def test_a_star_and_a_minus_give_all_but_that(ask):
    assert names(ask("*,-body")) == names(ask("*")) - {"body"}


def test_a_detail_gives_everything_and_can_be_asked_for_less(story, api):
    address = f"pages/{story.posts['he'].pk}/"

    assert api(address, fields="_,title") == {"title": "דלתות"}
    assert "body" not in api(address, fields="-body")
    assert api(address, fields="*") == api(address)


# Fields inside fields


def test_a_picture_can_be_asked_for_a_few_of_its_fields(ask, story):
    lead = ask("lead_image(_,src,srcset)")["lead_image"]

    assert list(lead) == ["src", "srcset"]
    assert lead["src"] == lead["srcset"][-1]["src"]


def test_a_picture_keeps_its_other_fields_where_some_are_only_named(ask):
    assert ask("lead_image(src,srcset)")["lead_image"] == ask("lead_image")["lead_image"]


def test_a_picture_can_be_asked_for_more(ask, story):
    story.photo.tags.add("blue")

    lead = ask("lead_image(tags)")["lead_image"]

    assert lead["meta"]["tags"] == ["blue"]
    assert lead["alt"] == "A door"


def test_fields_of_a_picture_can_be_left_out(ask):
    lead = ask("lead_image(-placeholder,-sources)")["lead_image"]

    assert set(ask("lead_image")["lead_image"]) - set(lead) == {"placeholder", "sources"}


def test_authors_can_be_asked_for_their_names_alone(ask):
    assert ask("authors(_,name)")["authors"] == [{"name": "Ada"}]


def test_authors_named_with_a_field_of_theirs_are_given_whole(ask, story):
    [author] = ask("authors(name)")["authors"]
    assert list(author) == ["id", "meta", "name", "slug"]
    assert author["name"] == "Ada"


def test_categories_can_be_asked_for_a_few_of_their_fields(ask):
    assert ask("categories(_,slug,name)")["categories"] == [{"name": "Film", "slug": "film"}]


def test_a_name_that_was_not_asked_for_has_no_fallback(story, api):
    type(story.category).objects.update(name_he="")

    document = api(f"pages/{story.posts['he'].pk}/", fields="_,categories(_,slug)")

    assert document == {"categories": [{"slug": "film"}]}


def test_related_posts_can_be_asked_for_their_pictures(ask, story, publication):
    other = PostFactory(parent=publication.indexes["en"], lead_image=story.photo)
    link_related_posts(story.posts["en"], other)

    [related] = ask("related_posts(_,id,lead_image(_,alt))")["related_posts"]

    assert related == {"id": other.pk, "lead_image": {"alt": "A door"}}


@pytest.fixture
def related(story, publication, ask):
    """The post that the English one leads on to, as ``related_posts`` with brackets gives it."""
    other = PostFactory(parent=publication.indexes["en"], lead_image=story.photo)
    other.categories = [story.category]
    other.save()
    link_related_posts(other, story.posts["en"])
    link_related_posts(story.posts["en"], other)

    def get(inside):
        [post] = ask(f"_,related_posts({inside})")["related_posts"]
        return post

    return get


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("_,lead_image(_)", {"lead_image": {}}),
        ("_,lead_image(_,alt,width)", {"lead_image": {"alt": "A door", "width": 100}}),
        ("_,lead_image(_,tags)", {"lead_image": {"meta": {"tags": []}}}),
        ("_,related_posts(_,title)", {"related_posts": [{"title": "Doors"}]}),
        (
            "_,related_posts(_,lead_image(_,alt))",
            {"related_posts": [{"lead_image": {"alt": "A door"}}]},
        ),
        (
            "_,related_posts(_,related_posts(_,lead_image(_,credit)))",
            {"related_posts": [{"related_posts": [{"lead_image": {"credit": "Photo: Mosaic"}}]}]},
        ),
        ("_,categories(_,slug)", {"categories": [{"slug": "film"}]}),
    ],
)
def test_exactly_what_is_named_is_given_at_every_depth(related, inside, expected):
    assert related(inside) == expected


def test_a_picture_inside_another_page_is_given_as_it_is_in_its_own(related, ask):
    assert related("lead_image")["lead_image"] == ask("lead_image")["lead_image"]


def test_fields_of_a_picture_inside_another_page_can_be_left_out(related, ask):
    whole = ask("lead_image")["lead_image"]
    lead = related("_,lead_image(-srcset,-sources)")["lead_image"]

    assert set(whole) - set(lead) == {"srcset", "sources"}


def test_a_star_inside_brackets_gives_all_that_there_is(related, ask):
    lead = related("_,lead_image(*)")["lead_image"]

    assert lead["meta"]["tags"] == []
    assert (
        lead.items()
        >= {
            name: value for name, value in ask("lead_image")["lead_image"].items() if name != "meta"
        }.items()
    )
    assert "tags" not in related("_,lead_image(*,-tags)")["lead_image"]["meta"]


def test_fields_inside_stand_in_the_one_order_too(related):
    assert list(related("_,lead_image(_,width,alt)")["lead_image"]) == ["alt", "width"]


def test_a_star_can_be_followed_by_what_is_inside(ask, story):
    post = ask("*,lead_image(_,alt)")

    assert post["lead_image"] == {"alt": "A door"}
    assert names(post) == names(ask("*"))


# Errors


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("nothing", "unknown fields: nothing"),
        ("-nothing", "unknown fields: nothing"),
        ("no,title,nay", "unknown fields: nay, no"),
        ("parent", "unknown fields: parent"),
        ("_,pk", "unknown fields: pk"),
        ("translation_key", "unknown fields: translation_key"),
        ("owner", "unknown fields: owner"),
        ("lead_image(nothing)", "unknown fields: nothing"),
        ("lead_image(file)", "unknown fields: file"),
        ("authors(email)", "unknown fields: email"),
        ("categories(posts)", "unknown fields: posts"),
        ("related_posts(nothing)", "unknown fields: nothing"),
        ("related_posts(lead_image(nothing))", "unknown fields: nothing"),
        ("related_posts(lead_image(-nothing))", "unknown fields: nothing"),
        ("related_posts(_,lead_image(_,no,alt,nay))", "unknown fields: nay, no"),
        ("related_posts(related_posts(related_posts(nothing)))", "unknown fields: nothing"),
        ("related_posts(authors(email))", "unknown fields: email"),
        ("related_posts(parent)", "unknown fields: parent"),
        ("related_posts(title(x))", "'title' does not support nested fields"),
        ("lead_image(srcset(src))", "'srcset' does not support nested fields"),
        ("lead_image(alt(x))", "'alt' does not support nested fields"),
        ("tags(nothing)", "unknown fields: nothing"),
        ("locale(nothing)", "unknown fields: nothing"),
        ("alias_of(nothing)", "unknown fields: nothing"),
        ("title(x)", "'title' does not support nested fields"),
        ("body(text)", "'body' does not support nested fields"),
        ("alternates(locale)", "'alternates' does not support nested fields"),
    ],
)
def test_a_field_that_there_is_not_is_an_error_that_names_it(refuse, fields, message):
    assert refuse(fields) == message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("title,*", "'*' must be in the first position"),
        ("title,_", "'_' must be in the first position"),
        ("*,title", "additional fields with '*' doesn't make sense"),
        ("_,-title", "negated fields with '_' doesn't make sense"),
        ("-*", "'*' cannot be negated"),
        ("*(title)", "unexpected char '(' at position 1"),
        ("-lead_image(src)", "unexpected char '(' at position 11"),
        ("title,", "unexpected char ',' at position 6"),
        (",title", "unexpected char ',' at position 0"),
        ("title)", "unexpected char ')' at position 5"),
        ("title slug", "unexpected whitespace at position 5"),
        ("title'--", "unexpected char ''' at position 5"),
        ("authors()", "unexpected char ')' at position 8"),
        ("lead_image(src", "unexpected end of input (did you miss out a close bracket?)"),
        ("(" * 5000, "nested deeper than 4 levels"),
        ("a(" * 3000, "nested deeper than 4 levels"),
        ("a(b(c(d(e(f)))))", "nested deeper than 4 levels"),
    ],
)
def test_a_mistake_in_the_syntax_is_an_error_that_says_where(refuse, fields, message):
    assert refuse(fields) == f"fields error: {message}"


def test_fields_may_be_nested_four_levels_deep(refuse):
    assert refuse("a(b(c(d(e))))") == "unknown fields: a"


def test_fields_of_a_type_are_unknown_where_the_type_is_not_asked_for(publication, api):
    assert api("pages/", fields="lead_image", status=400) == {
        "message": "unknown fields: lead_image"
    }


def test_a_mistake_is_an_error_also_where_nothing_is_found(publication, api):
    error = api("pages/", title="nobody has this", fields="nothing", status=400)

    assert error == {"message": "unknown fields: nothing"}


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_a_mistake_is_an_error_in_a_detail_too(story, api, kind):
    key = {"pages": story.posts["en"], "images": story.photo, "documents": story.document}[kind].pk

    assert api(f"{kind}/{key}/", fields="nothing", status=400) == {
        "message": "unknown fields: nothing"
    }
