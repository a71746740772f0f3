"""Tasks of another application."""

from pathlib import Path

from django_tasks import task


@task()
def write(path: str, text: str = "done") -> None:
    """Write a file, one line a time that this is called."""
    with Path(path).open("a") as file:
        file.write(f"{text}\n")


@task()
def fail(sentence: str) -> None:
    """Fail with a sentence."""
    raise ValueError(sentence)
