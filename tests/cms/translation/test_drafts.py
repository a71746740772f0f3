"""A translation in progress changes nothing for readers, whichever button is pressed.

``cms/translation/upstream.py`` says what plain wagtail-localize does. With "cms.translation" taken
out of INSTALLED_APPS these tests fail, but for the few of what it does right.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_page_subtree

from blog.models import BlogPage
from tests.cms.translation.translating import (
    exchange,
    locale,
    login,
    press,
    send,
    target,
    translation,
    write,
)
from tests.factories import (
    BlogIndexPageFactory,
    CategoryFactory,
    PostFactory,
    StandardPageFactory,
    block,
    set_body,
)

pytestmark = pytest.mark.django_db

TITLE = "מכתבים בקופסת פח"


@pytest.fixture
def post(publication) -> BlogPage:
    """An English post."""
    post = PostFactory(
        parent=publication.indexes["en"], title="Letters in a tin", slug="letters", intro="Rust."
    )
    set_body(post, block("text", "<p>Nobody knew who had hidden them.</p>"))
    return post


@pytest.fixture
def published(post, admin_client, django_capture_on_commit_callbacks) -> BlogPage:
    """The post, live in Hebrew."""
    send(post)
    write(post, title=TITLE, all_texts="טקסט")
    with django_capture_on_commit_callbacks(execute=True):
        press(admin_client, target(post), "publish")
    assert target(post).live
    return post


@pytest.fixture
def public(api, client):
    """All that readers can get: the API's pages, its search, and a page as HTML."""

    def look(page: Page) -> dict[str, Any]:
        document, pages = api(f"pages/{page.pk}/"), api("pages/", locale="he", fields="*")
        for given in (document, *pages["items"]):
            # It says whether the source has changed since: that is what it is for.
            del given["meta"]["translation"]
        return {
            "document": document,
            "pages": pages,
            "search": [api("search/", q=word, locale="he") for word in ("Letters", "טיוטה")],
            "html": client.get(page.url).content,
        }

    return look


def submit_form(page: Page, *codes: str, **data: str) -> tuple[str, dict[str, Any]]:
    address = reverse("wagtail_localize:submit_page_translation", args=(page.pk,))
    return address, {"locales": [locale(code).pk for code in codes], **data}


def update_form(page: Page, **data: str) -> tuple[str, dict[str, Any]]:
    source = translation(page).source
    return reverse("wagtail_localize:update_translations", args=(source.pk,)), data


def change_source(page: Page, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def again(page: Page, code: str = "he") -> None:
    translation(page, code).save_target(publish=False)


def test_a_page_that_is_sent_for_translation_is_a_draft(post, admin_client, api):
    admin_client.post(*submit_form(post, "he"))

    assert not target(post).live
    assert api("pages/", type="blog.BlogPage", locale="he")["items"] == []


def test_sending_a_page_again_leaves_the_live_page_alone(published, public):
    before = public(target(published))
    write(published, title="טיוטה")

    again(published)

    assert public(target(published)) == before
    assert target(published).get_latest_revision_as_object().title == "טיוטה"


def test_sending_a_subtree_leaves_the_live_pages_alone(published, public):
    before = public(target(published))
    write(published, title="טיוטה")

    translate_page_subtree(published.get_parent().pk, [locale("he")], None, None)

    assert public(target(published)) == before
    assert target(published).get_latest_revision_as_object().title == "טיוטה"


def test_the_pages_of_a_subtree_that_is_sent_for_translation_are_drafts(
    post, publication, admin_client, api
):
    publication.indexes["fr"].delete()

    admin_client.post(*submit_form(publication.indexes["en"], "fr", include_subtree="on"))

    assert not target(post, "fr").live
    assert not target(post, "fr").get_parent().live
    assert api("pages/", locale="fr")["meta"]["total_count"] == 1


@pytest.mark.parametrize("code", ["fr", "he"])
def test_parents_that_are_not_translated_become_drafts_too(publication, admin_client, api, code):
    english = StandardPageFactory(parent=publication.homes["en"], title="About", slug="about")
    child = StandardPageFactory(parent=english, title="The people", slug="people")

    admin_client.post(*submit_form(child, code))

    assert not target(english, code).live
    assert target(child, code).get_parent().pk == target(english, code).pk
    assert translation(english, code).enabled
    assert target(english, code).alias_of_id is None


def test_synchronising_leaves_the_live_page_alone(published, admin_client, public):
    before = public(target(published))
    published.intro = "Rust and dust."
    published.save()

    admin_client.post(*update_form(published, publish_translations="on"))

    assert public(target(published)) == before
    assert (
        translation(published)
        .source.stringsegment_set.filter(string__data="Rust and dust.")
        .exists()
    )


def test_synchronising_with_machine_translation_leaves_the_live_page_alone(
    published, admin_client, public, settings
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    before = public(target(published))
    published.intro = "Rust and dust."
    published.save()

    admin_client.post(
        *update_form(published, publish_translations="on", use_machine_translation="on")
    )
    press(admin_client, target(published), "publish")

    assert public(target(published)) == before


def test_what_a_machine_translated_is_published_when_a_person_has_confirmed_it(
    post, admin_client, settings
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    made = send(post)
    admin_client.post(reverse("wagtail_localize:machine_translate", args=(made.pk,)))
    press(admin_client, target(post), "publish")
    assert not target(post).live

    for segment in made.source.stringsegment_set.all():
        address = reverse("wagtail_localize:edit_string_translation", args=(made.pk, segment.pk))
        admin_client.put(address, "value=letters", "application/x-www-form-urlencoded")
    press(admin_client, target(post), "publish")

    assert target(post).live


def test_an_imported_file_leaves_the_live_page_alone(published, admin_client, public):
    before = public(target(published))
    made = translation(published)
    download = reverse("wagtail_localize:download_pofile", args=(made.pk,))
    file = admin_client.get(download).content.decode().replace(TITLE, "טיוטה")

    address = reverse("wagtail_localize:upload_pofile", args=(made.pk,))
    report = admin_client.post(address, {"file": SimpleUploadedFile("he.po", file.encode())})
    admin_client.post(report["Location"], {"action": "import"})

    assert public(target(published)) == before
    assert target(published).get_latest_revision_as_object().title == "טיוטה"


def test_what_is_half_translated_is_not_published(post, admin_client):
    send(post)
    write(post, title=TITLE)

    response = press(admin_client, target(post), "publish")

    page = admin_client.get(response["Location"])
    assert "2 texts are not translated" in page.content.decode()
    assert not target(post).live


def test_what_is_half_translated_does_not_replace_what_is_live(published, admin_client, public):
    before = public(target(published))
    change_source(published, intro="Rust and dust.")
    admin_client.post(*update_form(published))

    press(admin_client, target(published), "publish")

    assert public(target(published)) == before


def test_what_is_half_translated_is_not_submitted_for_review(post, admin_client):
    send(post)
    write(post, title=TITLE)

    press(admin_client, target(post), "submit")

    assert target(post).current_workflow_state is None


def test_translations_are_not_published_in_bulk(post, admin_client):
    send(post)

    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    admin_client.post(f"{address}?id={target(post).pk}")
    admin_client.post(f"{address}?id={target(post).get_parent().pk}", {"include_descendants": "on"})

    assert not target(post).live


def test_pages_that_are_no_translations_are_published_in_bulk(publication, admin_client):
    draft = PostFactory(parent=publication.indexes["en"], live=False)
    draft.save_revision()

    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    admin_client.post(f"{address}?id={draft.pk}")

    assert Page.objects.get(pk=draft.pk).live


def test_an_alias_that_is_being_translated_says_what_it_said(post, publication, public):
    post.copy_for_translation(locale("he"), alias=True)
    before = public(target(post))
    assert before["document"]["title"] == "Letters in a tin"
    post.title = "Letters from Fez"
    post.save()

    send(post)
    write(post, title="טיוטה")
    again(post)

    after = public(target(post))
    for answer in (before, after):
        # It is a page of its own from now on, and no alias.
        del answer["document"]["meta"]
    assert after["document"] == before["document"]
    assert target(post).get_latest_revision_as_object().title == "טיוטה"


def test_a_translation_is_published_with_its_texts(published, api):
    document = api(f"pages/{target(published).pk}/")

    assert document["title"] == TITLE
    assert document["body"][0]["value"] == "<p>טקסט</p>"


def test_a_live_translation_is_not_made_an_alias_by_who_may_not_publish(
    published, client, django_user_model
):
    login(client, django_user_model, "Editors")
    address = reverse("wagtail_localize:convert_to_alias", args=(target(published).pk,))

    client.post(address)

    assert target(published).alias_of_id is None
    assert target(published).title == TITLE


def test_a_slug_in_hebrew_letters_is_kept(post, admin_client):
    send(post)
    write(post, slug="מכתבים-בקופסה", all_texts="טקסט")

    press(admin_client, target(post), "publish")

    assert target(post).slug == "מכתבים-בקופסה"


def test_an_untranslated_slug_is_made_of_the_translated_title(post):
    send(post)
    write(post, title=TITLE)

    again(post)

    assert target(post).get_latest_revision_as_object().slug == "מכתבים-בקופסת-פח"


def test_a_live_page_keeps_its_slug_when_its_title_changes(published, admin_client):
    write(published, title="אחר")

    press(admin_client, target(published), "publish")

    assert target(published).slug == "מכתבים-בקופסת-פח"


def test_a_private_page_stays_private_when_its_source_is_not(published, admin_client):
    PageViewRestriction.objects.create(
        page=target(published), restriction_type=PageViewRestriction.LOGIN
    )

    admin_client.post(*update_form(published))

    assert target(published).view_restrictions.exists()


def test_a_translation_of_a_private_page_is_private(post, django_user_model):
    restriction = PageViewRestriction.objects.create(
        page=post, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Editors"))

    send(post)

    [copied] = target(post).view_restrictions.all()
    assert [group.name for group in copied.groups.all()] == ["Editors"]


def test_categories_that_were_cleared_are_cleared_in_the_translation(published, admin_client):
    published.categories = [CategoryFactory()]
    change_source(published)
    admin_client.post(*update_form(published))
    press(admin_client, target(published), "publish")
    assert target(published).categories.count() == 1

    published.categories = []
    change_source(published)
    admin_client.post(*update_form(published))
    press(admin_client, target(published), "publish")

    assert target(published).categories.count() == 0


@pytest.mark.parametrize("action", ["save", "submit", "publish", "anything"])
def test_a_locked_page_is_not_changed_in_the_editor(published, client, django_user_model, action):
    login(client, django_user_model, "Moderators")
    page = target(published)
    write(published, title="טיוטה")
    Page.objects.filter(pk=page.pk).update(locked=True)

    press(client, page, action)

    assert target(published).latest_revision_id == page.latest_revision_id
    assert target(published).title == TITLE


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_locked_page_refuses_texts(published, client, django_user_model, method):
    login(client, django_user_model, "Moderators")
    Page.objects.filter(pk=target(published).pk).update(locked=True)
    made = translation(published)
    segment = made.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=(made.pk, segment.pk))

    getattr(client, method)(address, "value=x", "application/x-www-form-urlencoded")

    assert made.export_po().find("Letters in a tin").msgstr == TITLE


@pytest.mark.parametrize("name", ["stop_translation", "machine_translate", "upload_pofile"])
def test_a_locked_page_refuses_what_changes_its_translation(
    post, client, django_user_model, settings, name
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    login(client, django_user_model, "Moderators")
    made = send(post)
    Page.objects.filter(pk=target(post).pk).update(locked=True)
    file = made.export_po()
    for entry in file:
        entry.msgstr = "טיוטה"

    client.post(
        reverse(f"wagtail_localize:{name}", args=(made.pk,)),
        {"file": SimpleUploadedFile("he.po", str(file).encode())},
    )

    made.refresh_from_db()
    assert made.enabled
    assert made.get_progress()[1] == 0


def test_a_locked_page_is_not_changed_when_it_is_sent_again(published):
    Page.objects.filter(pk=target(published).pk).update(locked=True)
    revision = target(published).latest_revision_id

    with pytest.raises(ValidationError, match="locked"):
        again(published)

    assert target(published).latest_revision_id == revision


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_a_link_is_not_exchanged_for_one_that_runs_a_script(post, admin_client, address):
    set_body(post, block("text", '<p><a href="https://example.org/">There</a></p>'))
    send(post)
    write(post, all_texts="טקסט")
    exchange(post, "'https://example.org/'", address)

    response = press(admin_client, target(post), "publish")

    page = admin_client.get(response["Location"])
    assert "is not an address that a link can have" in page.content.decode()
    assert not target(post).live


def test_a_second_language_is_another_translation(post):
    send(post, "he")
    send(post, "fr")

    assert Translation.objects.filter(source__object_id=post.translation_key).count() == 2
    assert {target(post, code).locale.language_code for code in ("fr", "he")} == {"fr", "he"}


def test_an_index_that_was_never_translated_is_not_put_before_readers(publication, api):
    french = BlogIndexPageFactory(parent=publication.homes["fr"], slug="notes", live=True)
    post = PostFactory(parent=french)

    send(post, "he")

    assert api("pages/", locale="he", type="blog.BlogIndexPage")["meta"]["total_count"] == 1


def test_the_editor_says_in_the_language_of_the_admin_when_a_text_was_translated(post):
    send(post)
    write(post, title="מכתבים")
    StringTranslation.objects.update(updated_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    [text] = StringTranslation.objects.filter(context__path="title")

    with override("he"):
        assert text.get_comment() == "תורגם בידי אדם ב־5 במרץ 2026"
