"""Strapi, with posts whose bodies are dynamic zones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.peers.peer import Peer
from bench.peers.strapi import project
from bench.questions import LANGUAGES, PER_LISTING
from bench.sides import STRAPI

#: What "strapi start" does, which cannot do without what builds the admin.
_START = """
const folder = process.cwd();
require("@strapi/strapi").createStrapi({ appDir: folder, distDir: folder }).start();
"""

_CARD = {
    "fields": "title,slug,date,intro",
    "populate[leadImage]": "true",
    "populate[categories][fields]": "name,slug",
    "populate[tags][fields]": "name,slug",
}
_BODY = {
    "populate[body][on][blocks.text]": "true",
    "populate[body][on][blocks.quote]": "true",
    "populate[body][on][blocks.source]": "true",
    "populate[body][on][blocks.photo][populate]": "image",
    "populate[body][on][blocks.video][populate]": "poster",
}
_WHOLE = {
    "populate[leadImage]": "true",
    "populate[categories]": "true",
    "populate[tags]": "true",
    "populate[authors]": "true",
    "populate[related][fields]": "title,slug,date",
    **_BODY,
}


class Strapi(Peer):
    """The server, in production."""

    side = STRAPI
    packages = ("@strapi/strapi@5.54.0", "pg@8")

    def prepare(self) -> None:
        """Write the project."""
        project.write(self.folder)

    def fill(self, content: Path) -> None:
        """Have Strapi's own document service make and publish everything."""
        script = Path(__file__).with_name("fill.js").read_text(encoding="utf-8")
        (self.folder / "fill.js").write_text(script, encoding="utf-8")
        self.run("node", "fill.js", str(content))

    @property
    def command(self) -> Sequence[str]:
        return "node", "--eval", _START

    def variables(self) -> dict[str, str]:
        return {
            **self.database(),
            "NODE_ENV": "production",
            "PORT": str(self.port),
            "STRAPI_TELEMETRY_DISABLED": "true",
        }

    def addresses(self) -> dict[str, list[str]]:
        return {
            "detail": [
                f"/api/posts/{post['documentId']}?{urlencode({'locale': code, **_WHOLE})}"
                for code in LANGUAGES
                for post in self.some_of(self._posts(code))
            ],
            "cards": self._listings(_CARD),
            "bodies": self._listings({**_CARD, **_BODY}),
        }

    def _posts(self, code: str) -> list[Any]:
        """Return all posts of a language, the newest first."""
        found: list[Any] = []
        while True:
            asked = {"locale": code, "sort": "date:desc", "fields": "title"}
            part = {"pagination[start]": len(found), "pagination[limit]": 100}
            posts = self.get(f"/api/posts?{urlencode(asked | part)}")
            if not posts:
                return found
            found += posts

    def _listings(self, fields: dict[str, str]) -> list[str]:
        return [
            "/api/posts?"
            + urlencode(
                {
                    "locale": code,
                    "sort": "date:desc",
                    "pagination[start]": offset,
                    "pagination[limit]": PER_LISTING,
                    **fields,
                }
            )
            for code in LANGUAGES
            for offset in self.offsets
        ]

    def kinds_of(self, post: Any) -> list[str]:
        return [block["__component"].removeprefix("blocks.") for block in post["body"]]
