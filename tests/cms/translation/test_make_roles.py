"""The roles: what the migration makes, what the command mends, and what the checks say."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow, WorkflowPage

from cms.languages import LANGUAGES
from cms.translation.models import Team
from cms.translation.roles import root_pages
from home.models import HomePage
from tests.cms.translation.translating import locale
from tests.factories import StandardPageFactory, translate

pytestmark = pytest.mark.django_db

UNCHANGED = "All roles are as they should be; nothing was changed.\n"


@pytest.fixture
def roles(publication) -> None:
    """The roles, also where a browser test, which empties the database, came before."""
    make_roles()


def make_roles() -> str:
    out = StringIO()
    call_command("make_roles", stdout=out)
    return out.getvalue()


def told() -> list[str]:
    return [f"{message.id} {message.hint}" for message in run_checks(databases=["default"])]


def permissions(group: Group) -> set[str]:
    names = group.permissions.values_list("content_type__app_label", "codename")
    return {".".join(name) for name in names}


def may(group: Group) -> set[tuple[int, str]]:
    return set(group.page_permissions.values_list("page_id", "permission__codename"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_translators_who_may_change_its_pages_only(roles, publication, language):
    group = Group.objects.get(name=f"Translators: {language.name}")

    assert may(group) == {(publication.homes[language.code].pk, "change_page")}
    assert permissions(group) == {
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "glossary.view_glossaryterm",
        "glossary.add_glossaryterm",
        "glossary.change_glossaryterm",
    }
    files = group.collection_permissions.values_list("permission__codename", flat=True)
    assert set(files) == {"choose_image", "choose_document"}


@pytest.mark.parametrize("name", ["Editors", "Moderators"])
def test_editors_and_moderators_edit_what_pages_share_too(roles, name):
    granted = permissions(Group.objects.get(name=name))

    assert {
        "blog.add_category",
        "blog.change_category",
        "blog.add_author",
        "blog.change_author",
        "home.change_sitesettings",
        "glossary.add_glossaryterm",
        "glossary.change_glossaryterm",
    } <= granted
    assert ("blog.delete_category" in granted) == (name == "Moderators")


@pytest.mark.parametrize(
    ("name", "actions"), [("Editors", {"view"}), ("Moderators", {"view", "change", "delete"})]
)
def test_what_they_may_do_with_comments_is_made_again_when_it_is_missing(roles, name, actions):
    group = Group.objects.get(name=name)
    group.permissions.clear()

    said = make_roles()

    assert {f"comments.{action}_comment" for action in actions} == {
        each for each in permissions(group) if each.startswith("comments.")
    }
    assert f"{name}: can view comment." in said


def test_each_language_is_reviewed_by_moderators(roles, publication):
    for language in LANGUAGES:
        page = publication.homes[language.code]
        [task] = WorkflowPage.objects.get(page=page.pk).workflow.tasks

        assert [group.name for group in task.specific.groups.all()] == ["Moderators"]
        assert page.get_workflow().name == f"Review: {language.name}"


def test_a_second_time_nothing_is_changed(roles):
    assert make_roles() == UNCHANGED
    assert told() == []


def test_what_is_missing_is_made_again_and_named(roles, publication):
    Group.objects.get(name="Translators: עברית").delete()
    Group.objects.get(name="Editors").permissions.clear()

    assert "mosaic.W005 Run: python manage.py make_roles" in told()
    said = make_roles()

    assert "Made the group “Translators: עברית”." in said
    assert "Translators: עברית: change pages in “דף הבית”." in said
    assert re.search("^Editors: can change category.$", said, re.MULTILINE)
    assert make_roles() == UNCHANGED
    assert told() == []


def test_groups_that_were_named_otherwise_are_known_again(roles):
    Group.objects.filter(name="Translators: Français").update(name="Traductrices")
    Workflow.objects.filter(name="Review: Français").update(name="Relecture")

    assert make_roles() == UNCHANGED


def test_what_somebody_added_stays(roles, publication):
    group = Group.objects.get(name="Translators: Français")
    extra = GroupPagePermission.objects.create(
        group=group,
        page=publication.indexes["he"],
        permission=GroupPagePermission.objects.filter(permission__codename="change_page")
        .first()
        .permission,
    )
    other = Workflow.objects.create(name="Somebody's own")
    WorkflowPage.objects.filter(page=publication.homes["fr"].pk).update(workflow=other)

    assert make_roles() == UNCHANGED
    assert (extra.page_id, "change_page") in may(group)
    assert publication.homes["fr"].get_workflow() == other


def test_the_home_pages_of_another_site_are_given_to_translators_too(roles, publication):
    root = Page.get_first_root_node()
    english = root.add_child(instance=HomePage(title="Second", slug="second", locale=locale("en")))
    hebrew = translate(english, "he", root, title="שני", slug="second-he")
    Site.objects.create(hostname="second.example", root_page=english)

    assert [message for message in told() if "W005" in message]
    assert "Translators: עברית: change pages in “שני”." in make_roles()
    assert told() == []
    assert {page.pk for page in root_pages(locale("he"))} == {
        publication.homes["he"].pk,
        hebrew.pk,
    }


def test_a_page_in_a_tree_of_another_language_is_the_root_of_its_own(roles, publication):
    page = StandardPageFactory(parent=publication.homes["en"], locale=locale("fr"))

    assert page.pk in {root.pk for root in root_pages(locale("fr"))}


def test_a_new_language_is_given_its_locale_and_its_roles(roles):
    HomePage.objects.filter(locale__language_code="he").delete()
    Team.objects.filter(locale__language_code="he").delete()
    Page.objects.filter(locale__language_code="he").delete()
    Locale.objects.filter(language_code="he").delete()

    said = make_roles()

    assert "Made the locale of עברית." in said
    assert Team.objects.get(locale__language_code="he").translators.name == "Translators: עברית"
    assert told() == []


def test_a_language_that_was_taken_out_of_the_settings_is_told_of(roles):
    Locale.all_objects.create(language_code="de")

    [message] = run_checks(databases=["default"])
    assert message.id == "mosaic.W004"
    assert "'de'" in message.msg
    assert "cms/languages.py" in message.hint


def test_columns_that_a_new_language_lacks_are_told_of(roles):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE blog_author RENAME COLUMN bio_he TO bio_de")

    [message] = [each for each in run_checks(databases=["default"]) if each.id == "mosaic.W003"]
    assert message.msg.startswith("blog_author lack")
    assert "makemigrations" in message.hint


def test_the_check_command_says_what_to_run_for_a_language(roles):
    Team.objects.filter(locale__language_code="he").delete()
    Locale.all_objects.create(language_code="de")
    out = StringIO()

    call_command("check", stderr=out)

    assert "Run: python manage.py make_roles" in out.getvalue()
    assert "Put it back in cms/languages.py" in out.getvalue()
