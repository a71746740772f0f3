"""From a body as it is written in the demo's files to one as Wagtail stores it."""

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cms.images.models import Photo

_REFERENCE = re.compile(r'href="(post|page|document):([\w-]+)"')


@dataclass
class Targets:
    """What texts refer to: ``pages`` by key and language code, photos and documents by key.

    ``drafts`` are the keys and language codes of those that stay drafts.
    """

    pages: Mapping[str, Mapping[str, Any]]
    drafts: Collection[tuple[str, str]]
    photos: Mapping[str, Photo]
    documents: Mapping[str, Any]

    def page(self, key: str, code: str) -> Any:
        """Return a page in a language, or the English one where there is none or a draft only.

        Once the draft is published, what refers to the English page leads to the translation.
        """
        found = None if (key, code) in self.drafts else self.pages[key].get(code)
        return found or self.pages[key]["en"]


def stored_body(key: str, code: str, blocks: list[dict[str, Any]], targets: Targets) -> Any:
    """Return a stream's JSON.

    A block has the same id in every language, as after a translation.
    """
    return [
        {
            "type": block["type"],
            "value": _VALUES[block["type"]](block, code, targets),
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"mosaic-demo:{key}:{number}")),
        }
        for number, block in enumerate(blocks)
    ]


def _rich_text(html: str, code: str, targets: Targets) -> str:
    def reference(match: re.Match[str]) -> str:
        kind, key = match.groups()
        if kind == "document":
            return f'linktype="document" id="{targets.documents[key].pk}"'
        return f'linktype="page" id="{targets.page(key, code).pk}"'

    return _REFERENCE.sub(reference, html.strip())


def _text(block: dict[str, Any], code: str, targets: Targets) -> str:
    return _rich_text(block["html"], code, targets)


def _quote(block: dict[str, Any], code: str, targets: Targets) -> dict[str, Any]:
    note = block.get("note", "")
    return {
        "text": _rich_text(block["text"], code, targets),
        "attribution": block.get("attribution", ""),
        "source_title": block.get("source_title", ""),
        "source_url": block.get("source_url", ""),
        "note": f"<p>{_rich_text(note, code, targets)}</p>" if note else "",
    }


def _video(block: dict[str, Any], code: str, targets: Targets) -> dict[str, Any]:
    poster = targets.photos.get(block.get("poster", ""))
    return {
        "url": block["url"],
        "title": block["title"],
        "caption": block.get("caption", ""),
        "poster": poster.pk if poster else None,
    }


def _photo(block: dict[str, Any], code: str, targets: Targets) -> dict[str, Any]:
    photo = targets.photos[block["photo"]]
    decorative = block.get("decorative", False)
    # The editor's form copies the photo's description in the same way.
    alt_text = block.get("alt") or getattr(photo, f"description_{code}")
    return {
        "image": {
            "image": photo.pk,
            "decorative": decorative,
            "alt_text": "" if decorative else alt_text,
        },
        "caption": block.get("caption", ""),
        "credit": block.get("credit", ""),
    }


def _source(block: dict[str, Any], code: str, targets: Targets) -> dict[str, Any]:
    return {name: block.get(name, "") for name in ("publication", "title", "url", "thanks")}


_VALUES = {"text": _text, "quote": _quote, "video": _video, "photo": _photo, "source": _source}
