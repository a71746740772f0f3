"""What each role may do, and what it is refused, tried at the addresses of the admin."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from blog.models import BlogPage, Category
from cms.translation.interchange import po
from cms.translation.roles import make_roles
from cms.translation.states import State, translations
from home.models import SiteSettings
from tests.cms.translation.interchange.files import changed, document, translated_unit, unit
from tests.cms.translation.translating import (
    locale,
    login,
    press,
    send,
    target,
    translation,
    write,
)
from tests.factories import AuthorFactory, CategoryFactory, PostFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

HEBREW, FRENCH = "Translators: עברית", "Translators: Français"


@pytest.fixture
def post(publication) -> BlogPage:
    """An English post that is being translated into French and Hebrew."""
    make_roles()
    post = PostFactory(parent=publication.indexes["en"], title="Letters", slug="letters")
    for code in ("fr", "he"):
        send(post, code)
    return post


@pytest.fixture
def as_(client, django_user_model):
    """Log in as somebody who is in a group."""
    return lambda group: login(client, django_user_model, group)


@pytest.fixture
def opens(client):
    """Whether an address of the admin opens."""
    return lambda name, *args: client.get(reverse(name, args=args)).status_code == 200


def put(client: Any, post: BlogPage, code: str) -> int:
    """Write a text in the translation editor; give the status of the answer."""
    made = translation(post, code)
    segment = made.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=(made.pk, segment.pk))
    return client.put(address, "value=x", "application/x-www-form-urlencoded").status_code


def texts(post: BlogPage, code: str) -> int:
    return translation(post, code).get_progress()[1]


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        (HEBREW, {"he"}),
        (FRENCH, {"fr"}),
        ("Translators: English", {"en"}),
        ("Editors", {"en", "fr", "he"}),
        ("Moderators", {"en", "fr", "he"}),
    ],
)
def test_pages_are_edited_in_ones_own_languages_only(post, as_, opens, group, codes):
    as_(group)
    pages = {"en": post, "fr": target(post, "fr"), "he": target(post)}

    assert {code for code, page in pages.items() if opens("wagtailadmin_pages:edit", page.pk)} == (
        codes
    )


@pytest.mark.parametrize(
    ("group", "may"), [(HEBREW, False), ("Editors", True), ("Moderators", True)]
)
def test_pages_are_made_by_editors_and_moderators_only(post, as_, opens, publication, group, may):
    as_(group)
    index = publication.indexes["he"].pk

    assert opens("wagtailadmin_pages:add", "blog", "blogpage", index) == may


@pytest.mark.parametrize("group", [HEBREW, "Editors"])
def test_what_only_moderators_may_is_refused(post, as_, client, opens, group):
    as_(group)
    write(post, all_texts="טקסט")
    page = target(post)

    press(client, page, "publish")
    client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), {"action-publish": "on"})
    client.post(reverse("wagtailadmin_pages:lock", args=(page.pk,)))
    client.post(reverse("wagtail_localize:convert_to_alias", args=(page.pk,)))
    if group == HEBREW:
        client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
        bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
        client.post(f"{bulk}?id={page.pk}")

    page = target(post)
    assert (page.live, page.locked, page.alias_of_id) == (False, False, None)


def test_a_live_page_is_not_unpublished_by_its_translator(publication, as_, client):
    make_roles()
    as_(HEBREW)
    page = publication.indexes["he"]

    client.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)))
    client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, page.get_parent().pk)))

    assert Page.objects.get(pk=page.pk).live


def test_a_translator_writes_into_their_own_language_only(post, as_, client):
    as_(HEBREW)

    assert put(client, post, "he") in (200, 201)
    put(client, post, "fr")

    assert (texts(post, "he"), texts(post, "fr")) == (1, 0)


@pytest.mark.parametrize(("code", "may"), [("he", True), ("fr", False)])
def test_a_translator_uploads_files_of_their_own_language_only(post, as_, client, code, may):
    as_(HEBREW)
    made = document(post, code)
    file = changed(made, translated_unit(unit(made, "Title"), "x"))

    upload = client.post(
        reverse("wagtail_localize:upload_pofile", args=(translation(post, code).pk,)),
        {"file": SimpleUploadedFile("x.po", po.write(file))},
    )
    client.post(upload["Location"], {"action": "import"})

    assert (texts(post, code) > 0) == may


@pytest.mark.parametrize(("code", "may"), [("he", True), ("fr", False)])
def test_a_translator_asks_a_machine_for_their_own_language_only(
    post, as_, client, settings, code, may
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    as_(HEBREW)

    client.post(reverse("wagtail_localize:machine_translate", args=(translation(post, code).pk,)))

    assert (texts(post, code) > 0) == may


@pytest.mark.parametrize(("code", "may"), [("he", True), ("fr", False)])
def test_a_translator_begins_translations_into_their_own_language_only(
    publication, as_, client, code, may
):
    make_roles()
    page = StandardPageFactory(parent=publication.homes["en"])
    as_(HEBREW)

    client.post(
        reverse("wagtail_localize:submit_page_translation", args=(page.pk,)),
        {"locales": [locale(code).pk]},
    )

    assert page.get_translations().exists() == may


@pytest.mark.parametrize(("code", "may"), [("he", True), ("fr", False)])
def test_a_translator_ends_translations_of_their_own_language_only(post, as_, client, code, may):
    as_(HEBREW)

    client.post(reverse("wagtail_localize:stop_translation", args=(translation(post, code).pk,)))

    assert translation(post, code).enabled != may


def test_a_translator_submits_and_a_moderator_publishes(post, client, django_user_model):
    write(post, all_texts="טקסט")
    login(client, django_user_model, HEBREW)
    press(client, target(post), "submit")

    state = target(post).current_workflow_state
    assert state.workflow.name == "Review: עברית"
    approve = reverse(
        "wagtailadmin_pages:workflow_action",
        args=(target(post).pk, "approve", state.current_task_state.pk),
    )

    client.post(approve)
    assert not target(post).live

    login(client, django_user_model, "Moderators")
    client.post(approve)
    assert target(post).live
    assert target(post).title == "טקסט"


def test_an_editor_does_not_approve_what_translators_submit(post, client, django_user_model):
    write(post, all_texts="טקסט")
    login(client, django_user_model, HEBREW)
    press(client, target(post), "submit")
    state = target(post).current_workflow_state
    login(client, django_user_model, "Editors")

    client.post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=(target(post).pk, "approve", state.current_task_state.pk),
        )
    )

    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert not target(post).live


def test_a_moderator_publishes_a_translation(post, as_, client):
    as_("Moderators")
    write(post, all_texts="טקסט")

    press(client, target(post), "publish")

    assert target(post).live


@pytest.mark.parametrize(
    ("group", "may"), [(HEBREW, False), ("Editors", True), ("Moderators", True)]
)
def test_what_pages_share_is_edited_by_editors_and_moderators_only(
    post, as_, opens, client, publication, group, may
):
    category, author = CategoryFactory(), AuthorFactory()
    as_(group)
    texts_of_site = ("home", SiteSettings._meta.model_name, publication.site.pk)

    assert opens("wagtailsnippets_blog_category:edit", category.pk) == may
    assert opens("wagtailsnippets_blog_author:add") == may
    assert opens("wagtailsnippets_blog_author:edit", author.pk) == may
    assert opens("wagtailsettings:edit", *texts_of_site) == may
    assert opens("wagtailimages:add_multiple") == may
    assert opens("wagtaildocs:add_multiple") == may
    assert opens("wagtailimages_chooser:choose")
    assert opens("wagtaildocs_chooser:choose")


@pytest.mark.parametrize(
    ("group", "may"), [(HEBREW, False), ("Editors", False), ("Moderators", True)]
)
def test_categories_are_deleted_by_moderators_only(post, as_, client, group, may):
    category = CategoryFactory()
    as_(group)

    client.post(reverse("wagtailsnippets_blog_category:delete", args=(category.pk,)))

    assert Category.objects.filter(pk=category.pk).exists() != may


@pytest.mark.parametrize("group", [HEBREW, "Editors", "Moderators"])
def test_accounts_sites_and_languages_are_for_administrators(post, as_, opens, group):
    as_(group)

    for name in ("wagtailusers_users:index", "wagtailsites:index", "wagtaillocales:index"):
        assert not opens(name)


def test_a_superuser_deletes_pages(publication, admin_client):
    page = StandardPageFactory(parent=publication.homes["he"], title="אודות")

    admin_client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))

    assert not Page.objects.filter(pk=page.pk).exists()


@pytest.fixture
def reviewed(post, client, django_user_model, django_capture_on_commit_callbacks):
    """A translation that was submitted, and whose source was changed meanwhile: a moderator's."""
    write(post, all_texts="טקסט")
    login(client, django_user_model, HEBREW)
    press(client, target(post), "submit")
    post.intro = "It is new."
    with django_capture_on_commit_callbacks(execute=True):
        post.save_revision().publish()
    login(client, django_user_model, "Moderators")
    return post


def approve(client: Any, page: Any) -> None:
    state = page.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
    client.post(address)


def test_an_approval_publishes_what_was_submitted_and_not_what_is_half_translated(reviewed, client):
    press(client, target(reviewed), "save")
    assert target(reviewed).get_latest_revision_as_object().intro == "It is new."

    approve(client, target(reviewed))

    assert target(reviewed).live
    assert target(reviewed).intro == ""
    assert translations().get(pk=target(reviewed).pk).state == State.OUTDATED


def test_an_approval_publishes_what_was_finished_during_the_review(reviewed, client):
    press(client, target(reviewed), "save")
    write(reviewed, all_texts="חדש")

    approve(client, target(reviewed))

    assert target(reviewed).intro == "חדש"
    assert translations().get(pk=target(reviewed).pk).state == State.LIVE


def offered(client: Any, page: Page) -> set[str]:
    """What the translation editor offers, of what takes a page from its readers or its desk."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    found = re.search(r'data-props="([^"]*)"', html)
    assert found
    props = json.loads(unescape(found[1]))
    links = {"alias"} if props["links"]["convertToAliasUrl"] else set()
    deletes = {"delete"} if props["perms"]["canDelete"] else set()
    desk = {"desk"} if 'id="translation-editor-desk"' in html else set()
    return links | deletes | desk


@pytest.mark.parametrize(
    ("group", "actions"),
    [(HEBREW, {"desk"}), ("Editors", {"desk", "delete"}), ("Moderators", {"alias", "delete"})],
)
def test_the_translation_editor_offers_what_is_allowed(post, as_, client, group, actions):
    user = as_(group)
    page = target(post)
    page.owner = user
    page.save()

    assert offered(client, page) == actions


def test_a_locked_page_is_not_offered_to_be_made_an_alias(post, as_, client):
    as_("Moderators")
    page = target(post)
    page.locked = True
    page.save()

    assert "alias" not in offered(client, page)
