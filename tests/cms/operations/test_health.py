"""What a load balancer asks."""

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from tests.installation import Installation
from tests.redis import new_redis


@pytest.fixture
def _no_database(monkeypatch):
    """The database refuses each statement."""

    def refuse(*args, **kwargs):
        raise OperationalError("the disk is gone")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_a_process_that_takes_requests_says_so_whatever_host_is_asked_for(client: Client):
    response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.usefixtures("_no_database")
def test_a_process_takes_requests_also_without_its_database(client: Client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_process_that_can_answer_readers_is_ready(client: Client):
    response = client.get("/readyz", headers={"host": "10.0.0.7:8000"})

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok"}


@pytest.mark.usefixtures("_no_database")
def test_without_its_database_a_process_is_not_ready_and_does_not_say_why(client: Client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "unreachable", "cache": "ok"}


def test_before_its_tables_are_made_a_process_is_not_ready(tmp_path):
    new = Installation(VAR_DIR=str(tmp_path))
    ask = "from django.test import Client; answer = Client().get('/readyz')"

    said = new.run(f"{ask}; print(answer.status_code, answer.json()['database'])")

    assert said.strip() == "503 not migrated"


@pytest.mark.django_db
def test_without_its_cache_a_process_is_ready(client: Client, settings):
    with new_redis() as redis:
        settings.CACHES = {
            **settings.CACHES,
            "responses": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": redis.address,
            },
        }
        redis.stop()

        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "unreachable"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_no_answer_of_the_kind_is_kept(client: Client, path: str):
    assert client.get(path)["Cache-Control"] == "no-store"
