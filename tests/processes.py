"""Mosaic in a process of its own, as it is started."""

import os
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

#: What Mosaic reads. An empty variable counts as not set, and wins over a ``.env`` file.
VARIABLES = (
    "DEBUG",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "HSTS_SECONDS",
    "PORT",
    "BASE_URL",
    "ALLOWED_HOSTS",
    "VAR_DIR",
    "DATABASE_URL",
    "TIME_ZONE",
    "CORS_ALLOWED_ORIGINS",
    "CACHE_URL",
    "TASKS",
    "STORAGE_URL",
    "SEARCH_URL",
    "CDN_URL",
    "CDN_MAX_AGE",
    "CDN_STALE_WHILE_REVALIDATE",
    "WEBHOOKS_NETWORKS",
    "PHOTO_FORMATS",
    "TRANSLATOR_URL",
    "API_V3_PREVIEW",
    "FRONTEND_URL",
    "COMMENTS_RATE",
    "API_RATE",
    "PROXIES",
    "ADMIN_OTP",
    "EMAIL_URL",
    "EMAIL_FROM",
    "LOG_LEVEL",
    "METRICS_TOKEN",
)


def python(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the project's folder, where only the given variables are set."""
    environment = dict.fromkeys(VARIABLES, "") | variables
    environment["PATH"] = os.environ["PATH"]
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def manage(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run manage.py, where only the given variables are set."""
    return python("manage.py", *arguments, **variables)
