"""The matrix says of every page and language how far it is."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext

from blog.models import BlogPage
from cms.translation.models import LiveTexts
from cms.translation.roles import make_roles
from tests.cms.translation.translating import locale, login, press, send, target, write
from tests.factories import PostFactory, StandardPageFactory, translate

pytestmark = pytest.mark.django_db

MATRIX = reverse("translation_matrix")


@pytest.fixture
def post(publication) -> BlogPage:
    make_roles()
    return PostFactory(parent=publication.indexes["en"], title="Letters", slug="letters")


@pytest.fixture
def rows(admin_client):
    """The rows of the matrix as a spreadsheet has them, by title."""

    def get(**filters: str) -> dict[str, dict[str, str]]:
        response = admin_client.get(MATRIX, {**filters, "export": "csv"})
        assert response.status_code == 200
        text = b"".join(response.streaming_content).decode()
        return {row["Page"]: row for row in csv.DictReader(io.StringIO(text))}

    return get


@pytest.fixture
def state(rows, post):
    """The state of the post in Hebrew."""
    return lambda: rows()["Letters"]["עברית: State"]


def publish(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_page_goes_from_missing_to_out_of_date(
    post, state, rows, admin_client, admin_user, client, django_user_model
):
    assert rows()["Letters"]["English: State"] == "Source"
    assert state() == "Missing"

    send(post, user=admin_user)
    write(post, title="מכתבים")
    assert state() == "In progress"
    assert rows()["Letters"]["עברית: Translated, in %"] == "50"
    assert rows()["Letters"]["עברית: By"] == admin_user.username

    write(post, all_texts="טקסט", slug="letters-he")
    press(admin_client, target(post), "submit")
    assert state() == "Waiting for review"

    press(admin_client, target(post), "publish")
    assert state() == "Live"

    publish(post, title="Letters from Fez")
    assert rows()["Letters from Fez"]["עברית: State"] == "Out of date"


def test_an_alias_is_no_translation(post, state, publication):
    post.copy_for_translation(publication.homes["he"].locale, alias=True)

    assert state() == "Missing"


def test_a_draft_that_nobody_translates_is_listed_as_a_draft_and_not_as_missing(
    rows, publication, admin_client
):
    draft = PostFactory(parent=publication.indexes["en"], title="Draft", live=False)

    assert rows()["Draft"]["עברית: State"] == "Source is a draft"
    assert set(rows(state="unpublished")) == {"Draft"}
    assert "Draft" not in rows(state="missing")
    assert "Missing: 1" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()

    send(draft)
    assert rows()["Draft"]["עברית: State"] == "In progress"
    assert rows()["Draft"]["Français: State"] == "Missing"
    assert rows(state="unpublished") == {}
    assert "Draft" in rows(state="missing")


def test_whoever_publishes_the_source_has_not_published_its_translation(
    post, rows, admin_client, admin_user, django_user_model
):
    send(post)
    write(post, all_texts="טקסט")
    press(admin_client, target(post), "publish")
    editor = django_user_model.objects.create_superuser("editor")

    post = BlogPage.objects.get(pk=post.pk)
    post.date = date(2020, 2, 2)
    with LogContext(user=editor):
        post.save_revision(user=editor).publish(user=editor)

    assert target(post).live_revision.user == editor
    assert rows()["Letters"]["עברית: By"] == admin_user.username
    assert rows()["Letters"]["English: By"] == "editor"


@pytest.fixture
def several(post, publication) -> None:
    """Posts that are missing, live, and in progress in Hebrew; all are missing in French."""
    live = PostFactory(parent=publication.indexes["en"], title="Live")
    translate(live, "he", publication.indexes["he"])
    send(PostFactory(parent=publication.indexes["en"], title="Begun"))
    StandardPageFactory(parent=publication.homes["en"], title="About")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "missing", "language": "he"}, {"Letters", "About"}),
        ({"state": "live", "language": "he"}, {"Live", "Home", "Stories"}),
        ({"state": "progress", "language": "he"}, {"Begun"}),
        ({"state": "progress", "language": "fr"}, set()),
        ({"state": "progress"}, {"Begun"}),
        ({"state": "outdated"}, set()),
        ({"state": "review"}, set()),
        ({"title": "lett"}, {"Letters"}),
        ({"language": "en"}, set()),
    ],
)
def test_the_matrix_is_filtered(several, rows, filters, found):
    assert set(rows(**filters)) == found


def test_a_language_that_is_chosen_stands_alone(several, rows):
    row = rows(language="he")["Letters"]

    assert "עברית: State" in row
    assert "Français: State" not in row


def test_the_matrix_is_filtered_by_type_and_section(several, rows, publication):
    posts = str(ContentType.objects.get_for_model(BlogPage).pk)
    index = str(publication.indexes["en"].pk)

    assert set(rows(content_type=posts)) == {"Letters", "Live", "Begun"}
    assert set(rows(section=index)) == {"Stories", "Letters", "Live", "Begun"}


def test_the_matrix_is_filtered_by_age(several, rows):
    old = timezone.now() - timedelta(days=40)
    LiveTexts.objects.exclude(page__title="Letters").update(changed_at=old)

    assert "Letters" not in rows(age="older")
    assert {"Live", "About"} <= set(rows(age="older"))
    assert set(rows(age="week")) == {"Letters"}
    assert rows(age="year") == {}


def test_a_title_that_would_be_a_formula_is_a_text(post, publication, admin_client):
    PostFactory(parent=publication.indexes["en"], title="=1+1")

    response = admin_client.get(MATRIX, {"export": "xlsx"})

    assert response.status_code == 200
    assert response["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("export", [{}, {"export": "csv"}])
@pytest.mark.parametrize("group", ["Moderators", "Translators: עברית"])
def test_fifty_pages_cost_as_many_queries_as_five(
    publication, client, django_user_model, group, export
):
    make_roles()
    login(client, django_user_model, group)

    def look() -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(MATRIX, export)
            assert response.status_code == 200
            b"".join(response)
        return len(queries)

    def add(number: int) -> None:
        for place in range(number):
            post = PostFactory(parent=publication.indexes["en"])
            if place % 2:
                translate(post, "fr", publication.indexes["fr"])

    add(5)
    look()
    few = look()
    add(40)
    assert look() == few


def links(response: Any, title: str) -> list[str]:
    document = BeautifulSoup(response.content, "html.parser")
    [row] = [row for row in document.select("tr") if title in row.get_text()]
    return [link["href"] for link in row.select(".translation-cell a")]


def test_a_translator_can_begin_what_is_missing_in_their_language_only(
    post, client, django_user_model
):
    login(client, django_user_model, "Translators: עברית")

    response = client.get(MATRIX)

    start = reverse("wagtail_localize:submit_page_translation", args=(post.pk,))
    assert links(response, "Letters") == [f"{start}?select_locale=he"]


def test_who_may_not_translate_does_not_see_the_matrix(client, django_user_model, publication):
    login(client, django_user_model)

    assert client.get(MATRIX).status_code == 302


def bulk(*pages: Any) -> str:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "submit_for_translation"))
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"


def test_pages_are_sent_for_translation_in_bulk(several, post, admin_client, state):
    about = BlogPage.objects.get(title="Live")
    french, hebrew = (locale(code).pk for code in ("fr", "he"))

    admin_client.post(bulk(post, about), {"locales": [french, hebrew]})

    assert state() == "In progress"
    assert not target(post, "fr").live
    assert not target(about, "fr").live
    assert target(about).live


def test_a_translator_sends_pages_into_their_own_language_only(post, client, django_user_model):
    login(client, django_user_model, "Translators: עברית")

    client.post(bulk(post), {"locales": [locale("fr").pk]})
    assert not post.get_translations().exists()

    client.post(bulk(post), {"locales": [locale("he").pk]})
    assert not target(post).live


def test_the_matrix_leads_to_the_desk_of_what_is_kept_in_step(several, post, admin_client):
    response = admin_client.get(MATRIX)

    begun = BlogPage.objects.get(title="Begun", locale=locale("en"))
    desk = reverse("translation_desk", args=(target(begun).pk,))
    assert desk in links(response, "Begun")
    assert not [link for link in links(response, "About") if "/desk/" in link]
