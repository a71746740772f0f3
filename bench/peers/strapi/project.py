"""A Strapi project with posts in three languages: one is made of files."""

import json
from pathlib import Path
from typing import Any

#: A setting of a field that has a value in each language.
_LOCALIZED = {"pluginOptions": {"i18n": {"localized": True}}}

_TEXT = {"type": "string"}
_LONG_TEXT = {"type": "text"}
_RICH_TEXT = {"type": "richtext"}
_PICTURE = {"type": "media", "multiple": False, "allowedTypes": ["images"]}

#: The kinds of blocks, and their fields.
_BLOCKS: dict[str, dict[str, Any]] = {
    "text": {"text": _RICH_TEXT},
    "photo": {
        "image": _PICTURE,
        "altText": _TEXT,
        "decorative": {"type": "boolean"},
        "caption": _LONG_TEXT,
        "credit": _TEXT,
    },
    "quote": {
        "text": _RICH_TEXT,
        "attribution": _TEXT,
        "sourceTitle": _TEXT,
        "sourceUrl": _TEXT,
        "note": _LONG_TEXT,
    },
    "video": {"url": _TEXT, "title": _TEXT, "caption": _LONG_TEXT, "poster": _PICTURE},
    "source": {"publication": _TEXT, "title": _TEXT, "url": _TEXT, "thanks": _TEXT},
}

_NAMED = {"name": _TEXT | _LOCALIZED, "slug": _TEXT | _LOCALIZED}


def _relation(to: str) -> dict[str, Any]:
    return {"type": "relation", "relation": "manyToMany", "target": f"api::{to}.{to}"}


#: What has an address of its own: in the plural, and its fields.
_MODELS: dict[str, tuple[str, dict[str, Any]]] = {
    "category": ("categories", _NAMED),
    "tag": ("tags", _NAMED),
    "author": ("authors", _NAMED),
    "post": (
        "posts",
        {
            "title": _TEXT | _LOCALIZED,
            "slug": _TEXT | _LOCALIZED,
            "intro": _LONG_TEXT | _LOCALIZED,
            "date": {"type": "date"} | _LOCALIZED,
            "leadImage": _PICTURE | _LOCALIZED,
            "categories": _relation("category"),
            "tags": _relation("tag"),
            "authors": _relation("author"),
            "related": _relation("post"),
            "body": {"type": "dynamiczone", "components": [f"blocks.{kind}" for kind in _BLOCKS]}
            | _LOCALIZED,
        },
    ),
}

_FACTORY = 'module.exports = require("@strapi/strapi").factories.'

#: The settings of a project that serves its API alone, to everybody.
_CONFIGURATION = {
    "database": """({ env }) => ({
  connection: {
    client: "postgres",
    connection: {
      host: env("DB_HOST"),
      port: env.int("DB_PORT"),
      database: env("DB_DATABASE"),
      user: env("DB_USER"),
      password: env("DB_PASSWORD"),
    },
  },
})""",
    "server": """({ env }) => ({
  host: "127.0.0.1",
  port: env.int("PORT"),
  app: { keys: ["none"] },
})""",
    "admin": """{
  serveAdminPanel: false,
  auth: { secret: "none" },
  apiToken: { salt: "none" },
  transfer: { token: { salt: "none" } },
}""",
    "api": "{ rest: { maxLimit: 100, withCount: true } }",
    # Those of a new project, but the one that writes a line for each request.
    "middlewares": json.dumps(
        [
            f"strapi::{name}"
            for name in (
                "errors", "security", "cors", "poweredBy", "query", "body", "session", "favicon",
                "public",
            )
        ]
    ),
}  # fmt: skip


def write(folder: Path) -> None:
    """Write the project into a folder."""
    _write(folder / "package.json", json.dumps({"private": True, "strapi": {"uuid": "bench"}}))
    for name, value in _CONFIGURATION.items():
        _write(folder / "config" / f"{name}.js", f"module.exports = {value};\n")
    _write(folder / "src" / "index.js", "module.exports = {};\n")
    (folder / "public" / "uploads").mkdir(parents=True)
    (folder / "database" / "migrations").mkdir(parents=True)
    for name, fields in _BLOCKS.items():
        component = {
            "collectionName": f"components_blocks_{name}",
            "info": {"displayName": name},
            "attributes": fields,
        }
        _write(folder / "src" / "components" / "blocks" / f"{name}.json", json.dumps(component))
    for name, (plural, fields) in _MODELS.items():
        _write_model(folder / "src" / "api" / name, name, plural, fields)


def _write_model(folder: Path, name: str, plural: str, fields: dict[str, Any]) -> None:
    uid = f"api::{name}.{name}"
    schema = {
        "kind": "collectionType",
        "collectionName": plural,
        "info": {"singularName": name, "pluralName": plural, "displayName": name},
        "options": {"draftAndPublish": name == "post"},
        "attributes": fields,
        **_LOCALIZED,
    }
    _write(folder / "content-types" / name / "schema.json", json.dumps(schema))
    everybody = "{ find: { auth: false }, findOne: { auth: false } }"
    for place, factory in (
        ("controllers", f'createCoreController("{uid}")'),
        ("services", f'createCoreService("{uid}")'),
        ("routes", f'createCoreRouter("{uid}", {{ config: {everybody} }})'),
    ):
        _write(folder / place / f"{name}.js", f"{_FACTORY}{factory};\n")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
