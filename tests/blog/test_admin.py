"""Categories, authors, and posts in the admin."""

import datetime
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from blog.models import Author, BlogPage
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "he")


class Kind(NamedTuple):
    """A kind of shared row: what makes one, its longer text, and what its form has chosen."""

    factory: Any
    words: str
    choices: dict[str, str]

    @property
    def objects(self) -> Any:
        return self.factory._meta.model.objects

    def address(self, view: str, *arguments: Any) -> str:
        """Where a view of the admin is."""
        name = self.objects.model._meta.model_name
        return reverse(f"wagtailsnippets_blog_{name}:{view}", args=arguments)

    def form_data(self, **given: str) -> dict[str, str]:
        """What the form sends."""
        empty = {f"{name}_{code}": "" for name in ("name", self.words) for code in LANGUAGES}
        return {**empty, "slug": "", **self.choices, **given}


CATEGORIES = Kind(CategoryFactory, "description", {})
AUTHORS = Kind(AuthorFactory, "bio", {"kind": "person"})


@pytest.fixture(params=[CATEGORIES, AUTHORS], ids=["categories", "authors"])
def kind(request) -> Kind:
    return request.param


def names(row: Any) -> list[str]:
    return [getattr(row, f"name_{code}") or "" for code in LANGUAGES]


@pytest.fixture
def parse(admin_client):
    """The HTML of an admin view."""

    def get(path: str, **parameters: str) -> BeautifulSoup:
        response = admin_client.get(path, parameters)
        assert response.status_code == 200, (path, response.status_code)
        return BeautifulSoup(response.content, "html.parser")

    return get


def rows(page: BeautifulSoup) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.select("table tbody tr")]


def test_the_list_shows_the_names_in_all_languages(parse, kind):
    kind.factory(name_en="Film", name_fr="Cinéma", name_he="קולנוע", slug="film")

    [row] = rows(parse(kind.address("list")))

    for text in ("Film", "Cinéma", "קולנוע", "film"):
        assert text in row


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_list_is_ordered_by_the_english_names_whichever_language_the_editor_speaks(
    admin_user, parse, kind, spoken
):
    UserProfile.objects.create(user=admin_user, preferred_language=spoken)
    kind.factory(name_en="Archive", name_fr="Z", name_he="ת", slug="3")
    kind.factory(name_en="Music", name_fr="A", name_he="א", slug="1")
    kind.factory(name_en="Film", name_fr="M", name_he="מ", slug="2")

    english = [row.split()[0] for row in rows(parse(kind.address("list")))]

    assert english == ["Archive", "Film", "Music"]


def test_no_column_is_the_one_that_holds_any_language(parse, kind):
    kind.factory(name_en="Film")

    page = parse(kind.address("list"))

    assert not page.select("a[href*='ordering=name&'], a[href$='ordering=name']")


@pytest.mark.parametrize("query", ["Film", "Cinéma", "קולנוע"])
def test_it_is_found_by_its_name_in_any_language(
    parse, kind, query, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        kind.factory(name_en="Film", name_fr="Cinéma", name_he="קולנוע")
        kind.factory(name_en="Music", name_fr="Musique", name_he="מוזיקה")

    [row] = rows(parse(kind.address("list"), q=query))

    assert row.startswith("Film")


def test_the_form_has_an_input_for_each_text_in_each_language(parse, kind):
    form = parse(kind.address("add"))

    named = {field["name"] for field in form.select("main [name]")}
    assert set(kind.form_data()) <= named
    assert not {"name", kind.words} & named


def test_it_is_created(admin_client, kind):
    response = admin_client.post(
        kind.address("add"),
        kind.form_data(
            name_en="Film", name_he="קולנוע", slug="קולנוע", **{f"{kind.words}_fr": "Ici."}
        ),
    )

    assert response.status_code == 302
    row = kind.objects.get()
    assert [*names(row), row.slug] == ["Film", "", "קולנוע", "קולנוע"]
    assert getattr(row, f"{kind.words}_fr") == "Ici."


@pytest.mark.parametrize("missing", ["name_en", "slug"])
def test_it_needs_an_english_name_and_a_slug(admin_client, kind, missing):
    data = kind.form_data(name_en="Film", name_fr="Cinéma", slug="film") | {missing: ""}

    response = admin_client.post(kind.address("add"), data)

    assert missing in response.context["form"].errors
    assert not kind.objects.exists()


def test_a_slug_that_is_taken_is_refused_at_its_field(admin_client, kind):
    kind.factory(slug="film")

    response = admin_client.post(kind.address("add"), kind.form_data(name_en="Film", slug="film"))

    assert list(response.context["form"].errors) == ["slug"]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_it_is_edited_in_all_languages_whichever_the_editor_speaks(
    admin_client, admin_user, parse, kind, spoken
):
    UserProfile.objects.create(user=admin_user, preferred_language=spoken)
    row = kind.factory(name_en="Film", name_fr="Cinéma", name_he="קולנוע", slug="film")
    path = kind.address("edit", row.pk)
    form = parse(path)

    values = {code: form.select_one(f"[name=name_{code}]")["value"] for code in LANGUAGES}
    assert values == {"en": "Film", "fr": "Cinéma", "he": "קולנוע"}

    admin_client.post(path, kind.form_data(name_en="Films", name_he="סרטים", slug="film"))

    assert names(kind.objects.get()) == ["Films", "", "סרטים"]


def test_it_is_deleted(admin_client, kind):
    row = kind.factory()

    admin_client.post(kind.address("delete", row.pk))

    assert not kind.objects.exists()


def test_an_author_of_a_post_is_not_deleted(publication, admin_client):
    author = AuthorFactory()
    link_authors(PostFactory(parent=publication.indexes["en"]), author)

    admin_client.post(AUTHORS.address("delete", author.pk))

    assert Author.objects.filter(pk=author.pk).exists()


def test_categories_and_authors_are_in_one_menu(parse):
    page = str(parse(reverse("wagtailadmin_home")))

    assert CATEGORIES.address("list") in page
    assert AUTHORS.address("list") in page


def post_data(**given: object) -> dict[str, object]:
    """What the form of a new post sends."""
    return {
        "title": "A dessert",
        "slug": "dessert",
        "intro": "Almonds.",
        "date": "2026-06-12",
        "lead_image": "",
        "tags": "",
        "body-count": "0",
        "author_links-TOTAL_FORMS": "0",
        "author_links-INITIAL_FORMS": "0",
        "author_links-MIN_NUM_FORMS": "0",
        "author_links-MAX_NUM_FORMS": "1000",
        "related_links-TOTAL_FORMS": "0",
        "related_links-INITIAL_FORMS": "0",
        "related_links-MIN_NUM_FORMS": "0",
        "related_links-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
        **given,
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_editor_writes_a_post_in_any_language(publication, admin_client, api, code):
    index = publication.indexes[code]
    category, photo = CategoryFactory(), PhotoFactory()
    authors = [AuthorFactory(), AuthorFactory()]
    related = PostFactory(parent=index)

    response = admin_client.post(
        reverse("wagtailadmin_pages:add", args=("blog", "blogpage", index.pk)),
        post_data(
            lead_image=photo.pk,
            categories=[category.pk],
            tags="Almonds, Orange blossom",
            **{
                "body-count": "1",
                "body-0-deleted": "",
                "body-0-order": "0",
                "body-0-type": "quote",
                "body-0-id": "",
                "body-0-value-text": '{"blocks": [{"key": "1", "text": "Two names.", '
                '"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], '
                '"entityMap": {}}',
                "body-0-value-attribution": "A cook",
                "body-0-value-source_title": "",
                "body-0-value-source_url": "",
                "body-0-value-note": "null",
                "author_links-TOTAL_FORMS": "2",
                "author_links-0-id": "",
                "author_links-0-author": authors[0].pk,
                "author_links-0-ORDER": "2",
                "author_links-0-DELETE": "",
                "author_links-1-id": "",
                "author_links-1-author": authors[1].pk,
                "author_links-1-ORDER": "1",
                "author_links-1-DELETE": "",
                "related_links-TOTAL_FORMS": "1",
                "related_links-0-id": "",
                "related_links-0-post": related.pk,
                "related_links-0-ORDER": "1",
                "related_links-0-DELETE": "",
            },
        ),
    )

    assert response.status_code == 302, response.context["form"].errors
    post = BlogPage.objects.get(slug="dessert")
    document = api(f"pages/{post.pk}/")
    assert document["meta"]["locale"] == code
    assert document["date"] == "2026-06-12"
    assert document["lead_image"]["id"] == photo.pk
    assert [author["id"] for author in document["authors"]] == [authors[1].pk, authors[0].pk]
    assert [row["id"] for row in document["categories"]] == [category.pk]
    assert document["tags"] == ["Almonds", "Orange blossom"]
    assert [entry["id"] for entry in document["related_posts"]] == [related.pk]
    assert document["body"][0]["value"]["attribution"] == "A cook"


def test_a_post_that_is_saved_as_a_draft_is_not_public(publication, admin_client, api):
    index = publication.indexes["en"]
    data = post_data()
    del data["action-publish"]

    admin_client.post(reverse("wagtailadmin_pages:add", args=("blog", "blogpage", index.pk)), data)

    post = BlogPage.objects.get(slug="dessert")
    assert not post.live
    api(f"pages/{post.pk}/", status=404)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("which", ["home", "index", "post"])
def test_every_page_has_a_form_to_edit_it(publication, parse, code, which):
    post = PostFactory(parent=publication.indexes[code])
    page = {"home": publication.homes[code], "index": publication.indexes[code], "post": post}[
        which
    ]

    form = parse(reverse("wagtailadmin_pages:edit", args=(page.pk,)))

    title = form.select_one("[name=title]")
    assert (title.get("value") or title.get_text(strip=True)) == page.title


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_new_post_is_previewed_in_its_language(publication, admin_client, code):
    index = publication.indexes[code]
    path = reverse("wagtailadmin_pages:preview_on_add", args=("blog", "blogpage", index.pk))
    admin_client.post(path, post_data(title="Not published", date=str(datetime.date.today())))

    page = BeautifulSoup(admin_client.get(path).content, "html.parser")

    assert page.html["lang"] == code
    assert page.h1.get_text() == "Not published"


@pytest.mark.parametrize(("group", "may_publish"), [("Editors", False), ("Moderators", True)])
def test_editors_write_posts_and_moderators_publish_them(
    publication, client, django_user_model, group, may_publish
):
    user = django_user_model.objects.create_user("someone", password="a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    index = publication.indexes["he"]

    client.post(reverse("wagtailadmin_pages:add", args=("blog", "blogpage", index.pk)), post_data())

    assert BlogPage.objects.get(slug="dessert").live is may_publish
