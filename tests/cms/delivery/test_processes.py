"""Whatever changes in one process, no other one gives a stale answer, and the CDN is told.

Two servers read one database, on SQLite and on PostgreSQL, and a CDN, played by the test, keeps
what they give until it is told otherwise. With FRESHNESS_CHANGES=500 there are so many changes, and
every answer is compared after each; FRESHNESS_SEED makes them other ones.
"""

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from tests.cms.api.addresses import shown
from tests.cms.api.editors import CHANGES
from tests.cms.delivery.served.installation import installed
from tests.cms.delivery.served.process import Editor, Reply, Server
from tests.cms.delivery.served.wsgi import FORGET, FRESH
from tests.server import Server as Receiver
from tests.server import serving

_ASKED_FOR = os.environ.get("FRESHNESS_CHANGES")
CHANGES_MADE = int(_ASKED_FOR or 6)

#: What the changes are drawn from.
SEED = os.environ.get("FRESHNESS_SEED", "1492")

#: How many addresses are compared after a change; the other ones after another change.
COMPARED = None if _ASKED_FOR else 40

#: The moments at which a change is cut off, beside some at random.
MOMENTS = ("statement 1", "commit 1", "committed 1", "purge 1", "purged 1")


class CDN:
    """Keeps answers until it is told that something they carry changed."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self.kept: dict[str, Reply] = {}

    def keep(self, address: str, reply: Reply) -> None:
        if "s-maxage" in reply.headers.get("cache-control", ""):
            self.kept[address] = reply

    def forget(self) -> None:
        """Forget what was purged since."""
        for _, _, headers, _ in self._receiver.asked:
            purged = set(headers["xkey-purge"].split())
            for address, reply in list(self.kept.items()):
                if purged & set(reply.headers["surrogate-key"].split()):
                    del self.kept[address]
        self._receiver.asked.clear()


class Publication:
    """Two servers, an editor, and a CDN, on one database."""

    def __init__(self, one: Server, two: Server, editor: Editor, cdn: CDN) -> None:
        self.servers = (one, two)
        self.editor = editor
        self.cdn = cdn
        self.chance = random.Random(SEED)
        self._addresses: set[str] = set()

    def change(self, what: str, seed: str, server: Server | None = None) -> None:
        """Have something changed in one of the servers."""
        server = server or self.chance.choice(self.servers)
        reply = server.ask(f"/test/change/{what}/{quote(seed)}/")
        assert reply.status == 200, (what, seed, reply.body[-2000:])

    def compare(self, what: str) -> None:
        """Compare what both servers, and the CDN, give with what one of them renders anew."""
        given = self.servers[0].ask("/test/addresses/").body.decode()
        self._addresses |= {quote(each, safe="/?&=%,*") for each in json.loads(given)}
        compared = sorted(self._addresses)
        self.chance.shuffle(compared)
        compared = compared[:COMPARED]
        self.cdn.forget()
        with ThreadPoolExecutor(2) as pool:
            # What they keep is tried first, and only then forgotten.
            replies = list(pool.map(self._ask_both, compared))
            one = self.chance.choice(self.servers)
            one.ask(FORGET)
            fresh = list(pool.map(lambda address: one.ask(FRESH + address), compared))
        for address, both, rendered in zip(compared, replies, fresh, strict=True):
            for reply in both:
                assert shown(reply) == shown(rendered), (what, address)
            kept = self.cdn.kept.get(address)
            assert kept is None or kept.body == rendered.body, (what, address, kept.headers)
            self.cdn.keep(address, both[-1])

    def _ask_both(self, address: str) -> list[Reply]:
        return [server.ask(address) for server in self.servers]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def publication(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Publication]:
    with serving() as receiver, installed(request.param, tmp_path_factory.mktemp("var")) as made:
        made.variables |= {
            "CDN_URL": f"varnish://127.0.0.1:{receiver.server_port}",
            "CDN_MAX_AGE": "3600",
        }
        made.migrate()
        editor, one, two = made.editor(), made.server(), made.server()
        assert one.ask("/test/begin/").status == 200
        yield Publication(one, two, editor, CDN(receiver))


def test_no_answer_of_two_processes_is_ever_stale(publication):
    publication.compare("the beginning")
    for number in range(CHANGES_MADE):
        what = publication.chance.choice(CHANGES)
        publication.change(what, f"change {SEED} {number}")
        publication.compare(what)


def test_a_change_that_is_cut_off_leaves_no_answer_stale(publication):
    publication.compare("the beginning")
    random_moments = [publication.chance.randrange(2, 60) for _ in range(CHANGES_MADE // 3)]
    for place, moment in enumerate((*MOMENTS, *random_moments)):
        # These change something whatever was changed before.
        what = publication.chance.choice(["edit_a_title", "write_a_post", "rename_a_category"])
        made = publication.editor.do(what, f"change {SEED} {place}", moment)
        assert made is None or moment not in MOMENTS, (what, moment, made)
        # What a timer does every minute.
        publication.editor.do("purge_cdn")
        publication.compare(f"{what}, cut off before {moment}")


def test_a_server_that_is_killed_is_up_to_date_when_it_is_there_again(publication):
    publication.compare("the beginning")
    one, two = publication.servers
    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(one.ask, "/test/change/edit_a_title/killed/")
        one.ask("/en/")
        one.kill()
        changing.exception()
    publication.change("rename_a_category", "killed", two)
    one.start()
    publication.editor.do("purge_cdn")
    publication.compare("a server was killed")
