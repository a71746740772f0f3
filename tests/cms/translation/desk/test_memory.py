"""Earlier translations of the same or a similar text are at hand."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission
from wagtail_localize.models import StringTranslation

from cms.translation.desk import memory_index
from cms.translation.desk.memory_index import Entry, Index, entries
from tests.cms.translation.desk.conftest import Shown, address, key
from tests.cms.translation.translating import locale, login, send, target, write
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

SAME = "Nobody knew who had hidden them."


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    """What a process has read stays in it, and tests begin with other databases."""
    memory_index._kept.clear()


@pytest.fixture
def look(admin_client):
    return lambda page, **query: Shown(admin_client.get(address(page), query))


@pytest.fixture
def other(publication) -> Any:
    """Make another post whose introduction has this translation into Hebrew."""

    def make(intro: str, translated: str, title: str = "Other") -> Any:
        post = PostFactory(parent=publication.indexes["en"], title=title, intro=intro)
        send(post)
        write(post, title=f"he:{title}", intro=translated)
        target(post).__class__.objects.filter(pk=target(post).pk).update(title=f"he:{title}")
        return post

    return make


def offered(segment: Any) -> list[tuple[str, str]]:
    """What is offered for a segment: the texts, and what is said of them."""
    return [
        (
            each.select_one(".desk-match").text,
            " ".join(each.select_one(".w-help-text").text.split()),
        )
        for each in segment.select(".desk-memory li")
    ]


def test_the_same_text_on_another_page_is_offered_first(post, other, look):
    other("Nobody knew who had hidden it.", "דומה", title="Similar")
    other(SAME, "זהה")

    assert offered(look(target(post)).with_source("Nobody")) == [
        ("זהה", "The same text · Page: he:Other"),
        ("דומה", "93% alike: Nobody knew who had hidden it. · Page: he:Similar"),
    ]


def test_a_text_that_is_not_much_like_it_is_not_offered(post, other, look):
    other("Somebody else knew it all along.", "אחר")

    assert offered(look(target(post)).with_source("Nobody")) == []


def test_an_earlier_translation_that_changed_is_offered_as_it_is_now(post, other, look):
    source = other(SAME, "ישן")
    assert offered(look(target(post)).with_source("Nobody"))[0][0] == "ישן"

    found = StringTranslation.objects.get(data="ישן")
    found.data = "חדש"
    found.save()
    assert offered(look(target(post)).with_source("Nobody"))[0][0] == "חדש"

    found.delete()
    assert offered(look(target(post)).with_source("Nobody")) == []
    assert source


def test_what_only_a_machine_made_is_not_offered(post, other, look):
    other(SAME, "מכונה")
    StringTranslation.objects.update(translation_type="machine")

    assert offered(look(target(post)).with_source("Nobody")) == []


def test_what_is_in_another_language_is_not_offered(post, other, look, publication):
    french = PostFactory(parent=publication.indexes["en"], intro=SAME)
    send(french, "fr")
    write(french, "fr", intro="Personne.")

    assert offered(look(target(post)).with_source("Nobody")) == []


def test_what_stands_on_pages_that_one_may_not_see_is_not_offered(
    post, other, client, django_user_model, roles
):
    other(SAME, "סודי")
    user = login(client, django_user_model, "Translators: עברית")
    assert offered(Shown(client.get(address(target(post)))).with_source("Nobody"))

    page = GroupPagePermission.objects.get(group__user=user)
    page.page = target(post)
    page.save()

    assert not offered(Shown(client.get(address(target(post)))).with_source("Nobody"))


def test_without_scripts_the_server_puts_it_into_the_input(post, other, look, admin_client):
    other(SAME, "זהה")
    shown = look(target(post))
    segment = shown.with_source("Nobody")
    form = shown.form()
    form[f"text:{key(shown.with_source('rusty'))}"] = "עוד לא נשמר"

    button = segment.select_one("[name=use]")
    shown = Shown(admin_client.post(address(target(post)), {**form, "use": button["value"]}))

    assert shown.with_source("Nobody").select_one("textarea").text.strip() == "זהה"
    assert shown.with_source("rusty").select_one("textarea").text.strip() == "עוד לא נשמר"
    assert not StringTranslation.objects.filter(data="עוד לא נשמר").exists()


def test_it_is_read_again_only_where_something_changed(post, other):
    def read() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(entries(locale("en").pk, locale("he").pk)) == 2 * number
        return len(queries) - 2  # the locales

    number = 1
    other(SAME, "זהה")
    assert read() == 2
    assert read() == 1
    number = 2
    other(SAME, "שוב", title="Another")
    assert read() == 2


def test_a_text_is_found_among_fifty_thousand():
    index = Index(
        Entry(number, f"Sentence {number} of a long book", f"{number}", None)
        for number in range(50_000)
    )

    hits = index.search("Sentence 43210 of a long book", 5)

    assert (hits[0].entry.pk, hits[0].score) == (43210, 100)
    assert [hit.score < 100 for hit in hits[1:]] == [True] * 4
