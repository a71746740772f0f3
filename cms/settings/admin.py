"""Wagtail's admin."""

from cms.settings.server import BASE_URL

WAGTAIL_SITE_NAME = "Mosaic"
# The admin contacts nobody either: no pictures of users, no news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# How often the editor looks whether the preview still shows what is in the form, in milliseconds.
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 200
WAGTAILADMIN_BASE_URL = BASE_URL
