"""``python -m torture.check [--later]``: what is in the database of the environment, as JSON.

With ``--later``, it is a minute later for whoever waits for a process that was killed.
"""

import json
import os
import re
import sys
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "torture.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  models need Django to be set up
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from blog.models import BlogPage  # noqa: E402
from cms.tasks.models import Worker  # noqa: E402
from cms.webhooks.models import Delivery, Endpoint, State  # noqa: E402
from torture.editor import EDITION  # noqa: E402


def check(post_id: int) -> dict[str, Any]:
    """Return what is in the database.

    Returns:
        ``revisions``: the numbers of all editions of the post that were saved; ``live``: those
        that its own row says; ``published``: those that the revision says which is live;
        ``waiting``: how many deliveries and tasks are not done; ``broken``: what the database
        says is broken.
    """
    post = BlogPage.objects.get(pk=post_id)
    revisions = post.revisions.order_by("pk").values_list("content__title", flat=True)
    published = post.live_revision.as_object() if post.live_revision else post
    return {
        "revisions": [number for title in revisions for number in editions(title)],
        "live": sorted(set(editions(_texts(post)))),
        "published": sorted(set(editions(_texts(published)))),
        "waiting": Delivery.objects.exclude(state=State.DONE).count()
        + DBTaskResult.objects.exclude(status="SUCCESSFUL").count(),
        "broken": _broken(),
    }


def editions(text: str) -> list[int]:
    """Return the numbers of the editions that a text names."""
    return [int(number) for number in re.findall(EDITION, text)]


def _texts(post: Any) -> str:
    return f"{post.title} {post.intro} {post.body.raw_data[0]['value']}"


def _broken() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            said = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return [*said, *map(str, cursor.fetchall())]
        # Each row is read, and each constraint is looked at.
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(
            "SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c "
            "ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
            "WHERE a.amname = 'btree' AND c.relpersistence = 'p'"
        )
    return []


def let_a_minute_pass() -> None:
    """Have done at once what otherwise is, when a minute without a word is over."""
    long_ago = timezone.now() - timedelta(minutes=2)
    Worker.objects.update(seen_at=long_ago)
    Endpoint.objects.update(leased_until=None, rests_until=None)
    Delivery.objects.filter(state=State.PENDING).update(due_at=F("happened_at"))
    DBTaskResult.objects.filter(status="READY").update(run_after=long_ago)
    call_command("send_webhooks", stdout=sys.stderr)


if __name__ == "__main__":
    if "--later" in sys.argv:
        let_a_minute_pass()
    json.dump(check(int(sys.argv[1])), sys.stdout)
