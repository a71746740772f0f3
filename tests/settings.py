"""Mosaic's settings in tests: with a second publication's application beside its own."""

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.museum"]
