"""A page that was written by hand becomes a translation, and keeps what it says."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from blog.models import BlogPage
from cms.translation.states import State, translations
from tests.cms.translation.translating import login, press, send, target, translation, write
from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body, translate

pytestmark = pytest.mark.django_db

LINKED = '<p>Nobody knew.</p><p>See <a href="https://example.org/en/">there</a>.</p>'
LINKED_HE = '<p>איש לא ידע.</p><p>ראו <a href="https://example.org/he/">שם</a>.</p>'


@pytest.fixture
def post(publication) -> BlogPage:
    post = PostFactory(
        parent=publication.indexes["en"], title="Letters", slug="letters", intro="Intro"
    )
    set_body(
        post,
        block("text", LINKED, "en-1"),
        block("quote", {"text": "<p>Rust.</p>", "attribution": "A notebook"}, "en-2"),
    )
    return post


@pytest.fixture
def hebrew(post, publication) -> BlogPage:
    """What somebody wrote in Hebrew; no block of it is known to be one of the post's."""
    page = translate(post, "he", publication.indexes["he"], title="מכתבים", slug="מכתבים")
    page.intro = "פתיחה"
    set_body(
        page,
        block("text", LINKED_HE, "he-1"),
        block("quote", {"text": "<p>חלודה.</p>", "attribution": "מחברת"}, "he-2"),
    )
    return page


def take_up(client: Any, page: Page) -> Any:
    return client.post(reverse("translation_take_up", args=[page.pk]), follow=True)


def ask(client: Any, page: Page) -> str:
    return client.get(reverse("translation_take_up", args=[page.pk])).content.decode()


def segments(client: Any, page: Page) -> dict[str, Any]:
    shown = client.get(reverse("translation_desk", args=[page.pk])).context["segments"]
    return {segment.unit.source: segment for segment in shown}


def states(client: Any, page: Page) -> set[str]:
    return {segment.state.value for segment in segments(client, page).values()}


def publish(page: Any, **fields: Any) -> None:
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_its_texts_are_the_translations_of_what_stands_in_their_place(post, hebrew, admin_client):
    take_up(admin_client, hebrew)

    found = {source: each.text for source, each in segments(admin_client, hebrew).items()}
    assert found == {
        "Letters": "מכתבים",
        "letters": "מכתבים",
        "Intro": "פתיחה",
        "Nobody knew.": "איש לא ידע.",
        'See <a id="a1">there</a>.': 'ראו <a id="a1">שם</a>.',
        "Rust.": "חלודה.",
        "A notebook": "מחברת",
    }
    assert states(admin_client, hebrew) == {"done"}


def test_what_readers_see_stays_as_it_is(post, hebrew, admin_client, api):
    before = api(f"pages/{hebrew.pk}/", fields="*")
    row = Page.objects.filter(pk=hebrew.pk).values().get()

    take_up(admin_client, hebrew)

    assert api(f"pages/{hebrew.pk}/", fields="*") == before
    assert Page.objects.filter(pk=hebrew.pk).values().get() == row
    assert translations().get(pk=hebrew.pk).state == State.LIVE


def test_its_history_says_who_did_it(post, hebrew, admin_client, admin_user):
    take_up(admin_client, hebrew)

    entry = PageLogEntry.objects.get(page=hebrew.pk, action="translation.take_up")
    assert (entry.user, str(entry.message)) == (admin_user, "Taken up as a translation")


def test_it_says_the_same_when_it_is_published_as_a_translation(post, hebrew, admin_client, api):
    before = api(f"pages/{hebrew.pk}/")
    take_up(admin_client, hebrew)

    press(admin_client, hebrew, "publish")

    after = api(f"pages/{hebrew.pk}/")
    assert target(post).live_revision is not None
    for name in ("title", "intro"):
        assert after[name] == before[name]
    assert after["meta"]["slug"] == "מכתבים"
    values = [[part["value"] for part in document["body"]] for document in (before, after)]
    assert values[0] == values[1]
    assert "https://example.org/he/" in values[1][0]


def test_pictures_and_addresses_of_its_own_are_exchanged_ones(publication, admin_client):
    english, own, lead = PhotoFactory(), PhotoFactory(), PhotoFactory()
    post = PostFactory(parent=publication.indexes["en"], lead_image=english)
    set_body(
        post,
        photo_block(english, caption="Fez"),
        block("video", {"url": "https://vimeo.com/1", "title": "Fez"}, "en-2"),
    )
    hebrew = translate(post, "he", publication.indexes["he"], lead_image=lead)
    set_body(
        hebrew,
        photo_block(own, caption="פאס"),
        block("video", {"url": "https://vimeo.com/2", "title": "פאס"}, "he-2"),
    )

    take_up(admin_client, hebrew)
    press(admin_client, hebrew, "publish")

    page = target(post)
    assert page.lead_image == lead
    assert page.body[0].value["image"].pk == own.pk
    assert page.body[1].value["url"] == "https://vimeo.com/2"


def test_blocks_in_another_order_are_to_be_confirmed(post, hebrew, admin_client):
    set_body(
        hebrew,
        block("quote", {"text": "<p>חלודה.</p>", "attribution": "מחברת"}, "he-2"),
        block("text", LINKED_HE, "he-1"),
    )

    take_up(admin_client, hebrew)

    found = segments(admin_client, hebrew)
    assert found["Letters"].state == "done"
    assert {found["Rust."].state, found["Nobody knew."].state} & {"unconfirmed"}


def test_a_paragraph_that_the_source_does_not_have_is_kept_to_be_confirmed(
    post, hebrew, admin_client
):
    set_body(post, block("text", "<p>Nobody knew.</p>", "en-1"))
    set_body(hebrew, block("text", "<p>איש לא ידע.</p><p>איש לא שאל.</p>", "he-1"))

    take_up(admin_client, hebrew)

    segment = segments(admin_client, hebrew)["Nobody knew."]
    assert (segment.text, segment.state) == ("איש לא ידע. איש לא שאל.", "unconfirmed")


def test_what_has_no_place_in_the_source_is_shown_before(post, hebrew, admin_client):
    set_body(hebrew, block("text", LINKED_HE, "he-1"), block("text", "<p>רק כאן.</p>", "he-9"))

    shown = ask(admin_client, hebrew)

    assert "The source has no place for these." in shown
    assert "רק כאן." in shown
    assert not Translation.objects.exists()


def test_a_sentence_that_stands_twice_has_one_translation_and_the_other_is_shown(
    post, hebrew, admin_client
):
    set_body(post, block("text", "<p>Yes.</p><p>Yes.</p>", "en-1"))
    set_body(hebrew, block("text", "<p>כן.</p><p>בהחלט.</p>", "he-1"))

    assert "בהחלט." in ask(admin_client, hebrew)
    take_up(admin_client, hebrew)

    assert segments(admin_client, hebrew)["Yes."].text == "כן."


def test_links_that_the_source_does_not_have_break_nothing(post, hebrew, admin_client, api):
    set_body(post, block("text", "<p>Nobody knew.</p>", "en-1"))
    set_body(
        hebrew,
        block("text", '<p>איש <a href="https://example.org/"><b>לא</b></a> ידע.</p>', "he-1"),
    )

    take_up(admin_client, hebrew)

    segment = segments(admin_client, hebrew)["Nobody knew."]
    assert (segment.text, segment.state) == ("איש <b>לא</b> ידע.", "unconfirmed")


def test_what_changed_in_the_source_since_is_out_of_date(post, hebrew, admin_client):
    publish(post)
    publish(hebrew)
    publish(post, title="Letters from Fez")

    take_up(admin_client, hebrew)

    found = segments(admin_client, hebrew)
    assert found["Letters from Fez"].state == "outdated"
    assert found["Letters from Fez"].text == "מכתבים"
    assert "Letters" in str(found["Letters from Fez"].former_source)
    assert {each.state for source, each in found.items() if source != "Letters from Fez"} == {
        "done"
    }


def test_where_nobody_knows_what_changed_everything_is_to_be_confirmed(post, hebrew, admin_client):
    BlogPage.objects.get(pk=post.pk).save()
    changed = BlogPage.objects.get(pk=post.pk)
    changed.title = "Letters from Fez"
    changed.save()
    assert translations().get(pk=hebrew.pk).state == State.OUTDATED

    assert "nobody knows where" in ask(admin_client, hebrew)
    take_up(admin_client, hebrew)

    assert states(admin_client, hebrew) == {"unconfirmed"}


def test_words_that_are_the_sources_own_are_to_be_confirmed(post, hebrew, admin_client):
    publish(hebrew, title=post.title, slug=post.slug)

    assert "1 text may not be the translation" in ask(admin_client, hebrew)
    take_up(admin_client, hebrew)

    found = segments(admin_client, hebrew)
    assert found["Letters"].state == "unconfirmed"
    assert {each.state for source, each in found.items() if source != "Letters"} == {"done"}


def test_what_a_machine_wrote_is_not_confirmed_by_ending_the_translation(post, admin_client):
    send(post)
    write(post, all_texts="טקסט")
    by_machine = StringTranslation.objects.filter(context__path="title")
    by_machine.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    page = target(post)
    press(admin_client, page, "save")
    ended = reverse("wagtail_localize:stop_translation", args=[translation(post).pk])
    admin_client.post(ended)

    take_up(admin_client, page)

    found = segments(admin_client, page)
    assert found["Letters"].state == "unconfirmed"
    assert {each.state for source, each in found.items() if source != "Letters"} == {"done"}


def test_a_draft_in_progress_is_what_is_kept(post, hebrew, admin_client):
    hebrew.title = "עוד לא"
    hebrew.save_revision()

    take_up(admin_client, hebrew)

    assert segments(admin_client, hebrew)["Letters"].text == "עוד לא"
    assert BlogPage.objects.get(pk=hebrew.pk).title == "מכתבים"


def test_what_it_shares_with_its_source_follows_from_then_on(post, hebrew, admin_client):
    take_up(admin_client, hebrew)
    before = BlogPage.objects.get(pk=hebrew.pk).date

    publish(post, date="2020-02-02")

    assert str(BlogPage.objects.get(pk=hebrew.pk).date) == "2020-02-02" != str(before)


def test_a_page_that_already_is_a_translation_is_not_taken_up(post, admin_client):
    send(post)

    response = admin_client.get(reverse("translation_take_up", args=[target(post).pk]))

    assert response.status_code == 404


def test_a_source_is_not_taken_up(post, hebrew, admin_client):
    response = admin_client.get(reverse("translation_take_up", args=[post.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("locked", [True, False])
def test_a_page_that_is_locked_or_waits_for_review_refuses(
    post, hebrew, admin_client, admin_user, locked
):
    if locked:
        hebrew.locked = True
        hebrew.save()
    else:
        hebrew.save_revision()
        hebrew.get_workflow().start(hebrew, admin_user)

    response = take_up(admin_client, hebrew)

    assert not Translation.objects.exists()
    words = "The page is locked." if locked else "It waits for review."
    assert words in response.content.decode()


def test_translators_take_up_pages_of_their_own_language_only(
    post, hebrew, publication, client, django_user_model
):
    french = translate(post, "fr", publication.indexes["fr"])
    login(client, django_user_model, "Translators: עברית")

    assert take_up(client, hebrew).status_code == 200
    assert take_up(client, french).status_code in (302, 403) or not Translation.objects.filter(
        target_locale__language_code="fr"
    )
    assert Translation.objects.get().target_locale.language_code == "he"


def test_the_matrix_and_the_page_offer_it(post, hebrew, admin_client):
    address = reverse("translation_take_up", args=[hebrew.pk])

    matrix = admin_client.get(reverse("translation_matrix")).content.decode()
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[hebrew.pk]))

    assert address in matrix
    assert address in editor.content.decode()
    take_up(admin_client, hebrew)
    assert address not in admin_client.get(reverse("translation_matrix")).content.decode()
