"""The collections of posts in Directus, made by its API."""

from collections.abc import Callable
from typing import Any

#: Sends a method, a path, and a body.
Send = Callable[[str, str, Any], Any]

#: The policy that everybody has, in each installation.
_PUBLIC = "abf8a154-5b1c-4a46-ac9c-7300570f4f17"

_FILES = "directus_files"

#: The kinds of blocks, each a collection, and the types of their fields.
BLOCKS = {
    "text": {"text": "text"},
    "photo": {
        "image": "uuid",
        "alt_text": "string",
        "decorative": "boolean",
        "caption": "text",
        "credit": "string",
    },
    "quote": {
        "text": "text",
        "attribution": "string",
        "source_title": "string",
        "source_url": "string",
        "note": "text",
    },
    "video": {"url": "string", "title": "string", "caption": "text", "poster": "uuid"},
    "source": {"publication": "string", "title": "string", "url": "string", "thanks": "string"},
}

_NAMED = {"name": "string", "slug": "string"}

_POST = {
    "locale": "string",
    "title": "string",
    "slug": "string",
    "intro": "text",
    "date": "date",
    "lead_image": "uuid",
}

#: What a post has several of: its field, and the collection and the foreign key of the other end.
MANY = {
    "categories": ("categories", "categories_id"),
    "tags": ("tags", "tags_id"),
    "authors": ("authors", "authors_id"),
    "related": ("posts", "related_id"),
}


def make(send: Send) -> None:
    """Make all collections, and let everybody read them.

    Args:
        send: as an administrator.
    """
    for kind, fields in BLOCKS.items():
        _collection(send, f"block_{kind}", fields)
    for name in ("categories", "tags", "authors"):
        _collection(send, name, _NAMED)
    _collection(send, "posts", _POST)
    for collection, field in (
        ("posts", "lead_image"),
        ("block_photo", "image"),
        ("block_video", "poster"),
    ):
        _relation(send, collection, field, _FILES)
    for name, (other, key) in MANY.items():
        _collection(send, f"posts_{name}", {"posts_id": "integer", key: "integer"})
        _alias(send, name, "m2m")
        _relation(send, f"posts_{name}", "posts_id", "posts", one_field=name, junction_field=key)
        _relation(send, f"posts_{name}", key, other, junction_field="posts_id")
    _make_body(send)
    everything = [
        _FILES, "posts", "posts_body", "categories", "tags", "authors",
        *(f"block_{kind}" for kind in BLOCKS), *(f"posts_{name}" for name in MANY),
    ]  # fmt: skip
    for collection in everything:
        permission = {"policy": _PUBLIC, "collection": collection, "action": "read"}
        rest = {"fields": ["*"], "permissions": {}, "validation": {}}
        send("POST", "/permissions", permission | rest)


def _make_body(send: Send) -> None:
    """Make what leads from a post to blocks of any kind: Directus calls it many-to-any."""
    fields = {"posts_id": "integer", "collection": "string", "item": "string", "sort": "integer"}
    _collection(send, "posts_body", fields)
    _alias(send, "body", "m2a")
    _relation(
        send, "posts_body", "posts_id", "posts",
        one_field="body", junction_field="item", sort_field="sort",
    )  # fmt: skip
    any_block = {
        "one_collection_field": "collection",
        "one_allowed_collections": [f"block_{kind}" for kind in BLOCKS],
        "junction_field": "posts_id",
    }
    relation = {"collection": "posts_body", "field": "item", "related_collection": None}
    send("POST", "/relations", relation | {"meta": any_block})


def _collection(send: Send, name: str, fields: dict[str, str]) -> None:
    key = {
        "field": "id",
        "type": "integer",
        "schema": {"is_primary_key": True, "has_auto_increment": True},
    }
    others = [
        {"field": field, "type": kind, "schema": {}, "meta": {}} for field, kind in fields.items()
    ]
    body = {"collection": name, "schema": {}, "meta": {}, "fields": [key, *others]}
    send("POST", "/collections", body)


def _relation(send: Send, collection: str, field: str, to: str, **meta: str) -> None:
    relation = {"collection": collection, "field": field, "related_collection": to}
    send("POST", "/relations", relation | {"schema": {"on_delete": "SET NULL"}, "meta": meta})


def _alias(send: Send, name: str, kind: str) -> None:
    field = {"field": name, "type": "alias", "meta": {"special": [kind]}}
    send("POST", "/fields/posts", field)
