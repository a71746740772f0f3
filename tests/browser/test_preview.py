"""Editors see in the preview what they type, on the built-in reader and on a front end."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import FrameLocator, expect
from playwright.sync_api import Page as Tab

from tests.conftest import Publication, moderators
from tests.factories import PostFactory

FRONT_END = Path(__file__).parent.parent / "frontend" / "preview.html"


@pytest.fixture
def hebrew_draft(server: str, publication: Publication) -> Any:
    return PostFactory(parent=publication.indexes["he"], title="דלתות", slug="דלתות", live=False)


@pytest.fixture
def front_end(server: str, settings: Any) -> Iterator[str]:
    """A front end at an origin of its own, on which the publication is shown."""
    content = (FRONT_END.read_text(encoding="utf-8") % {"cms": server}).encode()

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith("/?"):
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), OnePage)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{served.server_port}"
    settings.FRONTEND_URLS = {"default": address}
    yield address
    served.shutdown()
    served.server_close()


def open_panel(page: Tab, server: str, draft: Any) -> FrameLocator:
    """Open the editor with its preview panel, and return what the panel shows."""
    page.set_viewport_size({"width": 1600, "height": 1000})
    page.goto(server + reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("[data-side-panel=preview] iframe:not([hidden])").last
    expect(frame.locator("h1")).to_have_text("דלתות")
    return frame


def test_the_panel_follows_what_is_typed_in_the_direction_of_the_page(
    page: Tab, server: str, log_in: Callable[..., Any], hebrew_draft: Any
):
    log_in(moderators())
    preview = open_panel(page, server, hebrew_draft)

    page.fill("[name=title]", "דלתות כחולות")
    # As people type: the panel looks for changes twice a second.
    page.locator("[name=intro]").press_sequentially("בעיר העתיקה", delay=150)

    expect(preview.locator("h1")).to_have_text("דלתות כחולות")
    expect(preview.get_by_text("בעיר העתיקה").first).to_be_visible()
    assert preview.locator("html").get_attribute("dir") == "rtl"
    assert preview.locator("html").get_attribute("lang") == "he"


def test_a_front_end_at_another_origin_shows_the_preview_and_the_user_bar(
    page: Tab, server: str, front_end: str, log_in: Callable[..., Any], hebrew_draft: Any
):
    log_in(moderators())
    preview = open_panel(page, server, hebrew_draft)

    expect(preview.locator("wagtail-userbar")).to_have_count(1)
    page.press("[name=title]", "End")
    page.locator("[name=title]").press_sequentially(" כחולות", delay=200)

    expect(preview.locator("h1")).to_have_text("דלתות כחולות")
    assert preview.locator("html").get_attribute("dir") == "rtl"
    assert preview.locator("html").evaluate("() => location.origin") == front_end
    expect(preview.locator("wagtail-userbar")).to_have_count(1)
