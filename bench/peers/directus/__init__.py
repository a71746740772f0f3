"""Directus, with posts whose bodies lead to any kind of block."""

import http.client
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.installation import BuildError
from bench.peers.directus import rows, schema
from bench.peers.peer import Peer
from bench.questions import LANGUAGES, PER_LISTING
from bench.sides import DIRECTUS

_ADMINISTRATOR = {"email": "bench@example.com", "password": "not-a-secret"}

_PICTURE = ("id", "title", "description", "type", "width", "height", "filename_disk")


def _below(place: str, fields: Sequence[str]) -> list[str]:
    return [f"{place}.{field}" for field in fields]


_CARD = [
    "title", "slug", "date", "intro", *_below("lead_image", _PICTURE),
    "categories.categories_id.*", "tags.tags_id.*",
]  # fmt: skip
_BODY = [
    "body.id", "body.collection", *(f"body.item:block_{kind}.*" for kind in schema.BLOCKS),
    *_below("body.item:block_photo.image", _PICTURE),
    *_below("body.item:block_video.poster", _PICTURE),
]  # fmt: skip
_WHOLE = [
    "*", *_below("lead_image", _PICTURE), "categories.categories_id.*", "tags.tags_id.*",
    "authors.authors_id.*", *_below("related.related_id", ("id", "title", "slug", "date")), *_BODY,
]  # fmt: skip


class Directus(Peer):
    """The server, in production."""

    side = DIRECTUS
    packages = ("directus@11.17.4",)
    compiled = ("isolated-vm",)

    def fill(self, content: Path) -> None:
        """Have its API make the collections, and write the rows."""
        self.run("node_modules/.bin/directus", "bootstrap")
        with self:
            token = self._send("POST", "/auth/login", _ADMINISTRATOR)["access_token"]
            schema.make(lambda method, path, body: self._send(method, path, body, token))
        rows.write(self.database_url, json.loads(content.read_text()))

    @property
    def command(self) -> Sequence[str]:
        return "node_modules/.bin/directus", "start"

    def variables(self) -> dict[str, str]:
        return {
            **self.database(),
            "DB_CLIENT": "pg",
            "NODE_ENV": "production",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SECRET": "not a secret, and so long that it is taken for one",
            "ADMIN_EMAIL": _ADMINISTRATOR["email"],
            "ADMIN_PASSWORD": _ADMINISTRATOR["password"],
            "CACHE_ENABLED": "false",
            "SERVE_APP": "false",
            "TELEMETRY": "false",
            "LOG_LEVEL": "warn",
        }

    def addresses(self) -> dict[str, list[str]]:
        whole = urlencode({"fields": ",".join(_WHOLE)}, safe="*,:")
        return {
            "detail": [
                f"/items/posts/{post['id']}?{whole}"
                for code in LANGUAGES
                for post in self.some_of(self.get(_listing(code, ["id"], -1, 0)))
            ],
            "cards": self._listings(_CARD),
            "bodies": self._listings([*_CARD, *_BODY]),
        }

    def _listings(self, fields: list[str]) -> list[str]:
        return [
            _listing(code, fields, PER_LISTING, offset)
            for code in LANGUAGES
            for offset in self.offsets
        ]

    def kinds_of(self, post: Any) -> list[str]:
        blocks = sorted(post["body"], key=lambda block: block["id"])
        return [block["collection"].removeprefix("block_") for block in blocks]

    def _send(self, method: str, path: str, body: Any, token: str = "") -> Any:
        """Send something; return the ``data`` of the answer, if it has any.

        Raises:
            BuildError: it is refused.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            connection.request(method, path, json.dumps(body), headers)
            response = connection.getresponse()
            said = response.read()
        finally:
            connection.close()
        if response.status >= 400:
            raise BuildError(f"{self.side.title}, {method} {path}: {said[:500]!r}")
        return json.loads(said)["data"] if said else None


def _listing(code: str, fields: list[str], limit: int, offset: int) -> str:
    asked = {
        "filter[locale][_eq]": code,
        "sort": "-date",
        "limit": limit,
        "offset": offset,
        "meta": "filter_count",
        "fields": ",".join(fields),
    }
    return f"/items/posts?{urlencode(asked, safe='*,:')}"
