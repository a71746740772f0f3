"""Mosaic's settings; passwords are not asked for, and files of styles need not be collected."""

from cms.settings import *  # noqa: F403
from cms.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
