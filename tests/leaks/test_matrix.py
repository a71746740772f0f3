"""What is not public comes out nowhere: each state against each outlet."""

from itertools import product
from pathlib import PurePath

import pytest
from django.urls import Resolver404, get_resolver, resolve
from django.utils import translation

from tests.cms.api.addresses import shown
from tests.leaks.outlets import OUTLETS, QUESTIONS
from tests.leaks.states import STATES, word_of

# The matrix is read from the database once, and not by the tests; but it has to be there.
pytestmark = pytest.mark.django_db

#: Outlets that say nothing of what pages say.
_SILENT = {"found_pages", "robots", "contract", "previews"}

#: What is no way out, by what its route begins with.
EXEMPT = {
    "admin/": "the admin asks for a login",
    "api/v3-preview/": "Wagtail's own, off unless it is asked for",
    "^media/": "files by their names, which nobody is told or guesses: see below",
    "documents/authenticate_with_password/": "takes a password, and gives nothing",
    "en/_util/": "forms to log in, and for a password",
}


def said(reply):
    """Return all that a reply says, in one text."""
    head = "\n".join(f"{name}: {value}" for name, value in reply.headers.items())
    return f"{head}\n{reply.body.decode()}".casefold()


def path_in(address):
    return address.rpartition("=")[2] if "=" in address else address


def shape(reply, address):
    """Return what a reply says, but what was asked for."""
    # The time at which an answer was kept is not what it says, nor is what its request is called.
    of_request = {"last-modified", "x-request-id"}
    headers = {name: value for name, value in reply.headers.items() if name not in of_request}
    return reply.status, headers, shown(reply)[1].decode().replace(path_in(address), "")


@pytest.mark.parametrize(("name", "outlet"), list(product(STATES, OUTLETS)))
def test_nothing_of_it_comes_out(matrix, name, outlet):
    for replies in (matrix.through_cache[outlet], matrix.anew[outlet]):
        for address, reply in replies.items():
            text = said(reply)
            assert word_of(name) not in text, address
            for key in matrix.hidden[name].keys:
                assert str(key) not in text, address


@pytest.mark.parametrize(("name", "kind"), list(product(STATES, QUESTIONS)))
def test_asking_for_it_is_as_asking_for_what_never_was(matrix, name, kind):
    if kind == "by_path" and matrix.hidden[name].is_restricted:
        pytest.skip("readers are told that they need a password or a login: see below")
    for there, reply, nowhere, other in matrix.answers[name, kind]:
        assert shape(reply, there) == shape(other, nowhere), there


@pytest.mark.parametrize("name", STATES)
def test_who_needs_a_password_or_a_login_is_told_that_and_no_more(matrix, name):
    for address, reply, *_ in matrix.answers[name, "by_path"]:
        assert word_of(name) not in said(reply).replace(path_in(address), ""), address


@pytest.mark.parametrize("outlet", OUTLETS)
def test_all_is_as_if_nothing_were_hidden(matrix, outlet):
    """Counts, orders, neighbours, and whatever else is worked out from many."""
    if outlet == "redirects":
        pytest.skip("redirects to what is hidden are there, and lead nowhere")
    for address, reply in matrix.before[outlet].items():
        assert matrix.through_cache[outlet][address].body == reply.body, address
        assert matrix.anew[outlet][address].body == reply.body, address


@pytest.mark.parametrize("outlet", [name for name in OUTLETS if name not in _SILENT])
def test_each_outlet_shows_what_is_public(matrix, outlet):
    """Without this, an outlet that gives nothing would pass."""
    for replies in (matrix.shown[outlet], matrix.shown_again[outlet]):
        assert any(
            replies[address].body != reply.body for address, reply in matrix.before[outlet].items()
        )


def test_webhooks_tell_nothing_of_it(matrix):
    once, later = matrix.told
    for name in STATES:
        assert word_of(name) not in str(once)
    assert later == []


@pytest.mark.parametrize("name", STATES)
def test_no_file_of_its_photos_is_where_the_uploads_name_leads(matrix, name):
    """Whoever knows a file's name may have it, and the names of sizes are the same for all."""
    if not matrix.hidden[name].photos:
        pytest.skip("it hides no photo")
    files = {path for path in matrix.photo_files if word_of(name) in path.name}
    assert {path.parts[0] for path in files} == {"images", "original_images"}

    for folder, path in product(("images", "original_images"), files):
        assert PurePath(folder, path.name) not in matrix.photo_files


def routes(patterns, before=""):
    """Yield the routes of all views, as a match names them."""
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^" if before else "")
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def route_of(address):
    """Return the route of an address in English; None where there is nothing."""
    try:
        return resolve(address.partition("?")[0]).route
    except Resolver404:
        return None


def test_every_public_address_is_in_the_matrix(matrix):
    """A new one fails here until it joins."""
    asked = {address for replies in matrix.through_cache.values() for address in replies}
    asked |= {there for answers in matrix.answers.values() for there, *_ in answers}
    with translation.override("en"):
        known = {route_of(address) for address in asked}
        there = set(routes(get_resolver().url_patterns))

    assert {route for route in there - known if not route.startswith(tuple(EXEMPT))} == set()
