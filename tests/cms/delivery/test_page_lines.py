"""What pages leave in the journal: a line for what readers can see, and nothing else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageViewRestriction, Workflow, WorkflowTask

from blog.models import BlogPage
from tests.cms.delivery.lines import recorded
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    link_authors,
    link_related_posts,
    photo_block,
    set_body,
    translate,
)


@pytest.fixture
def post(publication):
    """A live post, in the shape in which editors leave it: with a revision."""
    post = PostFactory(parent=publication.indexes["en"])
    post.save_revision().publish()
    return BlogPage.objects.get(pk=post.pk)


@pytest.fixture
def names(post):
    """The tags that every change to the post's own row has."""
    return {f"page-{post.pk}", f"family-{post.translation_key.hex}", "pages-en", "pages"}


@pytest.fixture
def part_names(names, post):
    """The tags that every change to a part of the post has."""
    return names - {f"family-{post.translation_key.hex}"}


# --- What readers see ---


def test_a_new_page_is_named_with_its_family_and_its_language(publication):
    with recorded() as tags:
        page = PostFactory(parent=publication.indexes["he"], locale=publication.homes["he"].locale)

    assert tags == {
        f"page-{page.pk}",
        f"family-{page.translation_key.hex}",
        "pages-he",
        "pages",
        "search",
    }


def test_an_edited_live_page_leaves_a_line(post, names):
    post.title = "Another title"

    with recorded() as tags:
        post.save()

    assert names <= tags


def test_a_published_draft_leaves_a_line(post, names):
    post.intro = "Another introduction"
    revision = post.save_revision()

    with recorded() as tags:
        revision.publish()

    assert names <= tags


def test_the_columns_of_a_page_type_are_part_of_the_page(post, part_names):
    with recorded() as tags:
        BlogPage.objects.filter(pk=post.pk).update(intro="Another introduction")

    assert tags == part_names


def test_an_update_in_bulk_names_each_page(post, names):
    other = PostFactory(parent=post.get_parent())

    with recorded() as tags:
        Page.objects.filter(pk__in=[post.pk, other.pk]).update(seo_title="Same")

    assert tags == names | {f"page-{other.pk}", f"family-{other.translation_key.hex}"}


def test_an_update_in_raw_sql_leaves_a_line(post, names):
    with recorded() as tags, connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET slug = 'other' WHERE id = %s", [post.pk])

    assert tags == names


def test_a_page_that_changes_its_family_names_both(post, names):
    translated = translate(post, "fr", post.get_parent())

    with recorded() as tags:
        Page.objects.filter(pk=post.pk).update(translation_key=PostFactory.build().translation_key)

    family = Page.objects.get(pk=post.pk).translation_key.hex
    assert tags == names | {f"family-{family}"}
    assert f"family-{translated.translation_key.hex}" in tags


def test_an_unpublished_page_leaves_a_line(post, names):
    with recorded() as tags:
        post.unpublish()

    assert names <= tags


def test_a_deleted_page_leaves_a_line(post, names):
    with recorded() as tags:
        post.delete()

    assert names <= tags


def test_a_moved_page_names_itself_and_what_is_below_it(publication):
    above = StandardPageFactory(parent=publication.homes["en"])
    below = StandardPageFactory(parent=above)
    target = StandardPageFactory(parent=publication.homes["en"])

    with recorded() as tags:
        above.move(target, pos="last-child")

    assert {f"page-{above.pk}", f"page-{below.pk}"} <= tags
    assert f"page-{target.pk}" not in tags


def test_a_page_that_gets_another_slug_names_what_is_below_it(publication):
    above = StandardPageFactory(parent=publication.homes["en"])
    below = StandardPageFactory(parent=above)
    above.slug = "elsewhere"

    with recorded() as tags:
        above.save()

    assert f"page-{below.pk}" in tags


def test_a_copied_page_names_the_copy(post):
    with recorded() as tags:
        copy = post.copy(update_attrs={"slug": "copy", "title": "Copy"})

    assert f"page-{copy.pk}" in tags
    assert f"page-{post.pk}" not in tags


def test_scheduled_publishing_leaves_a_line(post, names):
    post.title = "Later"
    post.go_live_at = timezone.now() - timedelta(minutes=1)
    post.save_revision(approved_go_live_at=post.go_live_at)

    with recorded() as tags:
        call_command("publish_scheduled")

    assert names <= tags


def test_scheduled_expiry_leaves_a_line(post, names):
    Page.objects.filter(pk=post.pk).update(expire_at=timezone.now())

    with recorded() as tags:
        call_command("publish_scheduled")

    assert names <= tags


def test_what_hangs_on_a_page_is_part_of_it(post, part_names):
    category, author = CategoryFactory(), AuthorFactory()
    related = PostFactory(parent=post.get_parent())

    for change in (
        lambda: post.categories.add(category) or post.save(),
        lambda: post.tags.add("music") or post.save(),
        lambda: link_authors(post, author),
        lambda: link_related_posts(post, related),
    ):
        with recorded() as tags:
            change()

        assert part_names <= tags
        assert f"page-{related.pk}" not in tags


def test_a_photo_in_the_body_is_part_of_the_page(post, part_names):
    photo = PhotoFactory()

    with recorded() as tags:
        set_body(post, photo_block(photo))

    assert part_names <= tags


def test_a_page_in_menus_names_the_menu_when_it_changes_and_when_it_leaves(post, names):
    with recorded() as tags:
        Page.objects.filter(pk=post.pk).update(show_in_menus=True)
    assert tags == names | {"menu-en"}

    with recorded() as tags:
        Page.objects.filter(pk=post.pk).update(title="Another title")
    assert tags == names | {"menu-en"}

    with recorded() as tags:
        Page.objects.filter(pk=post.pk).update(show_in_menus=False)
    assert tags == names | {"menu-en"}

    with recorded() as tags:
        Page.objects.filter(pk=post.pk).update(title="Another one")
    assert tags == names


def test_the_address_of_a_home_page_is_part_of_the_structure_live_or_not(publication):
    home = publication.homes["fr"]
    home.title = "Bienvenue"
    with recorded() as tags:
        home.save()
    assert "structure" not in tags

    home.unpublish()
    for change in (
        lambda: home.move(home.get_siblings().last(), pos="last-sibling"),
        lambda: Page.objects.get(pk=home.pk).delete(),
    ):
        with recorded() as tags:
            change()
        assert "structure" in tags


@pytest.mark.parametrize("restriction_type", ["login", "password", "groups"])
def test_a_restricted_page_changes_the_structure(post, restriction_type):
    with recorded() as tags:
        restriction = PageViewRestriction.objects.create(
            page=post, restriction_type=restriction_type, password="a"
        )
    assert tags == {"structure"}

    with recorded() as tags:
        restriction.delete()
    assert tags == {"structure"}


# --- What readers do not see ---


def test_a_page_created_as_a_draft_leaves_no_line(publication):
    with recorded() as tags:
        publication.indexes["en"].add_child(instance=BlogPage(title="Draft", live=False))

    assert tags == set()


def test_a_saved_draft_of_a_live_page_leaves_no_line(post):
    post.title = "Draft"
    post.intro = "Not yet"

    with recorded() as tags:
        post.save_revision(log_action=True)

    assert tags == set()


def test_a_draft_that_was_never_live_leaves_no_line_when_it_is_changed(publication):
    category = CategoryFactory()
    draft = BlogPage(title="Draft", live=False)
    publication.indexes["en"].add_child(instance=draft)

    with recorded() as tags:
        draft.title = "Another draft"
        draft.categories.add(category)
        draft.save()

    assert tags == set()


def test_a_deleted_draft_leaves_no_line(publication):
    draft = publication.indexes["en"].add_child(instance=BlogPage(title="Draft", live=False))

    with recorded() as tags:
        draft.delete()

    assert tags == set()


def test_a_planned_publication_leaves_no_line(post):
    post.title = "Later"
    post.go_live_at = timezone.now() + timedelta(hours=1)

    with recorded() as tags:
        post.save_revision().publish()

    assert tags == set()


def test_a_locked_page_leaves_no_line(post, admin_user):
    post.locked, post.locked_by, post.locked_at = True, admin_user, timezone.now()

    with recorded() as tags:
        post.save()

    assert tags == set()


def test_a_workflow_leaves_no_line_until_it_publishes(post, names, admin_user):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Second pair of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    post.title = "Reviewed"
    post.save_revision()

    with recorded() as tags:
        state = workflow.start(post, admin_user)
    assert tags == set()

    with recorded() as tags:
        state.current_task_state.approve(user=admin_user)
    assert names <= tags
