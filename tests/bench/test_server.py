"""What is measured is what is deployed."""

from bench.server import ALLOCATORS, BLOCKING_THREADS
from cms.settings import BASE_DIR

SERVE = (BASE_DIR / "deploy" / "serve").read_text(encoding="utf-8")


def test_the_server_that_is_measured_has_as_many_threads():
    assert f"--blocking-threads {BLOCKING_THREADS} " in SERVE


def test_the_server_that_is_measured_is_given_memory_in_the_same_way():
    for name, value in ALLOCATORS.items():
        assert f"export {name}={value}\n" in SERVE
