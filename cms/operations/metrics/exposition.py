"""The text that Prometheus reads."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from cms.operations.metrics.publication import PublicationCollector


def exposition() -> bytes:
    """Return all figures.

    Where several processes serve, and ``PROMETHEUS_MULTIPROC_DIR`` names a folder that they share,
    requests and the response cache's figures are those of all of them; else, of this one.
    """
    counted: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    asked = CollectorRegistry()
    asked.register(PublicationCollector())
    return generate_latest(counted) + generate_latest(asked)
