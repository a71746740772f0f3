"""What browser tests share: Chromium, and who is logged in there."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.conftest import CHROMIUM, missing

# Playwright's own event loop runs in the test's thread; the ORM is safe to use there all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 390, "height": 844}

# A busy machine takes its time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, which contacts nobody by itself."""
    if CHROMIUM is None:
        missing("no Chromium is installed")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", *quiet],
    }


@pytest.fixture
def requested_hosts(page: Tab) -> list[str]:
    """The hosts that the tab has sent requests to, as it goes."""
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(request.url.split("/")[2]))
    return hosts


@pytest.fixture
def log_in(page: Tab, server: str, django_user_model: Any) -> Callable[..., Any]:
    """Log in to the admin as a new user: ``log_in(moderators())``, or a superuser."""

    def enter(group: Group | None = None) -> Any:
        user = django_user_model.objects.create_user("someone", password="something-long")
        if group:
            user.groups.add(group)
        else:
            user.is_superuser = True
            user.save()
        page.goto(f"{server}/admin/login/")
        page.fill("[name=username]", "someone")
        page.fill("[name=password]", "something-long")
        page.click("button[type=submit]")
        page.wait_for_url(f"{server}/admin/")
        return user

    return enter


@pytest.fixture(autouse=True)
def _what_the_browser_reports(page: Tab) -> None:
    """Print the errors of scripts, and what was not found: pytest shows them when a test fails."""
    page.on("pageerror", lambda error: print(f"script: {error}"))  # noqa: T201
    page.on(
        "response",
        lambda response: response.ok or print(response.status, response.url),  # noqa: T201
    )


@pytest.fixture(autouse=True)
def watch(page: Tab) -> Iterator[Callable[[Any], None]]:
    """No page does what its own Content-Security-Policy refuses; the browser says so of each.

    Gives what has the tabs of another context watched, too.
    """
    refused: set[str] = set()

    def note(message: Any) -> None:
        if "Content Security Policy" in message.text:
            refused.add(f"{message.location['url']}: {message.text}")

    def listen(context: Any) -> None:
        context.on("console", note)

    listen(page.context)
    yield listen
    assert not refused, "\n".join(sorted(refused))
