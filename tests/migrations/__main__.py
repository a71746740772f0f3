"""``python -m tests.migrations``: refuse migrations that would stop a publication while they run.

django-migration-linter reads their SQL as PostgreSQL, which DATABASE_URL names, is sent it.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from tests.migrations.refusing import Refusing  # noqa: E402  it needs Django to be set up

linter = Refusing()
linter.lint_all_migrations()
sys.exit("\n".join(linter.refused) if linter.refused else 0)
