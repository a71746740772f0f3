"""What a live translation shares with its source changes when the source is published."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from blog.models import BlogPage
from cms.delivery.journal import version
from cms.translation.following import TAKEN_OVER
from tests.cms.translation.translating import exchange, press, send, target, translation, write
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
    link_related_posts,
    translate,
)

pytestmark = pytest.mark.django_db

NEW_YEAR, MAY = datetime.date(2026, 1, 1), datetime.date(2026, 5, 6)


@pytest.fixture
def post(publication) -> BlogPage:
    return PostFactory(
        parent=publication.indexes["en"], title="Letters", date=NEW_YEAR, lead_image=PhotoFactory()
    )


@pytest.fixture
def hebrew(post, admin_client) -> Any:
    """Its Hebrew translation, live."""
    return make_live(post, "he", admin_client)


def make_live(page: Page, code: str, client: Any) -> Any:
    send(page, code)
    write(page, code, all_texts="טקסט")
    press(client, target(page, code), "publish")
    assert target(page, code).live
    return target(page, code)


def publish(page: Any, **fields: Any) -> None:
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def history(page: Page) -> list[str]:
    return list(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))


def test_a_live_translation_has_the_date_of_its_source_once_that_is_published(post, hebrew, api):
    publish(post, date=MAY)

    document = api(f"pages/{hebrew.pk}/")
    assert (document["date"], document["title"]) == ("2026-05-06", "טקסט")
    assert document["meta"]["translation"]["state"] == "current"


def test_authors_categories_tags_and_related_posts_follow(post, hebrew, publication, api):
    other = PostFactory(parent=post.get_parent())
    category, author = CategoryFactory(), AuthorFactory()
    post = BlogPage.objects.get(pk=post.pk)
    post.tags.add("Fez")
    link_authors(post, author)
    link_related_posts(post, other)

    publish(post, categories=[category])
    translated = translate(other, "he", publication.indexes["he"])

    document = api(f"pages/{hebrew.pk}/")
    assert [each["id"] for each in document["authors"]] == [author.pk]
    assert [each["id"] for each in document["categories"]] == [category.pk]
    assert document["tags"] == ["Fez"]
    assert [each["id"] for each in document["related_posts"]] == [translated.pk]


def test_a_related_post_in_its_own_language_is_the_same_as_in_the_source(post, hebrew, publication):
    other = PostFactory(parent=post.get_parent())
    translated = translate(other, "he", publication.indexes["he"])
    link_related_posts(hebrew, translated)
    post = BlogPage.objects.get(pk=post.pk)
    link_related_posts(post, other)

    publish(post)

    assert [link.post_id for link in target(post).related_links.all()] == [translated.pk]
    assert target(post).live_revision == hebrew.live_revision


def test_what_the_source_no_longer_has_goes_from_its_live_translation(post, admin_client):
    post.tags.add("Fez")
    post.categories = [CategoryFactory()]
    link_authors(post, AuthorFactory())
    link_related_posts(post, PostFactory(parent=post.get_parent()))
    hebrew = make_live(post, "he", admin_client)
    relations = ("tags", "categories", "author_links", "related_links")
    assert all(getattr(hebrew, name).count() == 1 for name in relations)

    publish(post, categories=[], tagged_items=[], author_links=[], related_links=[])

    assert not any(getattr(target(post), name).count() for name in relations)


def test_authors_keep_the_order_of_the_source(post, hebrew):
    first, second = AuthorFactory(), AuthorFactory()
    post = BlogPage.objects.get(pk=post.pk)
    link_authors(post, second, first)

    publish(post)

    assert [link.author for link in target(post).author_links.all()] == [second, first]


def test_a_lead_photo_follows_where_nobody_exchanged_it(post, hebrew, admin_client):
    french, own, new = make_live(post, "fr", admin_client), PhotoFactory(), PhotoFactory()
    exchange(post, "lead_image", own.pk, "fr")
    press(admin_client, french, "publish")

    publish(post, lead_image=new)

    assert target(post, "he").lead_image == new
    assert target(post, "fr").lead_image == own


@pytest.mark.parametrize("name", ["noindex", "show_in_menus", "comments_open"])
def test_settings_of_a_page_follow(post, hebrew, name):
    changed = not getattr(post, name)

    publish(post, **{name: changed})

    assert getattr(target(post), name) is changed


def test_what_is_taken_over_is_a_revision_that_says_so(post, hebrew, admin_user):
    publish(post, date=MAY)

    page = target(post)
    assert page.live_revision_id == page.latest_revision_id != hebrew.live_revision_id
    assert page.get_latest_revision_as_object().date == page.live_revision.as_object().date == MAY
    assert not page.has_unpublished_changes
    assert history(page).count(TAKEN_OVER) == 1
    assert page.last_published_at > hebrew.last_published_at


def test_what_is_taken_over_is_in_the_history(post, hebrew, admin_client):
    publish(post, date=MAY)

    shown = admin_client.get(reverse("wagtailadmin_pages:history", args=[hebrew.pk]))

    assert "Took over what was published in the source" in shown.content.decode()


def test_a_draft_in_progress_stays_a_draft(post, hebrew, admin_client, api):
    write(post, title="עוד לא")
    press(admin_client, hebrew, "save")
    draft = target(post).latest_revision

    publish(post, date=MAY)

    page = target(post)
    assert (page.title, page.date) == ("טקסט", MAY)
    assert (page.latest_revision, page.has_unpublished_changes) == (draft, True)
    assert draft.is_latest_revision()
    assert page.live_revision.as_object().title == "טקסט"
    assert "עוד לא" not in str(api("pages/", fields="*", locale="he"))


def test_a_draft_from_before_brings_nothing_back_when_it_is_published(post, hebrew, admin_client):
    post = BlogPage.objects.get(pk=post.pk)
    write(post, title="חדש")
    press(admin_client, hebrew, "save")
    draft = target(post).latest_revision
    link_authors(post, AuthorFactory())
    publish(post, date=MAY)

    draft.publish()

    page = target(post)
    assert (page.title, page.date, page.author_links.count()) == ("חדש", MAY, 1)
    assert page.live_revision == draft
    assert page.live_revision.as_object().date == MAY
    assert not page.has_unpublished_changes


def test_a_review_goes_on_and_ends_with_what_the_source_says(post, hebrew, admin_client):
    write(post, title="חדש")
    press(admin_client, hebrew, "submit")

    publish(post, date=MAY)
    state = target(post).current_workflow_state
    state.current_task_state.approve()

    page = target(post)
    assert (page.title, page.date) == ("חדש", MAY)


def test_a_locked_translation_keeps_what_it_has_and_the_publisher_is_told(
    post, hebrew, admin_client
):
    hebrew.locked = True
    hebrew.save()
    before = target(post).live_revision

    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        form_of(admin_client, post) | {"date": "2026-05-06", "action-publish": "1"},
        follow=True,
    )

    assert BlogPage.objects.get(pk=post.pk).date == MAY
    assert (target(post).date, target(post).live_revision) == (NEW_YEAR, before)
    assert "(עברית) is locked" in response.content.decode()
    assert "translation.refuse" in history(hebrew)


def test_a_translation_that_is_unlocked_takes_over_what_it_missed(post, hebrew, admin_client):
    hebrew.locked = True
    hebrew.save()
    publish(post, date=MAY)
    assert target(post).date == NEW_YEAR

    admin_client.post(reverse("wagtailadmin_pages:unlock", args=[hebrew.pk]))

    assert (target(post).date, target(post).locked) == (MAY, False)


def form_of(client: Any, page: Page) -> dict[str, str]:
    """What a page's editor sends where nothing was changed in it."""
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    sent: dict[str, str] = querydict_from_html(shown, form_id="page-edit-form").dict()
    return {**sent, **nested_form_data({"body": streamfield([])})}


def test_nothing_is_written_where_nothing_changed(post, hebrew):
    publish(post, intro="Another text.")

    page = target(post)
    assert page.live_revision_id == hebrew.live_revision_id
    assert TAKEN_OVER not in history(page)


def test_readers_get_the_new_date_at_once(post, hebrew, client):
    address = f"/api/v2/pages/{hebrew.pk}/"
    assert client.get(address).json()["date"] == "2026-01-01"
    known = version()

    publish(post, date=MAY)

    assert version() != known
    assert client.get(address).json()["date"] == "2026-05-06"


def test_a_translation_that_is_no_longer_kept_in_step_keeps_what_it_has(post, hebrew):
    translation(post).__class__.objects.update(enabled=False)

    publish(post, date=MAY)

    assert target(post).date == NEW_YEAR


def test_a_translation_that_was_never_live_is_not_published(post, admin_client):
    send(post)

    publish(post, date=MAY)

    assert not target(post).live
    assert target(post).live_revision is None


def test_a_translation_of_a_translation_follows_too(post, hebrew, admin_client):
    french = make_live(hebrew, "fr", admin_client)
    assert translation(post, "fr").source.locale == hebrew.locale

    publish(post, date=MAY)

    assert target(post, "fr").date == MAY
    assert history(french).count(TAKEN_OVER) == 1


def test_pages_written_by_hand_have_each_their_own(post, publication):
    french = translate(post, "fr", publication.indexes["fr"], date=NEW_YEAR)

    publish(post, date=MAY)

    assert BlogPage.objects.get(pk=french.pk).date == NEW_YEAR
