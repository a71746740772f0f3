"""What Prometheus is told, and who may ask."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from cms.delivery.models import Line, Told
from cms.delivery.response_cache import ResponseCache
from cms.operations.metrics.caching import STEP, counts
from cms.webhooks.models import Delivery, Endpoint, State
from cms.wsgi import application, django_application
from tests.cms.delivery.wsgi import ask
from tests.museum import tasks
from tests.processes import python

pytestmark = pytest.mark.django_db

Figures = Callable[..., float]

#: A version that is ahead of all others.
NEWEST = 10**12


@pytest.fixture
def figures(client: Client, settings) -> Figures:
    """Ask for a figure: ``figures("mosaic_up", engine="cache")``; 0 where it is not told."""

    def ask_for(name: str, **labels: str) -> float:
        response = client.get("/metrics", headers=bearer(settings.METRICS_TOKEN))
        assert response.status_code == 200
        families = text_string_to_metric_families(response.content.decode())
        samples = [sample for family in families for sample in family.samples]
        found = [
            sample.value
            for sample in samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ]
        return sum(found)

    return ask_for


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


# Who may ask


def test_whoever_has_the_token_may_ask_at_any_host_and_nobody_keeps_it(client: Client, settings):
    headers = {**bearer(settings.METRICS_TOKEN), "host": "10.0.0.7:8000"}

    response = client.get("/metrics", headers=headers)

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain; version=")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("headers", [{}, bearer("wrong"), bearer(""), {"authorization": "é"}])
def test_to_all_others_it_is_an_address_at_which_nothing_is(client: Client, headers):
    there, nowhere = (client.get(path, headers=headers) for path in ("/metrics", "/nothing"))

    assert there.status_code == nowhere.status_code == 404
    assert there.content.replace(b"metrics", b"nothing") == nowhere.content
    assert sorted(there.headers) == sorted(nowhere.headers)


def test_without_a_token_nobody_may_ask(client: Client, settings):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers=bearer("")).status_code == 404


# What they are told


def test_requests_are_counted_by_view_and_status(client: Client, figures: Figures, publication):
    name = "django_http_responses_total_by_status_view_method_total"
    labels = {"view": "wagtailapi_v2:pages:listing", "status": "200", "method": "GET"}
    before = figures(name, **labels)

    client.get("/api/v2/pages/")

    assert figures(name, **labels) == before + 1


def test_a_method_that_there_is_not_makes_no_figures_of_its_own(client: Client, figures: Figures):
    client.generic("MADEUP", "/en/")

    name = "django_http_requests_latency_seconds_by_view_method_count"
    assert figures(name, method="MADEUP") == 0
    assert figures(name, method="<invalid method>") > 0


def test_the_response_cache_counts_what_it_made_and_what_it_had(figures: Figures, publication):
    cached = ResponseCache(django_application, counts())
    hits, misses = figures("mosaic_cache_hits_total"), figures("mosaic_cache_misses_total")

    for _ in range(1 + STEP):
        ask(cached, "/api/v2/pages/?search=what+nobody+else+asks")

    assert figures("mosaic_cache_misses_total") == misses + 1
    assert figures("mosaic_cache_hits_total") == hits + STEP


def test_the_server_has_its_response_cache_counted(figures: Figures, publication):
    before = figures("mosaic_cache_misses_total")

    ask(application, "/api/v2/pages/?search=what+no+other+test+asks")

    assert figures("mosaic_cache_misses_total") == before + 1


def line(version: int) -> Line:
    """A line as it is after its commit, which a test never comes to."""
    return Line.objects.create(version=version, tags="anything")


def test_the_journal_is_told(figures: Figures):
    line(NEWEST)

    assert figures("mosaic_journal_version") == NEWEST
    assert figures("mosaic_journal_lines") == Line.objects.filter(version__gt=0).count()


def test_what_a_cdn_was_not_told_is_told(figures: Figures):
    Told.objects.create(cdn="cdn", version=line(NEWEST).version)
    line(NEWEST + 1)

    assert figures("mosaic_cdn_unsent_changes", cdn="cdn") == 1


def test_tasks_that_wait_and_that_failed_are_told(figures: Figures, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for _ in range(3):
        tasks.fail.enqueue("no door")
    failed, oldest, _newest = DBTaskResult.objects.all()
    failed.set_failed(ValueError())
    an_hour_ago = timezone.now() - timedelta(hours=1)
    DBTaskResult.objects.filter(pk=oldest.pk).update(enqueued_at=an_hour_ago)

    assert figures("mosaic_tasks_waiting") == 2
    assert figures("mosaic_tasks_failed") == 1
    assert 3600 <= figures("mosaic_tasks_oldest_seconds") < 3700


def test_webhooks_that_wait_and_that_were_given_up_are_told(figures: Figures):
    endpoint = Endpoint.objects.create(name="front end", address="https://front.example/")
    for state in (State.PENDING, State.PENDING, State.FAILED, State.DONE):
        Delivery.objects.create(endpoint=endpoint, event="page", subject="1", data={}, state=state)

    assert figures("mosaic_webhooks_pending") == 2
    assert figures("mosaic_webhooks_failed") == 1


def test_an_engine_that_does_not_answer_is_told_and_the_others_too(figures: Figures, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("the disk is gone")

    monkeypatch.setattr(connection, "cursor", refuse)

    assert figures("mosaic_up", engine="database") == 0
    assert figures("mosaic_up", engine="cache") == 1


class TestSeveralProcesses:
    """Each answers some requests, and any of them may be scraped."""

    def test_their_figures_are_added_up(self, tmp_path):
        code = (
            "import django; django.setup()\n"
            "from cms.operations.metrics.caching import counts\n"
            "from cms.operations.metrics.exposition import exposition\n"
            "counts().miss()\n"
            "print(exposition().decode())"
        )
        folder = tmp_path / "metrics"
        folder.mkdir()
        variables = {
            "DEBUG": "true",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "VAR_DIR": str(tmp_path),
            "PROMETHEUS_MULTIPROC_DIR": str(folder),
        }

        said = [python("-c", code, **variables).stdout for _ in range(2)]

        assert [
            float(re.search(r"^mosaic_cache_misses_total (.*)$", text, re.M)[1]) for text in said
        ] == [1, 2]
