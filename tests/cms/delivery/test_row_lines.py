"""What everything but pages leaves in the journal; for pages, see ``test_page_lines``."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    PageViewRestriction,
    Site,
)

from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions
from cms.images.tasks import make_photo_renditions
from cms.tasks.attempts import say_alive
from home.models import SiteSettings
from tests.cms.delivery.lines import recorded
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    make_document,
    root_collection,
)


@pytest.fixture
def post(publication):
    return PostFactory(parent=publication.indexes["en"])


def site_settings():
    return SiteSettings.objects.create(site=Site.objects.get(), name_en="Mosaic")


def redirect():
    return Redirect.objects.create(old_path="/en/old", redirect_link="/en/")


#: How a row is made, a field of it, another value of that, and the tags of all its lines.
ROWS = {
    "category": (CategoryFactory, "name_he", "קולנוע", "blog.category"),
    "author": (AuthorFactory, "name_fr", "Adèle", "blog.author"),
    "photo": (PhotoFactory, "caption_en", "Another", "images.photo"),
    "photo's focal point": (PhotoFactory, "focal_point_x", 3, "images.photo"),
    "document": (make_document, "title", "Another", "wagtaildocs.document"),
    "settings": (site_settings, "tagline_he", "חדשות", "home.sitesettings"),
    "redirect": (redirect, "redirect_link", "/he/", "wagtailredirects.redirect"),
}


@pytest.mark.usefixtures("publication")
@pytest.mark.parametrize(("make", "field", "value", "tag"), ROWS.values(), ids=ROWS)
def test_a_row_that_comes_changes_and_goes_is_named_each_time(make, field, value, tag):
    root_collection()

    with recorded() as come:
        row = make()
    names = {tag, f"{tag}-{row.pk}"}
    assert names <= come

    setattr(row, field, value)
    with recorded() as changed:
        row.save()
    assert names <= changed

    with recorded() as gone:
        row.delete()
    assert names <= gone


def test_a_row_that_is_saved_as_it_was_leaves_no_line(db):
    category = CategoryFactory()

    with recorded() as tags:
        category.save()

    assert tags <= {"search"}


def test_tasks_and_workers_leave_no_line(db, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with recorded() as tags:
        make_photo_renditions.enqueue(1)
        say_alive("worker")

    assert tags == set()


def test_renditions_are_a_part_of_their_photo(db):
    photo = PhotoFactory()
    names = {"images.photo", f"images.photo-{photo.pk}"}

    with recorded() as made:
        make_renditions(photo)
    assert names <= made

    with recorded() as gone:
        Rendition.objects.filter(image=photo).first().delete()
    assert gone == names


def test_a_photo_in_another_collection_is_named(db):
    private = root_collection().add_child(name="Private")
    photo = PhotoFactory()

    with recorded() as tags:
        Photo.objects.filter(pk=photo.pk).update(collection=private)

    assert tags == {"images.photo", f"images.photo-{photo.pk}"}


def test_a_document_in_another_collection_is_named(db):
    private = root_collection().add_child(name="Private")
    document = make_document()

    with recorded() as tags:
        type(document).objects.filter(pk=document.pk).update(collection=private)

    assert tags == {"wagtaildocs.document", f"wagtaildocs.document-{document.pk}"}


def restrict_collection(post):
    collection = Collection.objects.filter(depth__gt=1).first() or root_collection()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def restrict_to_a_group(post):
    restriction = PageViewRestriction.objects.get()
    restriction.groups.add(Group.objects.create(name="Subscribers"))


@pytest.mark.parametrize(
    "change",
    [
        lambda post: root_collection().add_child(name="Private"),
        restrict_collection,
        lambda post: CollectionViewRestriction.objects.all().delete(),
        restrict_to_a_group,
        lambda post: PageViewRestriction.objects.update(restriction_type="password", password="a"),
        lambda post: PageViewRestriction.objects.all().delete(),
        lambda post: Site.objects.update(hostname="www.example.org"),
        lambda post: Site.objects.create(hostname="fr.example.org", root_page=post.get_root()),
        lambda post: Site.objects.all().delete(),
        lambda post: Locale.objects.create(language_code="ar"),
        lambda post: Locale.objects.filter(language_code="he").update(language_code="yi"),
    ],
    ids=[
        "a collection",
        "a restricted collection",
        "an opened collection",
        "groups that may read a page",
        "another restriction",
        "an opened page",
        "a site's host",
        "a new site",
        "a site that goes",
        "a new locale",
        "a locale's language",
    ],
)
def test_who_may_see_what_and_where_it_is_found_is_the_structure(post, change):
    CollectionViewRestriction.objects.create(collection=root_collection(), restriction_type="login")
    PageViewRestriction.objects.create(page=post, restriction_type="groups")

    with recorded() as tags:
        change(post)

    assert "structure" in tags


def test_a_tag_that_is_renamed_or_deleted_is_named(post):
    post.tags.add("fez")
    post.save()
    tag = Tag.objects.get()

    with recorded() as renamed:
        Tag.objects.update(name="Fes")
    assert renamed == {"taggit.tag", f"taggit.tag-{tag.pk}"}

    with recorded() as gone:
        tag.delete()
    assert {"taggit.tag", f"page-{post.pk}"} <= gone


def test_the_tags_of_a_photo_are_named(db):
    photo = PhotoFactory()

    with recorded() as tags:
        photo.tags.add("fez")

    assert "taggit.tag" in tags


def test_a_search_entry_that_changes_is_named(post):
    with recorded() as tags:
        post.title = "Windows"
        post.save()

    assert "search" in tags


def test_what_editors_say_to_each_other_leaves_no_line(post, admin_user):
    with recorded() as tags:
        Comment.objects.create(page=post, user=admin_user, text="Shorter?", contentpath="title")

    assert tags == set()


def test_a_table_that_is_emptied_changes_everything(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite deletes the rows one by one")
    with recorded() as tags, connection.cursor() as cursor:
        cursor.execute("TRUNCATE wagtailredirects_redirect")

    assert tags == {"everything"}
