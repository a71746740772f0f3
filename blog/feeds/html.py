"""A post's HTML for feed readers, which know neither our styles nor where they are."""

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

#: What feed readers understand; all else is for our own pages.
_KEPT = {"alt", "cite", "datetime", "dir", "height", "href", "lang", "src", "title", "width"}


def content_of(document: dict[str, Any], blocks: Any) -> str:
    """Return all that a post says as HTML, every address whole.

    Args:
        document: the post, as the API gives it.
        blocks: the stream block of its body.
    """
    html = render_to_string("blog/feed_entry.html", {"document": document, "blocks": blocks})
    soup = BeautifulSoup(html, "html.parser")
    # The one file that every reader can show stands for all of them.
    for source in soup.find_all("source"):
        source.decompose()
    for picture in soup.find_all("picture"):
        picture.unwrap()
    for tag in soup.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in _KEPT}
        for name in ("href", "src", "cite"):
            if name in tag.attrs:
                tag[name] = urljoin(document["meta"]["html_url"], str(tag[name]))
    return str(soup).strip()
