"""What the documentation says of webhooks is so."""

import re
from datetime import UTC, datetime

from cms.webhooks import secrets
from cms.webhooks.events import Event
from tests.processes import BASE_DIR

SECTION = (
    (BASE_DIR / "docs" / "front-end.md")
    .read_text(encoding="utf-8")
    .partition("\n## Webhooks\n")[2]
    .partition("\n## ")[0]
)


def test_every_event_is_in_the_table():
    assert re.findall(r"^\| `([\w.]+)` \|", SECTION, re.MULTILINE)[1:] == Event.values


def test_the_example_verifies_what_is_sent():
    secret, body = secrets.new_secret(), '{"type": "page.deleted"}'
    headers = secrets.headers("msg_1", datetime.now(UTC), body, [secret])
    names = {"secret": secret, "body": body, "headers": headers}
    exec(re.search(r"```python\n(.*?)```", SECTION, re.DOTALL)[1], names)  # noqa: S102  our own

    assert names["payload"] == {"type": "page.deleted"}
