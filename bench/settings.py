"""Mosaic's settings, with the addresses that are compared."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
