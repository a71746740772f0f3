"""The desk shows what changed in a page, and what its translation said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from cms.translation.glossary.models import GlossaryTerm
from tests.cms.translation.desk.conftest import ONE, TWO, Shown, address, key
from tests.cms.translation.translating import login, send, target, translation, write
from tests.factories import PostFactory, block, set_body, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(admin_client):
    return lambda page, **query: Shown(admin_client.get(address(page), query))


def changed(before: str, after: str) -> list[dict]:
    return [{**ONE, "value": ONE["value"].replace(before, after)}, TWO]


def test_the_texts_of_a_page_stand_in_order(hebrew, look):
    sources = [each.select_one(".desk-source").text for each in look(hebrew).segments]

    assert sources == [
        "Letters",
        "letters",
        "Nobody knew who had hidden them.",
        "The tin was rusty.",
        'In <b>1912</b>, <a id="a1">in Fez</a>.',
    ]


def test_a_translation_that_says_what_its_source_says_is_done(hebrew, look):
    assert look(hebrew).states() == ["Done"] * 5


def test_what_is_live_and_current_is_not_offered_for_publishing(hebrew, look):
    assert not look(hebrew).document.select(".desk-finish")


def test_a_text_that_was_taken_out_leaves_nothing_to_do_but_to_publish(post, hebrew, publish, look):
    publish(post, body=[ONE])

    shown = look(hebrew)
    assert shown.states() == ["Done"] * 4
    buttons = shown.document.select(".desk-finish button")
    assert "publish" in [button["value"] for button in buttons]


def test_exactly_the_changed_sentence_is_out_of_date(post, hebrew, publish, look):
    publish(post, body=changed("rusty", "rusty and old"))

    assert look(hebrew).states() == ["Done", "Done", "Done", "Out of date", "Done"]


def test_blocks_in_another_order_leave_all_done(post, hebrew, publish, look):
    publish(post, body=[TWO, ONE])

    shown = look(hebrew)
    assert shown.states() == ["Done"] * 5
    assert "1912" in shown.segments[2].select_one(".desk-source").text


def test_it_shows_the_old_source_and_the_new_one_as_a_diff(post, hebrew, publish, look):
    publish(post, body=changed("was rusty", "is rusty and <b>old</b>"))

    segment = look(hebrew).with_source("old")
    before, now = segment.select_one(".desk-former-source"), segment.select_one(".desk-source")
    assert before.text == "The tin was rusty."
    assert now.text == "The tin is rusty and <b>old</b>."
    assert [each.text for each in before.select("del")] == ["was"]
    assert [each.text.strip() for each in now.select("ins")] == ["is", "and <b>old</b>"]
    assert {(each["lang"], each["dir"]) for each in (before, now)} == {("en", "ltr")}


def test_it_shows_the_old_translation_and_offers_it(post, hebrew, publish, look):
    publish(post, body=changed("rusty", "rusty and old"))

    segment = look(hebrew).with_source("old")
    former, text = segment.select_one(".desk-former-translation"), segment.select_one("textarea")
    assert former.text == text.text.strip() == "he:The tin was rusty."
    assert {(each["lang"], each["dir"]) for each in (former, text)} == {("he", "rtl")}


def test_a_machine_does_not_hide_what_a_person_had_translated(post, hebrew, publish, look):
    publish(post, body=changed("rusty", "rusty and old"))
    write(post, all_texts="מכונה")
    StringTranslation.objects.filter(data="מכונה").update(translation_type="machine")

    segment = look(hebrew).with_source("old")
    assert segment.select_one(".w-status").text.strip() == "To be confirmed"
    assert segment.select_one(".desk-former-translation").text == "he:The tin was rusty."
    assert segment.select_one("textarea").text.strip() == "מכונה"


def test_a_text_that_nobody_translated_is_missing(post, look):
    assert look(target(post)).states() == ["Not translated"] * 5


def test_labels_are_in_the_language_of_the_admin(post, look, admin_user):
    UserProfile.objects.create(user=admin_user, preferred_language="he")

    shown = look(target(post))
    assert shown.segments[2].select_one("h2").text.split()[0] == "גוף"
    assert shown.states() == ["לא מתורגם"] * 5


def test_what_is_to_do_can_be_shown_alone(post, hebrew, publish, look):
    publish(post, body=changed("rusty", "rusty and old"))

    [segment] = look(hebrew, show="open").segments
    assert "old" in segment.text


def test_markup_in_a_text_is_shown_and_not_obeyed(publication, look):
    post = PostFactory(
        parent=publication.indexes["en"], title="<script>alert(1)</script>", slug="letters"
    )
    send(post)

    shown = look(target(post))
    assert "<script>alert(1)</script>" in shown.segments[0].select_one(".desk-source").text
    assert not shown.document.select(".desk script")


def test_an_address_is_read_from_left_to_right(hebrew, look):
    text = look(hebrew).with_source("letters").select_one("textarea")

    assert text["dir"] == "ltr"


@pytest.mark.parametrize("number", [10, 100, 300])
def test_it_takes_as_many_queries_for_many_texts_as_for_few(post, hebrew, admin_client, number):
    def look() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address(hebrew))
        return len(queries)

    def write(sentences: int) -> None:
        set_body(post, *(block("text", f"<p>Sentence {each}.</p>") for each in range(sentences)))
        translation(post).source.update_from_db()

    GlossaryTerm.objects.create(term_en="sentence", term_he="משפט")
    write(1)
    look()
    few = look()
    write(number)
    assert look() <= few + number // 100


def test_a_long_page_is_shown_in_parts(post, hebrew, look):
    set_body(post, *(block("text", f"<p>Sentence {each}.</p>") for each in range(120)))
    translation(post).source.update_from_db()

    assert len(look(hebrew).segments) == 100
    assert len(look(hebrew, p=2).segments) == 22


def test_the_desk_is_reached_from_the_translation_editor_and_the_page_s_menu(hebrew, admin_client):
    for path in (f"/admin/pages/{hebrew.pk}/edit/", f"/admin/pages/{hebrew.pk}/"):
        assert address(hebrew) in admin_client.get(path).content.decode(), path


def test_a_page_that_is_no_translation_has_no_desk(post, publication, admin_client):
    by_hand = translate(post, "fr", publication.indexes["fr"])

    for page in (post, by_hand):
        assert admin_client.get(address(page)).status_code == 404
        assert (
            address(page) not in admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        )


@pytest.mark.parametrize("group", ["Translators: Français", "Translators: English"])
def test_who_may_not_edit_the_page_is_refused(hebrew, client, django_user_model, roles, group):
    login(client, django_user_model, group)

    assert client.get(address(hebrew)).status_code == 302
    assert client.post(address(hebrew), {}).status_code == 302


def test_a_page_s_translator_has_a_desk(hebrew, client, django_user_model, roles):
    login(client, django_user_model, "Translators: עברית")

    assert len(Shown(client.get(address(hebrew))).segments) == 5
    assert key(Shown(client.get(address(hebrew))).segments[0]).startswith("title#")
