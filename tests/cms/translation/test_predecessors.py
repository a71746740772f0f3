"""The translation of a text is found again when the text was changed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage
from cms.translation.models import Predecessor
from cms.translation.predecessors import Kept, pair
from tests.cms.translation.translating import (
    locale,
    press,
    send,
    target,
    translation,
    write,
    write_body,
)
from tests.factories import PostFactory, block, set_body

pytestmark = pytest.mark.django_db

TEXT = "<p>Nobody knew who had hidden them.</p><p>The tin was rusty.</p>"


@pytest.fixture
def post(publication) -> BlogPage:
    """A live English post."""
    post = PostFactory(
        parent=publication.indexes["en"], title="Letters", slug="letters", intro="Rust."
    )
    set_body(post, block("text", TEXT, "one"), block("text", "<p>Fez, 1912.</p>", "two"))
    return post


@pytest.fixture
def hebrew(post, admin_client) -> Any:
    """Its Hebrew translation, live: of every text it says what it is a translation of."""
    send(post)
    write(post, title="he:Letters", intro="he:Rust.")
    write_body(post)
    press(admin_client, target(post), "publish")
    assert target(post).live
    return target(post)


def kept(page: BlogPage) -> dict[str, str]:
    """The former translation of each text that has none of its own."""
    source = translation(page).source
    known = Kept(source, locale("he"))
    return {
        segment.string.data: found.data
        for segment in source.stringsegment_set.all()
        if (segment.context_id, segment.string_id) not in known.translations
        and (found := known.before(segment.context_id, segment.string_id))
    }


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["Rust."], ["Rust."], {}),
        (["Rust."], ["Dust."], {"Dust.": "Rust."}),
        (["Rust."], ["Something else altogether"], {"Something else altogether": "Rust."}),
        (["One is.", "Two are."], ["Two are.", "One is."], {}),
        (["One is.", "Two are."], ["Two are.", "One was."], {"One was.": "One is."}),
        (["One is here."], ["Something new", "One was here."], {"One was here.": "One is here."}),
        (["One is here.", "It went away"], ["One was here."], {"One was here.": "One is here."}),
        (["One.", "Two."], ["Nothing like it", "Nor this", "Nor that"], {}),
        ([], ["New"], {}),
    ],
)
def test_a_text_is_paired_with_the_one_that_it_is_most_like(before, after, pairs):
    assert pair(before, after) == pairs


def test_exactly_the_changed_sentence_loses_its_translation_and_it_is_kept(post, hebrew, publish):
    publish(post, body=[
        block("text", TEXT.replace("rusty", "rusty and dusty"), "one"),
        block("text", "<p>Fez, 1912.</p>", "two"),
    ])  # fmt: skip

    assert kept(post) == {"The tin was rusty and dusty.": "he:The tin was rusty."}
    assert translation(post).get_progress() == (6, 5)


def test_blocks_and_paragraphs_in_another_order_lose_nothing(post, hebrew, publish):
    publish(post, body=[
        block("text", "<p>Fez, 1912.</p>", "two"),
        block("text", "<p>The tin was rusty.</p><p>Nobody knew who had hidden them.</p>", "one"),
    ])  # fmt: skip

    assert kept(post) == {}
    assert translation(post).get_progress() == (6, 6)


def test_a_text_in_a_new_block_has_no_former_translation(post, hebrew, publish):
    publish(post, body=[block("text", "<p>Fez, in 1912.</p>", "three")])

    assert kept(post) == {}


def test_the_newest_translation_is_found_through_texts_that_nobody_translated(
    post, hebrew, publish
):
    for title in ("Letters from Fez", "More letters from Fez", "Letters from Fez", "Old letters"):
        publish(post, title=title)

    assert kept(post) == {"Old letters": "he:Letters"}


def test_a_text_that_is_what_it_was_again_has_its_own_translation(post, hebrew, publish):
    publish(post, title="Letters from Fez")
    publish(post, title="Letters")

    assert kept(post) == {}


def test_texts_in_a_ring_are_looked_at_once(post, publish):
    send(post)
    for title in ("Two", "Letters", "Two", "Letters"):
        publish(post, title=title)

    assert kept(post) == {}
    assert Predecessor.objects.count() == 2


def test_a_draft_of_the_source_changes_nothing(post, hebrew):
    post.title = "Letters from Fez"
    post.save_revision()

    assert kept(post) == {}


def test_a_draft_of_the_translation_keeps_what_was_translated(post, hebrew, publish):
    publish(post, title="Letters from Fez", intro="Rust.")

    translation(post).save_target()

    assert target(post).get_latest_revision_as_object().title == "he:Letters"


def test_a_former_translation_with_a_link_that_is_gone_is_not_put_into_a_draft(
    post, publish, admin_client
):
    linked = '<p>See <a href="https://example.org/">there</a>.</p>'
    set_body(post, block("text", linked, "one"))
    send(post)
    write(post, all_texts="טקסט")
    publish(post, body=[block("text", "<p>See there too.</p>", "one")])

    translation(post).save_target()

    draft = target(post).get_latest_revision_as_object()
    assert draft.body[0].value.source == "<p>See there too.</p>"


def test_what_is_live_stays_byte_for_byte(post, hebrew, publish, client, api):
    def look() -> Any:
        document = api(f"pages/{hebrew.pk}/")
        # They are of the other pages: one of them has another title now.
        del document["meta"]["alternates"]
        # It says so when the source changes: that is what it is for.
        del document["meta"]["translation"]
        return client.get(hebrew.url).content, document

    before = look()

    publish(post, title="Letters from Fez", intro="Dust.", body=[block("text", "<p>New.</p>")])

    assert look() == before


def test_the_former_translations_take_two_queries(post, hebrew, publish):
    publish(post, title="Letters from Fez", intro="Dust.")
    source = translation(post).source

    with CaptureQueriesContext(connection) as queries:
        known = Kept(source, locale("he"))
        for found in known.translations.values():
            assert found.translation_of.data

    assert len(queries) == 3  # one of them is for the locale
