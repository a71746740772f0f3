"""Mosaic's settings, with addresses at which changes are made."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "tests.cms.delivery.served.urls"
