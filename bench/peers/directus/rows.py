"""The rows of posts in Directus's database."""

import uuid
from typing import Any

import psycopg
from psycopg import sql

from bench.peers.directus.schema import MANY

_PHOTO_WIDTH, _PHOTO_HEIGHT = 1600, 1066

#: What is looked for often. Directus makes no indexes of its own accord.
_INDEXES = (
    ("posts", "locale, date"),
    ("posts_body", "posts_id"),
    *((f"posts_{name}", "posts_id") for name in MANY),
)


def write(database_url: str, content: dict[str, Any]) -> None:
    """Write all rows, and make indexes for what is looked for.

    Args:
        content: as from ``bench.peers.content``.
    """
    with psycopg.connect(database_url) as connection:
        _Writer(connection).write(content)
        for table, columns in _INDEXES:
            connection.execute(f"CREATE INDEX ON {table} ({columns})")


class _Writer:
    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection
        self._photos: list[str] = []
        #: Keys by the name of a field of posts, and a number.
        self._keys: dict[str, list[Any]] = {}

    def write(self, content: dict[str, Any]) -> None:
        self._photos = [self._photo(number) for number in range(content["photos"])]
        for name, count in content["counts"].items():
            self._keys[name] = [
                self._insert(name, name=f"{name} {number}", slug=f"{name}-{number}")
                for number in range(count)
            ]
        keys = [
            {code: self._post(post, code) for code in post["texts"]} for post in content["posts"]
        ]
        for post, mine in zip(content["posts"], keys, strict=True):
            for code, key in mine.items():
                for other in post["related"]:
                    self._insert("posts_related", posts_id=key, related_id=keys[other][code])

    def _photo(self, number: int) -> str:
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"photo {number}"))
        self._insert(
            "directus_files",
            id=key,
            storage="local",
            filename_disk=f"{key}.jpg",
            filename_download=f"photo-{number}.jpg",
            title=f"Photo {number}",
            description=f"A blue door, number {number} in the old town",
            type="image/jpeg",
            filesize=400_100,
            width=_PHOTO_WIDTH,
            height=_PHOTO_HEIGHT,
        )
        return key

    def _post(self, post: dict[str, Any], code: str) -> Any:
        texts = post["texts"][code]
        key = self._insert(
            "posts",
            locale=code,
            date=post["date"],
            lead_image=self._photos[post["photo"]],
            **{name: texts[name] for name in ("title", "slug", "intro")},
        )
        for name in self._keys:
            for number in post[name]:
                others = {MANY[name][1]: self._keys[name][number]}
                self._insert(f"posts_{name}", posts_id=key, **others)
        for place, block in enumerate(texts["body"]):
            table = f"block_{block['type']}"
            item = self._insert(table, **self._block(block))
            self._insert("posts_body", posts_id=key, collection=table, item=str(item), sort=place)
        return key

    def _block(self, block: dict[str, Any]) -> dict[str, Any]:
        value = block["value"]
        if block["type"] == "text":
            return {"text": value}
        if block["type"] == "video":
            return {**value, "poster": self._photos[value["poster"]]}
        if block["type"] == "photo":
            photo = self._photos[value["image"]["image"]]
            return {**value["image"], "image": photo, **_without(value, "image")}
        return dict(value)

    def _insert(self, table: str, **values: Any) -> Any:
        """Insert a row, and return its key."""
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING id").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join([sql.Placeholder()] * len(values)),
        )
        row = self._connection.execute(statement, list(values.values())).fetchone()
        assert row is not None
        return row[0]


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: value for other, value in values.items() if other != name}
