"""What is said where the database takes nothing."""

import pytest
from django.db import connection
from django.db.utils import OperationalError, ProgrammingError

from cms.pages import public


@pytest.fixture
def fails(client, monkeypatch):
    """Ask for an address while the database fails in some way: gives the response."""
    # An error inside is what a reader gets.
    client.raise_request_exception = False

    def ask(address, error):
        def refuse(*args, **kwargs):
            raise error

        with monkeypatch.context() as patched:
            patched.setattr(connection, "cursor", refuse)
            # What is read on PostgreSQL by ways of our own.
            patched.setattr(public, "sites_for", refuse)
            return client.get(address)

    return ask


@pytest.mark.parametrize("address", ["/en/", "/he/stories/", "/admin/login/", "/api/v2/pages/"])
def test_everybody_is_told_to_try_again(db, fails, address):
    response = fails(address, OperationalError("the disk is full"))

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "no-store"
    assert "disk" not in response.content.decode()


def test_a_reader_is_told_in_every_language(db, fails):
    text = fails("/en/", OperationalError("away")).content.decode()

    assert "try again in a moment" in text
    assert "réessayer" in text
    assert "לנסות שוב" in text


def test_the_api_says_it_as_it_says_all_errors(db, fails):
    response = fails("/api/v2/pages/", OperationalError("away"))

    assert response.json()["message"].endswith("try again in a moment")


def test_a_mistake_of_ours_is_no_outage(db, fails):
    assert fails("/en/", ProgrammingError("no such column")).status_code == 500
