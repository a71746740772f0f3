"""The passwords of pages and of collections cannot be guessed one after the other."""

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import PostFactory, make_document, root_collection

PASSWORD = "open sesame"


@pytest.fixture
def form_of_page(publication):
    post = PostFactory(parent=publication.indexes["en"])
    restriction = PageViewRestriction.objects.create(
        page=post, restriction_type="password", password=PASSWORD
    )
    return reverse("wagtailcore_authenticate_with_password", args=(restriction.pk, post.pk))


@pytest.fixture
def form_of_collection(db):
    document = make_document()
    document.collection = root_collection().add_child(instance=Collection(name="Private"))
    document.save()
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password=PASSWORD
    )
    return reverse("wagtaildocs_authenticate_with_password", args=(restriction.pk,))


@pytest.mark.parametrize("form", ["form_of_page", "form_of_collection"])
def test_after_too_many_the_right_one_opens_nothing(request, client, form):
    address = request.getfixturevalue(form)

    def type_in(password, **environment):
        sent = {"password": password, "return_url": "/en/"}
        return client.post(address, sent, **environment).status_code

    assert [type_in("wrong") for _ in range(20)] == [200] * 20
    assert type_in(PASSWORD) == 429
    assert type_in(PASSWORD, REMOTE_ADDR="192.0.2.7") == 302


def test_the_form_says_nothing_of_which_other_pages_there_are(form_of_page, publication, client):
    hidden = PostFactory(parent=publication.indexes["en"], live=False)
    before = form_of_page.rstrip("/").rpartition("/")[0]

    assert client.get(form_of_page).status_code == 200
    assert client.get(f"{before}/{hidden.pk}/").status_code == 404
