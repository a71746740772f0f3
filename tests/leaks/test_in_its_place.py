"""What stands in the place of what is not public, where public things refer to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.images.models import Photo
from cms.images.renditions import make_renditions
from cms.languages import ENGLISH
from cms.representation.references import Reading, represent
from cms.representation.registry import represent_block
from tests.cms.api.addresses import headers_of
from tests.factories import (
    PhotoFactory,
    PostFactory,
    block,
    link_related_posts,
    make_document,
    photo_block,
    set_body,
    translate,
)

#: Stands in the title and the address of everything that is hidden.
HIDDEN_WORD = "hush"


def write(publication: Any, **fields: Any) -> Any:
    return PostFactory(
        **{
            "parent": publication.indexes["en"],
            "title": HIDDEN_WORD,
            "slug": HIDDEN_WORD,
            **fields,
        }
    )


def draft(publication: Any) -> Any:
    page = write(publication, live=False)
    page.save_revision()
    return page


def unpublished(publication: Any) -> Any:
    page = write(publication)
    page.unpublish()
    return page


def scheduled(publication: Any) -> Any:
    page = write(publication, live=False, go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision().publish()
    return page


def expired(publication: Any) -> Any:
    page = write(publication, expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    return page


def behind_a_password(publication: Any) -> Any:
    return restricted(write(publication), "password", password="sesame")


def behind_a_login(publication: Any) -> Any:
    return restricted(write(publication), "login")


def for_a_group(publication: Any) -> Any:
    page = restricted(write(publication), "groups")
    page.view_restrictions.get().groups.add(Group.objects.create(name="Friends"))
    return page


def below_a_private_page(publication: Any) -> Any:
    return write(publication, parent=restricted(write(publication, slug="hush-above"), "login"))


def in_no_sites_tree(publication: Any) -> Any:
    return write(publication, parent=Page.objects.get(depth=1))


def restricted(page: Any, kind: str, **more: str) -> Any:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **more)
    return page


WAYS_TO_HIDE: list[Callable[[Any], Any]] = [
    draft,
    unpublished,
    scheduled,
    expired,
    behind_a_password,
    behind_a_login,
    for_a_group,
    below_a_private_page,
    in_no_sites_tree,
]


@pytest.fixture(params=WAYS_TO_HIDE, ids=lambda way: way.__name__)
def hidden(request, publication):
    """A page that the public cannot reach, in each way that there is."""
    page = request.param(publication)
    page.refresh_from_db()
    return page


#: Enough for what looks pages up as the tests with every way do.
FEW_WAYS = pytest.mark.parametrize(
    "hidden",
    [draft, behind_a_login, below_a_private_page, in_no_sites_tree],
    indirect=True,
    ids=lambda way: way.__name__,
)


@pytest.fixture
def neighbour(publication):
    """A public post in English."""
    return PostFactory(parent=publication.indexes["en"], title="Open", slug="open")


@pytest.mark.parametrize("way", [draft, unpublished, scheduled, expired])
def test_it_is_not_named_as_the_parent(publication, api, way):
    page = way(publication)
    below = PostFactory(parent=page, slug="below")

    assert api(f"pages/{below.pk}/")["meta"]["parent"] is None


@pytest.mark.parametrize(
    "way", [draft, unpublished, scheduled, expired, below_a_private_page, in_no_sites_tree]
)
def test_it_is_not_named_as_what_an_alias_is_of(publication, api, way):
    alias = way(publication).create_alias(parent=publication.indexes["en"], update_slug="alias")
    Page.objects.filter(pk=alias.pk).update(live=True)

    assert api(f"pages/{alias.pk}/")["meta"]["alias_of"] is None
    [listed] = api("pages/", slug="alias", fields="alias_of")["items"]
    assert listed["meta"]["alias_of"] is None


@FEW_WAYS
def test_it_is_no_related_post(hidden, neighbour, api):
    link_related_posts(neighbour, hidden)

    assert api(f"pages/{neighbour.pk}/")["related_posts"] == []


@FEW_WAYS
def test_its_public_translation_is_related_in_its_place(hidden, publication, api):
    french = translate(hidden, "fr", publication.indexes["fr"], title="Ouvert", slug="ouvert")
    post = PostFactory(parent=publication.indexes["fr"])
    link_related_posts(post, hidden)

    assert [other["id"] for other in api(f"pages/{post.pk}/")["related_posts"]] == [french.pk]


@FEW_WAYS
def test_a_link_to_it_is_no_link(hidden, neighbour, api):
    set_body(neighbour, block("text", f'<p><a linktype="page" id="{hidden.pk}">A secret</a></p>'))

    html = api(f"pages/{neighbour.pk}/")
    markdown = api(f"pages/{neighbour.pk}/", rich_text_format="markdown")

    assert html["body"][0]["value"] == "<p><a>A secret</a></p>"
    assert markdown["body"][0]["value"].strip() == "A secret"


@FEW_WAYS
def test_a_redirect_to_it_leads_nowhere(hidden, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_page=hidden)

    assert api(f"redirects/{redirect.pk}/")["location"] is None
    assert api("redirects/")["items"][0]["location"] is None


@FEW_WAYS
def test_a_page_chooser_that_points_to_it_gives_null(hidden, rf):
    chooser = represent_block(blocks.PageChooserBlock())

    [document] = represent([hidden.pk], chooser, Reading(rf.get("/")), ENGLISH)

    assert document is None


def test_a_page_chooser_that_points_to_a_public_page_gives_it(neighbour, rf):
    chooser = represent_block(blocks.PageChooserBlock())

    [document] = represent([neighbour.pk], chooser, Reading(rf.get("/")), ENGLISH)

    assert (document["id"], document["title"]) == (neighbour.pk, "Open")


# Photos and documents


@pytest.fixture(params=["private", "inside a private one"])
def private_collection(request, db):
    """A collection that only people who are logged in may see, or one inside such a one."""
    root = Collection.get_first_root_node()
    collection = root.add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    if request.param == "private":
        return collection
    return collection.add_child(instance=Collection(name="Inside"))


@pytest.fixture
def private_photo(private_collection):
    photo = PhotoFactory(title=HIDDEN_WORD, collection=private_collection, caption_en=HIDDEN_WORD)
    make_renditions(photo)
    return photo


@pytest.fixture
def private_document(private_collection):
    document = make_document(HIDDEN_WORD)
    document.collection = private_collection
    document.save()
    return document


def test_a_public_file_beside_private_ones_is_listed(private_photo, private_document, api):
    photo, document = PhotoFactory(), make_document()

    assert [item["id"] for item in api("images/")["items"]] == [photo.pk]
    assert [item["id"] for item in api("documents/")["items"]] == [document.pk]


def test_a_private_photo_is_given_nowhere_in_a_post(private_photo, neighbour, api):
    neighbour.lead_image = private_photo
    video = {"url": "https://vimeo.com/76979871", "title": "A film", "poster": private_photo.pk}
    embed = f'<embed embedtype="image" id="{private_photo.pk}" alt="A" format="left"/>'
    set_body(
        neighbour,
        photo_block(private_photo, alt_text="Blue"),
        block("video", video),
        block("text", f"<p>Here:</p>{embed}"),
    )

    document = api(f"pages/{neighbour.pk}/")

    assert document["lead_image"] is None
    photo, film, text = (item["value"] for item in document["body"])
    assert photo == {"image": None, "decorative": False, "caption": "", "credit": ""}
    assert film["poster"] is None
    assert text == "<p>Here:</p>"


def test_texts_of_photos_are_found_no_more_once_their_collection_moves_into_a_private_one(
    neighbour, api, admin_client, django_capture_on_commit_callbacks
):
    root = Collection.get_first_root_node()
    private, shelf = (root.add_child(instance=Collection(name=name)) for name in ("Shut", "Shelf"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    set_body(neighbour, photo_block(PhotoFactory(collection=shelf, caption_en=HIDDEN_WORD)))
    found = f"search/?q={HIDDEN_WORD}&locale=en"
    assert api(found)["meta"]["total_count"] == 1

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            reverse("wagtailadmin_collections:edit", args=[shelf.pk]),
            {"name": "Shelf", "parent": private.pk},
        )

    assert api(found)["meta"]["total_count"] == 0


def test_texts_of_photos_are_found_no_more_once_many_are_moved_into_a_private_collection(
    private_collection, neighbour, api, admin_client, django_capture_on_commit_callbacks
):
    photo = PhotoFactory(caption_en=HIDDEN_WORD)
    set_body(neighbour, photo_block(photo))
    found = f"search/?q={HIDDEN_WORD}&locale=en"
    assert api(found)["meta"]["total_count"] == 1

    action = reverse("wagtail_bulk_action", args=["images", "photo", "add_to_collection"])
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"{action}?id={photo.pk}", {"collection": private_collection.pk})

    assert api(found)["meta"]["total_count"] == 0


def test_texts_of_photos_are_found_no_more_a_minute_after_a_script_has_moved_them(
    private_collection, neighbour, api, django_capture_on_commit_callbacks
):
    set_body(neighbour, photo_block(PhotoFactory(caption_en=HIDDEN_WORD)))
    found = f"search/?q={HIDDEN_WORD}&locale=en"
    assert api(found)["meta"]["total_count"] == 1

    Photo.objects.update(collection=private_collection)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rename_photos")

    assert api(found)["meta"]["total_count"] == 0


def test_a_link_to_a_private_document_is_no_link(private_document, neighbour, api):
    link = f'<a linktype="document" id="{private_document.pk}">A walk</a>'
    set_body(neighbour, block("text", f"<p>{link}</p>"))

    assert api(f"pages/{neighbour.pk}/")["body"][0]["value"] == "<p><a>A walk</a></p>"


@FEW_WAYS
def test_a_superuser_reads_what_everybody_reads(hidden, neighbour, client, admin_client):
    for address in ("pages/", f"pages/{neighbour.pk}/", f"pages/{hidden.pk}/", "images/"):
        public, own = client.get(f"/api/v2/{address}"), admin_client.get(f"/api/v2/{address}")

        assert (own.status_code, own.content) == (public.status_code, public.content)
        assert headers_of(own) == headers_of(public)


def test_whoever_knows_the_password_reads_what_everybody_reads(publication, client):
    page = behind_a_password(publication)
    restriction = page.view_restrictions.get()
    client.post(
        f"/en/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "sesame", "return_url": "/en/"},
    )

    assert client.get("/en/stories/hush/").status_code == 200
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
