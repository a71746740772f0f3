"""The demo publication's texts, as they are written in the files beside this one."""

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def read_shared() -> dict[str, Any]:
    """Return what all languages share: settings, categories, authors, photos, documents."""
    return _read(_FOLDER / "shared.toml")


def read_pages() -> dict[str, Any]:
    """Return the home, about, and blog index pages: ``{key: {language code: page}}``."""
    return _read(_FOLDER / "pages.toml")


def read_comments() -> list[dict[str, Any]]:
    """Return what readers say, with the answers to it."""
    comments: list[dict[str, Any]] = _read(_FOLDER / "comments.toml")["comments"]
    return comments


def read_posts() -> dict[str, dict[str, Any]]:
    """Return the posts by key, oldest first."""
    posts = {path.stem: _read(path) for path in (_FOLDER / "posts").glob("*.toml")}
    return dict(sorted(posts.items(), key=lambda item: (item[1]["date"], item[0])))


def drafts(posts: dict[str, dict[str, Any]]) -> set[tuple[str, str]]:
    """Return the keys and language codes of those posts that stay drafts."""
    return {
        (key, code)
        for key, post in posts.items()
        for code, text in post.items()
        if isinstance(text, dict) and text.get("state") == "draft"
    }


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
