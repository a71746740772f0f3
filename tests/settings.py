"""Settings in tests: all that is optional is on, and another application is installed."""

import os

os.environ["API_V3_PREVIEW"] = "true"
os.environ["METRICS_TOKEN"] = "a token of tests that is long enough"

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.museum"]
