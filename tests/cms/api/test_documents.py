import pytest

from tests.factories import make_document


@pytest.fixture
def walk(db):
    return make_document("A walk in Fez")


def test_a_listed_document_has_an_address_to_download_it(walk, api):
    walk.tags.add("walk", "fez")

    assert api("documents/") == {
        "meta": {"total_count": 1},
        "items": [
            {
                "id": walk.pk,
                "meta": {
                    "type": "wagtaildocs.Document",
                    "detail_url": f"http://127.0.0.1:8000/api/v2/documents/{walk.pk}/",
                    "tags": ["fez", "walk"],
                    "download_url": f"http://127.0.0.1:8000/documents/{walk.pk}/walk.txt",
                },
                "title": "A walk in Fez",
            }
        ],
    }


def test_a_document_by_itself_is_what_it_is_in_a_listing(walk, api):
    assert [api(f"documents/{walk.pk}/")] == api("documents/")["items"]


def test_a_document_can_be_downloaded_where_the_api_says(walk, api, client, settings):
    address = api(f"documents/{walk.pk}/")["meta"]["download_url"]

    response = client.get(address.removeprefix(settings.BASE_URL))

    assert b"".join(response.streaming_content) == b"Turn left."


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({"title": "Another"}, ["Another"]),
        ({"tags": "other"}, ["Another"]),
        ({"search": "walk"}, ["A walk in Fez"]),
        ({"search": 'walk"'}, ["A walk in Fez"]),
        ({"order": "-title"}, ["Another", "A walk in Fez"]),
        ({"limit": 1, "offset": 1, "order": "id"}, ["Another"]),
    ],
)
def test_documents_are_found_as_in_stock(walk, api, parameters, titles):
    make_document("Another").tags.add("other")

    assert [item["title"] for item in api("documents/", **parameters)["items"]] == titles


def test_fields_of_a_document_are_chosen_as_in_stock(walk, api):
    assert api("documents/", fields="_,title")["items"] == [{"title": "A walk in Fez"}]
    assert api("documents/", fields="file", status=400) == {"message": "unknown fields: file"}


def test_a_document_is_found_by_id(walk, raw):
    response = raw(f"documents/find/?id={walk.pk}")

    assert response.status_code == 302
    assert f"/api/v2/documents/{walk.pk}/" in response["Location"]


def test_a_document_that_there_is_not_is_not_found(walk, api):
    assert api("documents/987654/", status=404) == {"message": "not found"}
    assert api("documents/find/", id=987654, status=404) == {"message": "not found"}
