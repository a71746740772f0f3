"""``python -m torture.build PAGES ADDRESS``: fill the database of the environment.

It prints, as JSON, what who reads and who edits has to know.
"""

import json
import os
import sys
from typing import Any

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "torture.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402  models need Django to be set up
from django.test import Client  # noqa: E402

from bench.build.clock import Clock  # noqa: E402
from bench.build.publication import load  # noqa: E402
from blog.models import BlogPage  # noqa: E402
from cms.webhooks.models import Endpoint  # noqa: E402


def build(pages: int, webhooks: str) -> dict[str, Any]:
    """Build a publication, an editor who is logged in, and somebody who is told of changes."""
    call_command("migrate", verbosity=0)
    load(pages, 1, Clock())
    call_command("update_index", verbosity=0)
    Endpoint.objects.create(name="Receiver", address=webhooks)
    editor = User.objects.create_superuser("editor", "editor@example.org")
    client = Client()
    client.force_login(editor)
    post = BlogPage.objects.live().filter(locale__language_code="en").newest_first()[0]
    path = post.url_path.strip("/").split("/", 1)[1]
    return {
        "post": post.pk,
        "slug": post.slug,
        "path": f"/en/{path}/",
        "date": post.date.isoformat(),
        "cookie": client.cookies["sessionid"].value,
    }


if __name__ == "__main__":
    json.dump(build(int(sys.argv[1]), sys.argv[2]), sys.stdout)
