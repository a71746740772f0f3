"""The panel on the admin's front page, and the report on rows that pages share."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Author, Category
from cms.images.models import Photo
from cms.translation.matrix.panel import bars
from cms.translation.matrix.shared import tally_rows
from cms.translation.states import State
from tests.cms.translation.translating import login, send
from tests.factories import AuthorFactory, CategoryFactory, PhotoFactory, PostFactory, translate

pytestmark = pytest.mark.django_db

SHARED = reverse("translation_shared")


@pytest.fixture
def posts(publication) -> None:
    """In Hebrew, beside the index and the home page: one live, one begun, one missing."""
    for model in (Category, Author, Photo):
        model.objects.all().delete()
    index = publication.indexes["en"]
    live, begun, _missing = (PostFactory(parent=index) for _ in range(3))
    translate(live, "he", publication.indexes["he"])
    send(begun)


def figures(code: str) -> dict[State, int]:
    [bar] = [bar for bar in bars() if bar.language.code == code]
    return {part.state: part.number for part in bar.parts}


def test_a_bar_counts_the_pages_of_a_language_by_state(posts):
    assert figures("he") == {State.LIVE: 3, State.PROGRESS: 1, State.MISSING: 1}
    assert figures("fr") == {State.LIVE: 2, State.MISSING: 3}
    assert figures("en") == {}


def test_what_a_bar_counts_is_what_the_matrix_lists(posts, admin_client):
    for bar in bars():
        for part in bar.parts:
            response = admin_client.get(f"{part.address}&export=csv")
            lines = b"".join(response.streaming_content).decode().strip().splitlines()
            assert len(lines) - 1 == part.number, (bar.language, part)


def test_the_front_page_says_the_figures_in_words(posts, admin_client):
    page = BeautifulSoup(admin_client.get("/admin/").content, "html.parser")

    text = " ".join(page.select_one(".translation-bars").get_text(" ").split())
    assert "3 of 5 pages are live." in text
    assert "In progress: 1" in text
    assert all(bar["aria-hidden"] == "true" for bar in page.select(".translation-bar"))


def test_who_does_not_translate_sees_no_panel(posts, client, django_user_model):
    user = login(client, django_user_model, "Editors")
    user.groups.get().permissions.filter(codename="submit_translation").delete()

    assert b"translation-bars" not in client.get("/admin/").content


def test_the_bars_cost_the_same_for_any_number_of_pages(posts, publication):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            bars()
        return len(queries)

    few = count()
    for _ in range(20):
        PostFactory(parent=publication.indexes["en"])
        CategoryFactory()
    assert count() == few


def lacking(client, kind: str, **filters: str) -> dict[str, dict[str, str]]:
    response = client.get(SHARED, {"kind": kind, "export": "csv", **filters})
    text = b"".join(response.streaming_content).decode()
    return {row["Title"]: row for row in csv.DictReader(io.StringIO(text))}


def test_the_texts_that_a_shared_row_lacks_are_named(posts, admin_client):
    PhotoFactory(title="A door", description_he="דלת", caption_fr="Une porte", credit_en="")
    CategoryFactory(name_en="Film", name_fr="Film", name_he="קולנוע")

    photo = lacking(admin_client, "images.photo")["A door"]
    assert (photo["Français"], photo["עברית"]) == ("alternative text", "caption")
    assert list(lacking(admin_client, "blog.category").values()) == [
        {"Title": "Film", "English": "", "Français": "", "עברית": ""}
    ]


def test_a_photo_without_alternative_text_in_any_language_lacks_it_in_all(posts, admin_client):
    PhotoFactory(title="A door", description_en="", caption_en="", credit_en="")

    for language in ("en", "fr", "he"):
        found = lacking(admin_client, "images.photo", language=language)["A door"]
        for column in ("English", "Français", "עברית"):
            assert set(found[column].split(", ")) == {"alternative text", "caption"}


def test_shared_rows_are_filtered_by_the_language_in_which_they_lack_something(posts, admin_client):
    AuthorFactory(name_en="Ada", name_fr="Ada")
    AuthorFactory(name_en="Noa", name_he="נועה")

    assert set(lacking(admin_client, "blog.author", language="he")) == {"Ada"}
    assert set(lacking(admin_client, "blog.author", language="fr")) == {"Noa"}


def test_shared_rows_that_lack_nothing_are_counted(posts):
    before = tally_rows()["he"]
    CategoryFactory(name_en="Film", name_he="קולנוע")
    CategoryFactory(name_en="Music")

    complete, total = tally_rows()["he"]
    assert (complete - before[0], total - before[1]) == (1, 2)


def test_the_report_leads_to_where_a_row_is_edited(posts, admin_client):
    category = CategoryFactory()

    page = BeautifulSoup(admin_client.get(SHARED, {"kind": "blog.category"}).content, "html.parser")

    edit = reverse("wagtailsnippets_blog_category:edit", args=(category.pk,))
    assert page.select_one(f"a[href='{edit}']")


@pytest.mark.parametrize("kind", ["blog.category", "images.photo", "home.sitesettings", "wrong"])
def test_every_kind_is_listed(posts, admin_client, kind):
    assert admin_client.get(SHARED, {"kind": kind}).status_code == 200


def test_fifty_rows_cost_as_many_queries_as_five(posts, admin_client):
    def look() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(SHARED, {"kind": "blog.category"})
        return len(queries)

    for _ in range(5):
        CategoryFactory()
    look()
    few = look()
    for _ in range(40):
        CategoryFactory()
    assert look() == few
