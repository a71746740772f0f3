"""Connections to PostgreSQL, however they are kept: when they are cut, they heal."""

import psycopg
import pytest

from tests.cms.delivery.served.installation import installed
from tests.pgbouncer import pooled

pytestmark = pytest.mark.postgresql

#: An answer that is kept, one that Django makes each time, and one of the admin.
ADDRESSES = ("/api/v2/site/?locale=en", "/api/v2/pages/?limit=oud", "/admin/login/")
STATUSES = [200, 400, 200]


@pytest.fixture(scope="module")
def publication(tmp_path_factory):
    with installed("postgresql", tmp_path_factory.mktemp("publication")) as made:
        made.migrate()
        yield made


@pytest.fixture
def database_url(publication):
    return publication.variables["DATABASE_URL"]


@pytest.fixture(params=["own", "pool", "pooler"])
def server(request, publication, database_url, tmp_path, monkeypatch):
    """A server whose threads have connections of their own, share two, or are behind PgBouncer."""

    def at(address):
        monkeypatch.setitem(publication.variables, "DATABASE_URL", address)
        return publication.server()

    if request.param == "pooler":
        with pooled(database_url, tmp_path) as behind:
            yield at(f"{behind}?prepare_threshold=none")
    else:
        yield at(database_url + ("?pool=2" if request.param == "pool" else ""))


def test_no_request_after_it_notices_that_postgresql_restarted(server, database_url):
    for _ in range(3):
        assert [server.ask(address).status for address in ADDRESSES] == STATUSES
        cut_all(database_url)

    assert [server.ask(address).status for address in ADDRESSES] == STATUSES


def cut_all(database_url):
    """Cut all connections to the database, as when PostgreSQL restarts."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        (cut,) = connection.execute(
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert cut > 0
