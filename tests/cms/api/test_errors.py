"""Bad input gets a 400 that names the parameter; never a 500."""

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.cms.api.addresses import headers_of
from tests.factories import PhotoFactory, PostFactory, make_document

POSTS = "pages/?type=blog.BlogPage&"


@pytest.fixture
def error(publication, raw):
    """The message of a 400 answer."""

    def get(address):
        response = raw(address)
        assert response.status_code == 400, response.content
        assert response["Content-Type"] == "application/json"
        assert list(response.json()) == ["message"]
        return response.json()["message"]

    return get


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("pages/?limit=x", "limit must be a positive integer"),
        ("pages/?limit=-1", "limit must be a positive integer"),
        ("pages/?limit=1.5", "limit must be a positive integer"),
        ("pages/?limit=", "limit must be a positive integer"),
        ("pages/?limit=101", "limit cannot be higher than 100"),
        ("pages/?limit=" + "9" * 5000, "limit must be a positive integer"),
        ("pages/?offset=x", "offset must be a positive integer"),
        ("pages/?offset=-1", "offset must be a positive integer"),
        ("pages/?offset=2147483648", "offset cannot be higher than 2147483647"),
        ("pages/?offset=9223372036854775808", "offset cannot be higher than 2147483647"),
        ("pages/?offset=" + "9" * 5000, "offset must be a positive integer"),
        ("pages/?order=nothing", "cannot order by 'nothing' (unknown field)"),
        ("pages/?order=title,nothing", "cannot order by 'nothing' (unknown field)"),
        ("pages/?order=--title", "cannot order by '--title' (invalid field)"),
        ("pages/?order=title,", "cannot order by '' (unknown field)"),
        ("pages/?order=-random", "cannot order by '-random' (unknown field)"),
        ("pages/?order=random,title", "random ordering cannot be combined with other fields"),
        ("pages/?order=random&offset=1", "random ordering with offset is not supported"),
        ("pages/?type=nothing", "type doesn't exist"),
        ("pages/?type=blog.Nothing", "type doesn't exist"),
        ("pages/?type=auth.User", "type doesn't exist"),
        ("pages/?type=blog.Category", "type doesn't exist"),
        ("pages/?type=blog.BlogPage,", "type doesn't exist"),
        ("pages/?child_of=x", "child_of must be a positive integer"),
        ("pages/?child_of=-1", "child_of must be a positive integer"),
        ("pages/?child_of=987654", "child_of: parent page doesn't exist"),
        ("pages/?descendant_of=x", "descendant_of must be a positive integer"),
        ("pages/?descendant_of=987654", "descendant_of: ancestor page doesn't exist"),
        (
            "pages/?child_of=root&descendant_of=root",
            "filtering by descendant_of with child_of is not supported",
        ),
        ("pages/?ancestor_of=root", "ancestor_of must be a positive integer"),
        ("pages/?ancestor_of=987654", "ancestor_of: descendant page doesn't exist"),
        ("pages/?translation_of=x", "translation_of must be a positive integer"),
        ("pages/?translation_of=987654", "translation_of page doesn't exist"),
        ("pages/?locale=de", "locale must be one of en, fr, he"),
        ("pages/?locale=", "locale must be one of en, fr, he"),
        ("pages/?locale=EN", "locale must be one of en, fr, he"),
        ("pages/?site=nowhere", "site must be a site's host name, or host name:port"),
        ("pages/?site=localhost:x", "site must be a site's host name, or host name:port"),
        ("pages/?site=localhost:99999999999999999999", "site must be a site's host name, or host "),
        ("pages/?rich_text_format=x", "rich_text_format must be one of "),
        ("pages/?rich_text_format=", "rich_text_format must be one of "),
        ("pages/?format=xml", "format must be json"),
        ("pages/?format=api", "format must be json"),
        ("pages/?nothing=1", "query parameter is not an operation or a recognised field: nothing"),
        (
            "pages/?date=2024-01-01",
            "query parameter is not an operation or a recognised field: date",
        ),
        # Wagtail's column of this name is the page's place in the tree, and not its address.
        (
            "pages/?path=/en/",
            "query parameter is not an operation or a recognised field: path",
        ),
        ("pages/?order=path", "cannot order by 'path' (unknown field)"),
        ("pages/?show_in_menus=maybe", "field filter error. 'maybe' is not a valid value for show"),
        ("pages/?id=x", "field filter error. 'x' is not a valid value for id"),
        ("pages/?alias_of=x", "field filter error. 'x' is not a valid value for alias_of"),
        (
            "pages/?first_published_at=yesterday",
            "field filter error. 'yesterday' is not a valid value for first_published_at",
        ),
        (f"{POSTS}date=2024-02-30", "field filter error. '2024-02-30' is not a valid value for "),
        (f"{POSTS}date=", "field filter error. '' is not a valid value for date"),
        (f"{POSTS}categories=x", "field filter error. 'x' is not a valid value for categories"),
        (f"{POSTS}lead_image=x", "field filter error. 'x' is not a valid value for lead_image"),
        (f"{POSTS}lead_image=9223372036854775808", "field filter error. '9223372036854775808' is"),
        (f"{POSTS}categories=9223372036854775808", "field filter error. '9223372036854775808' is"),
        ("pages/?search=a&search_operator=x", "search_operator must be 'and' or 'or'"),
        ("pages/?search=a&slug=a", "cannot filter by 'slug' while searching (field is not indexe"),
        (
            f"{POSTS}search=a&order=intro",
            "cannot order by 'intro' while searching (field is not indexed)",
        ),
        (f"{POSTS}search=a&tags=b", "filtering by tag with a search query is not supported"),
        ("pages/?slug=a%00b", "null characters are not allowed in 'slug'"),
        ("pages/?a%00b=1", "null characters are not allowed in 'a\\x00b'"),
        ("pages/find/?id=x", "id must be a positive integer"),
        ("pages/find/?id=", "id must be a positive integer"),
        ("pages/find/?id=" + "9" * 5000, "id must be a positive integer"),
        ("pages/find/?html_path=/%00/", "null characters are not allowed in 'html_path'"),
        ("pages/find/?id=1&type=nothing", "type doesn't exist"),
        ("images/?width=x", "field filter error. 'x' is not a valid value for width"),
        ("images/?limit=x", "limit must be a positive integer"),
        ("images/?locale=de", "locale must be one of en, fr, he"),
        (
            "images/?type=images.Photo",
            "query parameter is not an operation or a recognised field: ",
        ),
        ("images/find/?id=x", "id must be a positive integer"),
        ("documents/?locale=fr", "query parameter is not an operation or a recognised field: loc"),
        ("documents/?search=a&search_operator=x", "search_operator must be 'and' or 'or'"),
        ("documents/find/?id=x", "id must be a positive integer"),
        ("redirects/?id=x", "field filter error. 'x' is not a valid value for id"),
        ("redirects/?redirect_page=1", "query parameter is not an operation or a recognised fiel"),
        ("redirects/find/?html_path=%00", "null characters are not allowed in 'html_path'"),
    ],
)
def test_a_bad_parameter_is_an_error_that_names_it(error, address, message):
    assert error(address).startswith(message)


def test_a_site_name_that_two_sites_have_needs_the_port(publication, error):
    for port in (81, 82):
        Site.objects.create(
            hostname="twice.example.org", port=port, root_page=publication.homes["en"]
        )

    message = error("pages/?site=twice.example.org")
    assert message == "site must be a site's host name, or host name:port"


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_the_database_cannot_compare_with_finds_nothing_or_is_named(
    publication, raw, value
):
    response = raw(f"pages/?first_published_at={value}")

    if response.status_code == 200:  # PostgreSQL knows times before the year 1.
        assert response.json()["items"] == []
    else:
        assert response.json() == {"message": "a value is out of range: first_published_at"}


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "translation_of"])
def test_the_root_is_an_error_where_there_is_no_site(error, name):
    Site.objects.all().delete()

    assert error(f"pages/?{name}=root").endswith("there is no site at this address")


# Odd values

ODD = [
    "",
    "\x00",
    "'",
    '"',
    "'; DROP TABLE wagtailcore_page; --",
    "\\",
    "%",
    "-1",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 5000,
    "٣",
    "²",
    "a" * 10_000,
    "(",
    "a(" * 3000,
    ",",
    "-",
    "random",
    "2024-13-45",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "NEAR(",
    'צה"ל',
    "e\u0301",
    "../../etc/passwd",
    "blog.BlogPage",
    "auth.User",
    "a.b.c",
    "localhost:x",
]

#: Odd values as they stand in an address; the last ones are no UTF-8.
ODD_IN_ADDRESSES = [*(quote(value) for value in ODD), "%ff%fe", "%ed%a0%bd", "%zz", "%2500"]

OPERATIONS = [
    "limit",
    "offset",
    "fields",
    "order",
    "search",
    "search_operator",
    "rich_text_format",
    "format",
    "locale",
    "site",
]


@pytest.fixture
def anything(publication):
    """One of everything, so that no filter works on an empty table."""
    photo = PhotoFactory(title="Doors")
    make_document("Doors")
    post = PostFactory(parent=publication.indexes["en"], title="Doors", lead_image=photo)
    post.tags.add("fez")
    post.save()
    Redirect.objects.create(old_path="/doors", redirect_page=post)


@pytest.fixture
def ask_odd(anything, raw):
    """Ask with every odd value; each answer must be in order."""

    def ask(beginning):
        for value in ODD_IN_ADDRESSES:
            with transaction.atomic():  # PostgreSQL ends a transaction in which a query failed.
                response = raw(beginning + value)
            described = f"{beginning}{value[:60]} gave {response.status_code}"
            assert response.status_code in (200, 301, 302, 400, 404), described
            if response.status_code not in (301, 302):
                assert response["Content-Type"] == "application/json", described
            if response.status_code >= 400:
                assert set(response.json()) == {"message"}, described

    return ask


PAGE_PARAMETERS = [
    *OPERATIONS,
    "type",
    "child_of",
    "ancestor_of",
    "descendant_of",
    "translation_of",
    "id",
    "slug",
    "show_in_menus",
    "first_published_at",
    "alias_of",
    "date",
    "body",
    "categories",
    "tags",
    "lead_image",
]


@pytest.mark.parametrize("name", PAGE_PARAMETERS)
def test_no_value_of_a_parameter_of_pages_is_a_server_error(ask_odd, name):
    ask_odd(f"{POSTS}{name}=")


@pytest.mark.parametrize(
    "beginning",
    [
        "pages/?search=doors&order=",
        "pages/?search=doors&title=",
        "pages/find/?id=",
        "pages/find/?html_path=",
        "images/?search=",
        "images/?fields=",
        "images/?order=",
        "images/?locale=",
        "images/?width=",
        "images/?tags=",
        "documents/?search=",
        "redirects/?old_path=",
        "redirects/find/?html_path=",
    ],
)
def test_no_value_of_a_parameter_elsewhere_is_a_server_error(ask_odd, beginning):
    ask_odd(beginning)


@pytest.mark.parametrize("name", ["fields", "search", "date"])
def test_no_value_of_a_parameter_of_a_detail_is_a_server_error(ask_odd, publication, name):
    ask_odd(f"pages/{publication.homes['en'].pk}/?{name}=")


@pytest.mark.parametrize(
    "kind",
    [
        *("pages", "images", "documents", "redirects", "categories", "authors"),
        *("pages/find", "resolve", "search", "site", "archive", "openapi.json"),
    ],
)
def test_no_key_in_an_address_is_a_server_error(ask_odd, kind):
    ask_odd(f"{kind}/")


# Addresses, methods and headers


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nothing/",
        "nothing",
        "pages/nothing/",
        "pages/-1/",
        "pages/1.5/",
        "pages/0/",
        "pages/987654/",
        "pages/99999999999999999999999999/",
        "pages/1/children/",
        "images/987654/",
        "documents/987654/",
        "redirects/987654/",
        "pages/%0A/",
        "nothing%0A",
        "%FF/",
    ],
)
def test_an_address_with_nothing_there_is_a_json_404(publication, raw, address):
    response = raw(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert response.content == b'{"message":"not found"}'


@pytest.mark.parametrize("address", ["pages", "images", "documents", "redirects", "pages/find"])
def test_an_address_without_its_slash_leads_to_the_one_with_it(publication, raw, address):
    response = raw(f"{address}?limit=1&fields=_")

    assert response.status_code == 301
    assert response["Location"] == f"/api/v2/{address}/?limit=1&fields=_"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_method_other_than_reading_is_a_json_405(publication, client, method):
    for address in ("pages/", f"pages/{publication.homes['en'].pk}/", "pages/find/", "images/"):
        response = getattr(client, method)(f"/api/v2/{address}")

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json() == {"message": f'Method "{method.upper()}" not allowed.'}


@pytest.mark.parametrize("address", ["pages/", "nothing/"])
def test_a_form_from_elsewhere_is_answered_in_json_too(publication, address):
    response = Client(enforce_csrf_checks=True).post(f"/api/v2/{address}", {"a": "b"})

    assert response.status_code in (404, 405)
    assert response["Content-Type"] == "application/json"


def test_head_gives_what_get_gives_without_the_content(publication, client):
    for address in ("pages/", f"pages/{publication.homes['he'].pk}/", "images/"):
        head, get = client.head(f"/api/v2/{address}"), client.get(f"/api/v2/{address}")

        assert (head.status_code, head.content) == (200, b"")
        assert headers_of(head) == headers_of(get)


@pytest.mark.parametrize("address", ["pages/987654/", "pages/?limit=x", "nothing/"])
def test_head_gives_the_status_that_get_gives(publication, client, address):
    head, get = client.head(f"/api/v2/{address}"), client.get(f"/api/v2/{address}")

    assert head.status_code == get.status_code >= 400


def test_options_says_what_can_be_done(publication, client):
    response = client.options("/api/v2/pages/")

    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["renders"] == ["application/json"]


@pytest.mark.parametrize(
    "accept", ["text/html,*/*;q=0.8", "*/*", "application/json", "text/html", "image/png", "x", ""]
)
@pytest.mark.parametrize("question", ["pages/", "site/", "resolve/?path=/he/"])
def test_there_is_json_for_everybody_whatever_they_accept(publication, raw, question, accept):
    response = raw(question, accept=accept)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["pages/", "pages/1/", "resolve/", "search/", "categories/"])
def test_more_parameters_than_are_read_are_an_error_in_json(error, address):
    many = "&".join(f"field{number}=1" for number in range(2000))
    assert error(f"{address}?{many}") == "there are more parameters than any question takes"
