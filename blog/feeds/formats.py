"""The three formats. Django writes RSS and Atom; what it leaves out is added here."""

import datetime
import json
from typing import Any

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape


class _Feed:
    """What RSS and Atom have in common that Django leaves out."""

    def add_item(self, title: str, link: str, description: str, *more: Any, **others: Any) -> None:
        """As in Django; but the description is plain text, which feed readers take for HTML."""
        super().add_item(title, link, escape(description), *more, **others)  # type: ignore[misc]

    def latest_post_date(self) -> datetime.datetime:
        """As in Django; but a feed without entries has a date that the clock does not change."""
        items: list[Any] = self.items  # type: ignore[attr-defined]
        if not items:
            return datetime.datetime.fromtimestamp(0, datetime.UTC)
        latest: datetime.datetime = super().latest_post_date()  # type: ignore[misc]
        return latest


class RssFeed(_Feed, Rss201rev2Feed):
    """RSS 2.0 with the whole text of each entry."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xml:lang": str(self.feed["language"]),
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(_Feed, Atom1Feed):
    """Atom with the whole text of each entry."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._entry(item) for item in self.items],
        }
        text = json.dumps(feed, ensure_ascii=False, separators=(",", ":"))
        outfile.write(text.encode(encoding))

    @staticmethod
    def _entry(item: dict[str, Any]) -> dict[str, Any]:
        entry = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"],
            "summary": item["description"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": name} for name in item["author_names"]],
            "tags": list(item["categories"]),
            "language": item["language"],
        }
        if item["enclosures"]:
            entry["image"] = item["enclosures"][0].url
            entry["attachments"] = [
                {"url": enclosure.url, "mime_type": enclosure.mime_type}
                for enclosure in item["enclosures"]
            ]
        return {name: value for name, value in entry.items() if value not in ("", [])}


FORMATS: dict[str, Any] = {"rss": RssFeed, "atom": AtomFeed, "json": JsonFeed}
