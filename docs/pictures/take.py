"""Take the pictures of the editors' guide, of the demo publication that ``make run`` serves.

    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8000

The first Hebrew post of the list should have been changed since it was loaded: its versions are
compared.
It needs what the browser tests need: the development environment, and Chromium.
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
SIZE = {"width": 1280, "height": 800}
PASSWORD = "mosaic"  # noqa: S105  the demo's, which everybody knows


def take(tab: Any, name: str) -> None:
    """Save what the tab shows."""
    tab.wait_for_timeout(1500)
    tab.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=60)


def main(address: str) -> None:
    """Visit the screens that the guide tells of, one after the other."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport=SIZE)
        tab.set_default_timeout(120_000)
        tab.goto(f"{address}/admin/login/")
        tab.fill("[name=username]", "admin")
        tab.fill("[name=password]", PASSWORD)
        tab.click("button[type=submit]")
        tab.goto(f"{address}/admin/posts/")
        tab.get_by_role("button", name=re.compile("filter", re.IGNORECASE)).first.click()
        take(tab, "posts")
        tab.goto(f"{address}/admin/posts/?language=3")
        tab.goto(address + tab.locator("table a[href$='/edit/']").first.get_attribute("href"))
        tab.get_by_role("button", name=re.compile("Toggle preview")).click()
        tab.wait_for_timeout(6000)
        take(tab, "editor")
        page = tab.url.split("/pages/")[1].split("/")[0]
        tab.goto(f"{address}/admin/pages/{page}/revisions/compare/earliest...latest/")
        take(tab, "compare")
        tab.goto(f"{address}/admin/snippets/comments/comment/")
        tab.locator("table tbody tr").first.locator("[type=checkbox]").check()
        take(tab, "comments")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
