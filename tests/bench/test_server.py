"""What is measured is what is deployed."""

from bench.server import ALLOCATORS, BLOCKING_THREADS
from cms.settings import BASE_DIR

DOCKERFILE = (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")


def test_the_server_that_is_measured_has_the_threads_of_the_image():
    assert f'"--blocking-threads", "{BLOCKING_THREADS}"' in DOCKERFILE


def test_the_server_that_is_measured_is_given_memory_as_in_the_image():
    given = " ".join(f"{name}={value}" for name, value in ALLOCATORS.items())

    assert f"ENV {given}\n" in DOCKERFILE
