import pytest
from django.contrib.auth.models import Group
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.collections import in_public_collections
from cms.images.models import Photo
from tests.factories import PhotoFactory, make_document


@pytest.fixture
def root(db):
    return Collection.get_first_root_node()


def restrict(collection, kind="login"):
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind)


def is_public(collection):
    photo = PhotoFactory(collection=collection)
    return in_public_collections(Photo.objects.all()).contains(photo)


def test_files_in_the_root_collection_are_public(root):
    assert is_public(root)


def test_files_in_a_collection_without_restrictions_are_public(root):
    assert is_public(root.add_child(name="Doors"))


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_files_in_a_private_collection_are_not_public(root, kind):
    doors = root.add_child(name="Doors")
    restriction = restrict(doors, kind)
    restriction.groups.add(Group.objects.create(name="Readers"))
    assert not is_public(doors)


def test_files_in_a_collection_inside_a_private_one_are_not_public(root):
    doors = root.add_child(name="Doors")
    restrict(doors)
    assert not is_public(doors.add_child(name="Blue").add_child(name="Light blue"))


def test_files_in_a_collection_around_or_beside_a_private_one_are_public(root):
    doors = root.add_child(name="Doors")
    restrict(doors.add_child(name="Blue"))
    assert is_public(doors)
    assert is_public(doors.add_child(name="Red"))
    assert is_public(root)


def test_nothing_is_public_when_the_root_collection_is_private(root):
    restrict(root)
    assert not is_public(root)
    assert not is_public(root.add_child(name="Doors"))


def test_a_collection_restricted_twice_is_private_once(root):
    doors = root.add_child(name="Doors")
    restrict(doors)
    restrict(doors, "password")
    PhotoFactory(collection=root)
    assert in_public_collections(Photo.objects.all()).count() == 1


def test_documents_keep_to_the_same_rule(root):
    public, private = make_document(), make_document()
    private.collection = root.add_child(name="Walks")
    private.save()
    restrict(private.collection)
    assert list(in_public_collections(get_document_model().objects.all())) == [public]


def test_public_files_can_be_searched(root):
    doors = root.add_child(name="Doors")
    restrict(doors)
    PhotoFactory(title="Zellige", collection=doors)
    public = PhotoFactory(title="Zellige")
    found = in_public_collections(Photo.objects.all()).search("zellige")
    assert [photo.pk for photo in found] == [public.pk]


def test_whether_files_are_public_is_asked_in_the_same_query(root, django_assert_num_queries):
    restrict(root.add_child(name="Doors"))
    with django_assert_num_queries(1):
        list(in_public_collections(Photo.objects.all()))
