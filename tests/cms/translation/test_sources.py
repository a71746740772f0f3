"""A translation is out of date when a text of its source changed since it was published."""

from typing import Any

import pytest
from wagtail.models import Page

from blog.models import BlogPage
from cms.translation.models import Confirmation, LiveTexts
from cms.translation.sources import confirm, digest_of, source_of, sources
from tests.cms.translation.translating import press, send, target, translation, write
from tests.factories import PostFactory, block, set_body, translate

pytestmark = pytest.mark.django_db

ONE = block("text", "<p>Nobody knew.</p><p>Nobody asked.</p>", "one")
#: As it was stored before quotations had sources.
TWO = block("quote", {"text": "<p>Rust.</p>", "attribution": "A notebook"}, "two")


@pytest.fixture
def post(publication) -> BlogPage:
    """A live English post."""
    post = PostFactory(parent=publication.indexes["en"], title="Letters", slug="letters")
    set_body(post, ONE, TWO)
    return post


@pytest.fixture
def hebrew(post, admin_client) -> Any:
    """Its Hebrew translation, live, made in the translation editor."""
    send(post)
    write(post, all_texts="טקסט")
    press(admin_client, target(post), "publish")
    assert target(post).live
    return target(post)


@pytest.fixture
def french(post, publication) -> Any:
    """Its French translation, live, written by hand."""
    return translate(post, "fr", publication.indexes["fr"])


def publish(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def is_outdated(page: Page) -> bool:
    confirmation = Confirmation.objects.get(page=page.pk)
    return LiveTexts.objects.get(page=confirmation.source_id).digest != confirmation.digest


def body(*blocks: dict[str, Any]) -> Any:
    return BlogPage.body.field.to_python(list(blocks))


def test_a_translation_that_was_just_published_is_current(hebrew, french):
    assert not is_outdated(hebrew)
    assert not is_outdated(french)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Letters from Fez"},
        {"intro": "Rust."},
        {"search_description": "Rust."},
        {"body": body(ONE)},
        {"body": body(ONE, TWO, block("text", "<p>More.</p>"))},
        {"body": body(block("text", "<p>Nobody knew.</p><p>All asked.</p>", "one"), TWO)},
        {"body": body(ONE, block("quote", {"text": "<p>Rust.</p>", "attribution": "B"}, "two"))},
    ],
)
def test_a_changed_text_makes_the_translations_outdated(post, hebrew, french, fields):
    publish(post, **fields)

    assert is_outdated(hebrew)
    assert is_outdated(french)


@pytest.mark.parametrize(
    "fields",
    [
        {"body": body(TWO, ONE)},
        {"body": body(block("text", "<p>Nobody asked.</p><p>Nobody knew.</p>", "one"), TWO)},
        {"slug": "letters-from-fez"},
        {"date": "2026-01-02"},
        {},
    ],
)
def test_what_is_no_text_or_only_moved_makes_nothing_outdated(post, hebrew, french, fields):
    publish(post, **fields)

    assert not is_outdated(hebrew)
    assert not is_outdated(french)


def test_a_draft_of_the_source_makes_nothing_outdated(post, hebrew):
    post.title = "Letters from Fez"
    post.save_revision()

    assert not is_outdated(hebrew)


def test_a_text_that_is_what_it_was_again_is_current_again(post, hebrew):
    publish(post, title="Letters from Fez")
    publish(post, title="Letters")

    assert not is_outdated(hebrew)


def test_a_source_that_is_saved_without_publishing_it_counts_too(post, hebrew):
    post.title = "Letters from Fez"
    post.save()

    assert is_outdated(hebrew)


def test_the_time_of_the_last_change_is_that_of_a_text(post):
    before = LiveTexts.objects.get(page=post.pk).changed_at
    publish(post)
    assert LiveTexts.objects.get(page=post.pk).changed_at == before

    publish(post, title="Letters from Fez")
    assert LiveTexts.objects.get(page=post.pk).changed_at > before


def test_a_published_source_comes_to_its_translators(
    post, hebrew, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(post, title="Letters from Fez")

    strings = translation(post).source.stringsegment_set.filter(context__path="title")
    assert [segment.string.data for segment in strings] == ["Letters from Fez"]


def test_what_is_live_stays_live_when_its_source_changes(
    post, hebrew, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(post, title="Letters from Fez")

    page = target(post)
    assert (page.live, page.title, page.latest_revision_id) == (
        True,
        hebrew.title,
        hebrew.latest_revision_id,
    )


def test_a_translation_is_current_when_it_was_published_with_the_changed_text(
    post, hebrew, admin_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(post, title="Letters from Fez")
    write(post, title="מכתבים")
    press(admin_client, target(post), "publish")

    assert target(post).title == "מכתבים"
    assert not is_outdated(hebrew)


def test_a_draft_from_before_the_change_leaves_the_translation_outdated(
    post, hebrew, django_capture_on_commit_callbacks
):
    draft = translation(post).save_target()
    with django_capture_on_commit_callbacks(execute=True):
        publish(post, title="Letters from Fez")

    draft.publish()

    assert is_outdated(hebrew)


def test_a_translation_by_hand_is_current_when_it_was_published_again(post, french):
    publish(post, title="Letters from Fez")
    publish(french, title="Lettres de Fès")

    assert not is_outdated(french)


def test_a_person_can_confirm_that_a_translation_is_current(post, hebrew, admin_user):
    publish(post, title="Letters from Fez")

    confirm(hebrew, user=admin_user)

    assert not is_outdated(hebrew)
    assert Confirmation.objects.get(page=hebrew.pk).made_by == admin_user


def test_what_nobody_had_looked_at_is_taken_as_it_was_before_its_next_change(post, french):
    for model in (LiveTexts, Confirmation):
        model.objects.all().delete()

    publish(post, title="Letters from Fez")

    assert is_outdated(french)


def test_the_same_where_only_the_relation_is_known(post, french):
    for model in (LiveTexts, Confirmation):
        model.objects.all().update(digest="")

    publish(post, title="Letters from Fez")

    assert is_outdated(french)


def test_a_source_is_in_the_default_language_or_else_the_oldest(post, french, publication):
    first = PostFactory(parent=publication.indexes["he"], locale=publication.indexes["he"].locale)
    second = translate(first, "fr", publication.indexes["fr"], slug="second")

    assert source_of(french).pk == post.pk
    assert source_of(post) is None
    assert source_of(second).pk == first.pk
    assert source_of(first) is None


def test_a_page_that_is_kept_in_step_is_no_source_even_in_the_default_language(publication):
    index = publication.indexes["fr"]
    french = PostFactory(parent=index, locale=index.locale, title="Lettres")
    send(french, "en")

    assert source_of(target(french, "en")).pk == french.pk
    assert source_of(french) is None


def test_each_family_has_one_source_and_aliases_are_none(post, hebrew, french, publication):
    other = PostFactory(parent=publication.indexes["en"])
    other.copy_for_translation(french.locale, alias=True)

    found = sources().filter(depth=4).values_list("pk", flat=True)
    assert set(found) == {post.pk, other.pk}


def test_the_digest_depends_on_places_too(post):
    before = digest_of(post)
    post.body = body({**ONE, "id": "other"}, TWO)

    assert digest_of(post) != before
