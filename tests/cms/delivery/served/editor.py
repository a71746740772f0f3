"""``python -m tests.cms.delivery.served.editor``: makes changes, and dies where it is told to.

Each line of its input is a JSON list: what to do, a seed, and the step before which the process is
killed (see :class:`Steps`), or null. It is done in a process of its own, and the answer is a line,
too: the steps that were made, or null where it was killed.
"""

import json
import os
import signal
import sys

import django

django.setup()

import requests  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from tests.cms.api.editors import Editors  # noqa: E402


class Steps:
    """The steps of a change, in order.

    Each statement is a step, each commit, and each request to a CDN. What follows a commit or a
    request is one, too, so that a change can be cut off right after it, whatever comes next.
    """

    def __init__(self, last):
        self.made = []
        self._last = last

    def take(self, name):
        self.made.append(name)
        number = f"{name} {self.made.count(name)}"
        if self._last in (number, len(self.made)):
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner, method, before, after):
        """Make a method a step, and the moment after it another one."""
        whole = getattr(owner, method)

        def stepping(*args, **kwargs):
            self.take(before)
            try:
                return whole(*args, **kwargs)
            finally:
                self.take(after)

        setattr(owner, method, stepping)

    def before_statement(self, execute, *args):
        self.take("statement")
        return execute(*args)


def work(what, seed, last):
    """Do what is asked, and return the names of the steps that it took."""
    if what == "purge_cdn":
        call_command("purge_cdn")
        return []
    steps = Steps(last)
    steps.around(BaseDatabaseWrapper, "_commit", "commit", "committed")
    steps.around(requests.Session, "send", "purge", "purged")
    with connection.execute_wrapper(steps.before_statement), transaction.atomic():
        # As the admin does: a change is a transaction.
        getattr(Editors(seed), what)()
    return steps.made


def main():
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            made = work(*json.loads(line))
            os.write(writing, json.dumps(made).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            made = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            made = "null"
        print(made or '"failed"', flush=True)  # noqa: T201  it is what the test reads


if __name__ == "__main__":
    main()
