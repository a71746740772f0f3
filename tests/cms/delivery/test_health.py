"""What is known of the database connection when a request begins."""

import pytest
from django.core.signals import request_started
from django.db import connection

from cms.delivery.response_cache import VERSION


@pytest.mark.parametrize(("environ", "known"), [({VERSION: "7-a"}, True), ({}, False)])
def test_a_connection_is_looked_at_unless_the_version_was_just_read(db, environ, known):
    connection.health_check_done = False

    request_started.send(sender=None, environ=environ)

    assert connection.health_check_done is known
