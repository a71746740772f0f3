"""An editor, who publishes edition after edition of a post in the admin."""

import http.client
import threading
import time
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import urlencode

import orjson

#: What the texts of an edition say; the group is its number.
EDITION = r"Edition (\d+) is out"

#: The numbers of editions: no two have the same, whoever publishes them.
_NUMBERS = count(1)

#: Both the cookie and the field of the form have it.
_TOKEN = "t" * 32


class Editor(threading.Thread):
    """Publishes until it is told to stop.

    Attributes:
        acknowledged: the number of the last edition that the admin said is published; 0 is none.
        all_acknowledged: the numbers of all of them.
        refused: the answers that said something else: the status, and how they began.
        failed: how often no answer came.
    """

    def __init__(self, port: int, facts: dict[str, Any], pause: float) -> None:
        """Prepare to publish.

        Args:
            port: the server's.
            facts: those of ``torture.build``.
            pause: from the beginning of one to that of the next, in seconds.
        """
        super().__init__(daemon=True)
        self._port = port
        self._facts = facts
        self._pause = pause
        self._ended = threading.Event()
        self.acknowledged = 0
        self.all_acknowledged: list[int] = []
        self.refused: list[tuple[int, str]] = []
        self.failed = 0

    def run(self) -> None:
        while not self._ended.is_set():
            begun = time.monotonic()
            self.publish()
            self._ended.wait(max(0.0, self._pause - (time.monotonic() - begun)))

    def stop(self) -> None:
        """Let it finish the edition that it is at."""
        self._ended.set()
        self.join()

    def publish(self) -> bool:
        """Publish another edition; return whether the admin said that it is published."""
        number = next(_NUMBERS)
        try:
            status, location, body = self._post(f"Edition {number} is out")
        except (OSError, http.client.HTTPException):
            self.failed += 1
            return False
        if status == HTTPStatus.FOUND and "/login/" not in location:
            self.acknowledged = number
            self.all_acknowledged.append(number)
            return True
        self.refused.append((status, body))
        return False

    def _post(self, text: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        address = f"/admin/pages/{self._facts['post']}/edit/"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self._facts['cookie']}; csrftoken={_TOKEN}",
            "Referer": f"http://127.0.0.1:{self._port}{address}",
        }
        try:
            connection.request("POST", address, urlencode(self._form(text)), headers)
            response = connection.getresponse()
            body = response.read().decode(errors="replace")
            return response.status, response.headers.get("Location", ""), body
        finally:
            connection.close()

    def _form(self, text: str) -> dict[str, str]:
        """Return the fields of the form, as the editor's scripts send them."""
        block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
        written = {
            "blocks": [{**block, "inlineStyleRanges": [], "entityRanges": []}],
            "entityMap": {},
        }
        formset = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}
        relations = ("author_links", "related_links", "comments")
        return {
            "csrfmiddlewaretoken": _TOKEN,
            "title": text,
            "intro": text,
            "slug": self._facts["slug"],
            "date": self._facts["date"],
            "comments_open": "on",
            "body-count": "1",
            "body-0-type": "text",
            "body-0-order": "0",
            "body-0-deleted": "",
            "body-0-id": "",
            "body-0-value": orjson.dumps(written).decode(),
            **{f"{name}-{key}": value for name in relations for key, value in formset.items()},
            "action-publish": "action-publish",
        }
