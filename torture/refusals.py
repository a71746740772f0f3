"""What happens where the database takes nothing: its disk is full, or it is only to be read."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg

from torture import disk
from torture.editor import Editor
from torture.installation import Installation
from torture.scenes import addresses, within

#: How many editions may still find room on a disk that is full, in what is there for reuse.
_ROOM = 200


def refusals(made: Installation, folder: Path) -> list[str]:
    """Take the room away, and the right to write; return what is not as it should be then.

    Args:
        folder: the disk that the database is on.
    """
    assert made.server.port is not None
    editor = Editor(made.server.port, made.facts, 0)
    assert editor.publish(), f"nobody can publish: {editor.refused}"
    broken = _without_cache(made, editor)
    broken += _refused(made, editor, "a full disk", lambda: disk.full(folder))
    broken += _refused(made, editor, "a read-only database", lambda: _read_only(made, folder))
    found: dict[str, Any] = made.run("torture.check", str(made.facts["post"]), "--later")
    last = editor.all_acknowledged[-1]
    if found["live"] != [last] or found["published"] != [last]:
        broken.append(f"the post is at {found['live']}, and at {found['published']}, not at {last}")
    lost = set(editor.all_acknowledged) - set(found["revisions"])
    if lost:
        broken.append(f"editions {sorted(lost)} were acknowledged, and are lost")
    return [*broken, *found["broken"]]


def _without_cache(made: Installation, editor: Editor) -> list[str]:
    """Return what does not work while Redis is down."""
    broken = []
    for cache in [part for part in made.engines if part.name == "Redis"]:
        cache.kill()
        if not editor.publish():
            broken.append(f"without Redis, nobody can publish: {editor.refused[-1:]}")
        for address in addresses(made.facts):
            given = _status(made, address)
            if given != HTTPStatus.OK:
                broken.append(f"without Redis, {address} gives {given}")
        cache.start()
    return broken


def _refused(
    made: Installation, editor: Editor, what: str, how: Callable[[], AbstractContextManager[None]]
) -> list[str]:
    broken = []
    with how():
        refused = next((True for _ in range(_ROOM) if not editor.publish()), False)
        status, body = editor.refused[-1] if refused and editor.refused else (0, "")
        if status != HTTPStatus.SERVICE_UNAVAILABLE or "try again" not in body:
            broken.append(f"with {what}, an editor gets {status}: {body[:200]!r}")
        # What is kept, and what has to be rendered.
        for address in [*addresses(made.facts), "/api/v2/pages/?limit=7", "/fr/", "/he/"]:
            given = _status(made, address)
            if given != HTTPStatus.OK:
                broken.append(f"with {what}, {address} gives {given}")
    if not within(60, editor.publish):
        broken.append(f"after {what}, nobody can publish: {editor.refused[-1:]}")
    return broken


@contextmanager
def _read_only(made: Installation, folder: Path) -> Iterator[None]:
    """Have the database only read while the context lasts; processes start with that."""

    def restart() -> None:
        for part in (made.server, made.worker):
            part.kill()
        made.server.start()

    if made.engine == "sqlite":
        for part in (made.server, made.worker):
            part.kill()
        with disk.read_only(folder):
            made.server.start()
            yield
            made.server.kill()
        made.server.start()
    else:
        _set(made, "on")
        restart()
        yield
        _set(made, "off")
        restart()
    made.worker.start()


def _set(made: Installation, value: str) -> None:
    with psycopg.connect(made.variables["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        connection.execute("SELECT pg_reload_conf()")


def _status(made: Installation, address: str) -> int:
    assert made.server.port is not None
    connection = http.client.HTTPConnection("127.0.0.1", made.server.port, timeout=60)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    finally:
        connection.close()
