import pytest
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.representation.compile import compile_model, point_at
from cms.representation.richtext import RichTextRepresentation
from cms.urls import api
from tests.factories import make_document
from tests.reading import assert_fits, count_queries, read

Document = get_document_model()


@pytest.fixture
def document(db):
    return make_document("A walk")


def make_private(document):
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )


def link(document):
    html = f'<p><a linktype="document" id="{document.pk}">here</a></p>'
    return read(html, RichTextRepresentation())


def test_a_document_is_given_with_its_title_tags_and_download(document, rf):
    document.tags.add("walks", "fez")
    given = read(document, compile_model(Document), router=api, request=rf.get("/"))
    assert given == {
        "id": document.pk,
        "meta": {
            "type": "wagtaildocs.Document",
            "detail_url": f"http://127.0.0.1:8000/api/v2/documents/{document.pk}/",
            "tags": ["fez", "walks"],
            "download_url": f"http://127.0.0.1:8000/documents/{document.pk}/walk.txt",
        },
        "title": "A walk",
    }


@pytest.mark.parametrize("mode", ["detail", "listing", "nested"])
def test_a_document_is_what_its_schema_says(document, mode):
    representation = compile_model(Document, (), mode)
    assert_fits(read(document, representation), representation.schema())


def test_a_document_is_downloaded_where_it_is_said_to_be(document, client):
    address = read(document, compile_model(Document))["meta"]["download_url"]
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"Turn left."


def test_documents_are_never_served_as_plain_files(document, client):
    assert client.get(document.file.url).status_code == 404


def test_a_private_document_is_null_where_something_points_at_it(document):
    make_private(document)
    assert read(document.pk, point_at(Document)) is None


def test_a_private_document_is_not_downloaded_without_a_login(document, client):
    make_private(document)
    response = client.get(document.url)
    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize("private", [False, True])
def test_no_cache_between_keeps_a_document(document, client, admin_client, private):
    if private:
        make_private(document)
    for reader in (client, admin_client):
        assert reader.get(document.url)["Cache-Control"] == "private, no-cache"


def test_a_link_leads_to_the_download(document):
    assert link(document) == (
        f'<p><a href="http://127.0.0.1:8000/documents/{document.pk}/walk.txt">here</a></p>'
    )


def test_a_link_to_a_document_with_hebrew_letters_is_percent_encoded(document):
    document.file.save("טיול.txt", document.file.file)
    assert f"/documents/{document.pk}/%D7%98%D7%99%D7%95%D7%9C.txt" in link(document)


def test_a_link_to_a_private_document_has_no_address(document):
    make_private(document)
    assert link(document) == "<p><a>here</a></p>"


def test_ten_documents_cost_as_many_queries_as_one(db):
    documents = [make_document() for _ in range(10)]
    representation = compile_model(Document)
    assert count_queries(documents, representation) == count_queries(documents[:1], representation)
