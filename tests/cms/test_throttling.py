"""Who is counted, and what happens where nobody can count."""

from typing import Any

import pytest
from django.core.cache.backends.redis import RedisCache
from django.test import RequestFactory

from cms.throttling import Throttle, client_address


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", None),
    ],
)
def test_an_address_is_that_of_a_connection(said: str, address: Any):
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=said)) == address


def test_what_is_no_address_is_not_believed(settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="unknown")

    assert client_address(request) == "192.0.2.7"


def test_where_the_cache_fails_nobody_is_refused():
    class Doors(Throttle):
        scope, rate = "doors", "1/day"
        cache = RedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.5}})

    request = RequestFactory().get("/")

    assert [Doors().allow_request(request, None) for _ in range(3)] == [True] * 3
